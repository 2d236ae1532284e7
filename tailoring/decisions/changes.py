"""What a tailored résumé changes of the person's own, one by one, each with a key that stays the same for the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from content.schema.entries import HEADLINE
from content.schema.resume import ResumeData
from tailoring.decisions.arrangement import arrangements
from tailoring.decisions.sections import Section, sections_of
from tailoring.places import places_of
from tailoring.records import Result
from tailoring.remarks import LANGUAGES, shortened

State = Literal["proposed", "accepted", "original", "edited"]


class Kind(StrEnum):
    """What a change does, the riskiest first."""

    REWORDED = "reworded"
    LEFT_OUT = "left out"
    SKILLS = "skills"
    ORDER = "order"

    @property
    def is_a_list(self) -> bool:
        """Whether its texts are many: lines, or skills."""
        return self in (Kind.SKILLS, Kind.ORDER)


@dataclass(frozen=True)
class Own:
    """Words of the person's own, and where they stand."""

    text: str
    place: str


@dataclass(frozen=True)
class Change:
    """One change: what the résumé says, what is proposed, and the person's words under it.

    `section`: `headline`, `summary`, `skills`, `roles.r1` …, `achievements`, `languages` or `sections`; `place` says it
    to people.
    """

    key: str
    kind: Kind
    section: str
    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    sources: tuple[Own, ...] = ()


@dataclass(frozen=True)
class Decided:
    """What the person decided about a change; `text` is what an edit says."""

    state: State
    text: str = ""

    def texts(self, change: Change) -> tuple[str, ...]:
        """What is printed for the change."""
        if self.state == "edited":
            return tuple(line.strip() for line in self.text.splitlines() if line.strip())
        return change.before if self.state == "original" else change.after


def changes_of(resume: ResumeData, result: Result) -> list[Change]:
    """All changes, in the order in which they are printed."""
    places = _places(resume, result)
    return [
        *_of_headline(resume, result),
        *_of_summary(resume, result, places),
        *(change for section in sections_of(resume, result) for change in _of_section(section, places)),
        *_of_skills(resume, result),
        *_of_languages(resume, result),
        *_of_order(resume, result),
    ]


def riskiest_first(changes: Sequence[Change]) -> list[Change]:
    """The same by kind: new wordings first, then what is left out, then what is only moved."""
    kinds = list(Kind)
    return sorted(changes, key=lambda change: kinds.index(change.kind))


def _of_headline(resume: ResumeData, result: Result) -> Iterator[Change]:
    after = result.tailored_resume.get(HEADLINE)
    if isinstance(after, str) and after != resume.others.get(HEADLINE):
        before = (resume.contact.tagline,) if resume.contact.tagline else ()
        yield Change(HEADLINE, Kind.REWORDED, HEADLINE, "The line under your name", before, (after,))


def _of_summary(resume: ResumeData, result: Result, places: dict[str, str]) -> Iterator[Change]:
    after = str(result.tailored_resume.get("summary", ""))
    if " ".join(after.split()) == " ".join(resume.summary.split()):
        return
    proof = next((proof for proof in result.provenance if proof.where == "summary"), None)
    sources = _owned(proof.sources if proof else (), places)
    before, proposed = (tuple(text for text in (one,) if text.strip()) for one in (resume.summary, after))
    kind = Kind.REWORDED if proposed else Kind.LEFT_OUT
    yield Change("summary", kind, "summary", "Summary", before, proposed, sources)


def _of_section(section: Section, places: dict[str, str]) -> Iterator[Change]:
    for line in section.printed:
        before = tuple(section.own[number] for number in line.rests_on)
        if (line.text,) != before:
            sources = _owned(line.sources, places)
            yield Change(line.key, Kind.REWORDED, section.key, section.place, before, (line.text,), sources)
    for number in section.left_out:
        own = section.own[number]
        sources = (Own(own, section.place),)
        key = f"left.{section.key}.{number}"
        yield Change(key, Kind.LEFT_OUT, section.key, section.place, (own,), (), sources)
    if section.is_reordered:
        ranked = sorted(section.printed, key=lambda line: line.rests_on[:1] or (len(section.own),))
        before, after = (tuple(line.text for line in lines) for lines in (ranked, section.printed))
        yield Change(f"order.{section.key}", Kind.ORDER, section.key, section.place, before, after)


def _of_skills(resume: ResumeData, result: Result) -> Iterator[Change]:
    before, after = tuple(resume.skills), tuple(result.tailored_resume.get("skills", ()))
    if before != after:
        yield Change("skills", Kind.SKILLS, "skills", "Skills", before, after)


def _of_languages(resume: ResumeData, result: Result) -> Iterator[Change]:
    printed = ResumeData.model_validate(result.tailored_resume)
    for number, entry, after in shortened(resume, printed):
        before = entry["fluency"]
        place = f"Languages, {entry.get('language', '')}".rstrip(", ")
        sources = (Own(before, "Your résumé"),)
        yield Change(f"{LANGUAGES}.{number}", Kind.REWORDED, LANGUAGES, place, (before,), (after,), sources)


def _of_order(resume: ResumeData, result: Result) -> Iterator[Change]:
    for one in arrangements(resume, ResumeData.model_validate(result.tailored_resume)):
        yield Change(one.key, Kind.ORDER, "sections", one.place, one.before, one.after)


def _owned(sources: Sequence[str], places: dict[str, str]) -> tuple[Own, ...]:
    return tuple(Own(source, places.get(source, "Your notes")) for source in sources)


def _places(resume: ResumeData, result: Result) -> dict[str, str]:
    """Where each piece of evidence stands, by its words."""
    roles = {place.id: place.name for place in places_of(resume)}
    places: dict[str, str] = {}
    for item in result.evidence:
        if item.source != "resume":
            place = f"Your {'notes' if item.source == 'note' else item.source}"
        elif item.role:
            place = roles.get(item.role, "Your résumé")
        else:
            place = "Your summary" if item.chunk_type == "role_summary" else "Your résumé"
        places.setdefault(item.text, place)
    return places
