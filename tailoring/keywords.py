"""The keyword ledger: which of the job's words stand in the finished résumé, made by code. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import regex

from content.mentions import lists, parts_of, shows
from content.ports import Piece
from content.schema.resume import Achievement, ResumeData, strings_in
from content.vocabulary import Vocabulary, vocabulary
from tailoring.records import Analysis, Citable, Keyword, RequirementMatch

_OR = regex.compile(r",?\s+(?:or|and/or)\s+", regex.I)
_SLASHED = regex.compile(r"([\w+#.]+)\s*/\s*([\w+#.]+)")


_LONGEST_ENTRY = 6  # words; a longer part of a list is a sentence


class Passage(NamedTuple):
    """A part of a résumé or of the person's content; `listed`: a list of what they can, or a title, no prose."""

    place: str
    text: str
    listed: bool = False


class Asked(NamedTuple):
    """One thing that a job asks for; any one of its wordings covers it."""

    name: str
    wordings: list[str]
    required: bool

    def said_by(self, text: str) -> bool:
        """Whether `text` names it, in any wording or inflection."""
        return any(vocabulary().says(text, wording) for wording in self.wordings)

    def shown_by(self, passage: Passage) -> bool:
        """Whether the person lists it there, or says there that they used or did it."""
        if any(shows(passage.text, wording) for wording in self.wordings):
            return True
        entries = [part for part in parts_of(passage.text) if len(part.split()) <= _LONGEST_ENTRY]
        return passage.listed and any(lists(entry, w) for entry in entries for w in self.wordings)


def wordings_of(skill: str, words: Vocabulary | None = None) -> list[str]:
    """The alternatives that a requirement names: any one of them covers it.

    "AWS, GCP or Azure" gives three; "Docker/Podman" gives two; "CI/CD" and "UI/UX", one thing each, one.
    """
    known = words or vocabulary()
    divided = _SLASHED.sub(lambda pair: pair[0] if _is_one(pair, known) else f"{pair[1]} or {pair[2]}", skill)
    parts = [part.strip(" .()") for part in _OR.split(divided)]
    if len(parts) < 2 or known.known(skill):
        return [skill]
    return [item.strip() for part in parts for item in part.split(",") if item.strip()]


def asked_of(analysis: Analysis, words: Vocabulary | None = None) -> list[Asked]:
    """What the job asks for, required first; alternatives are one thing, under a name that lists them."""
    known = words or vocabulary()
    groups = [group for group in analysis.alternatives if len(group) > 1]
    found: dict[str, Asked] = {}
    skills = [(skill, True) for skill in analysis.required_skills]
    for skill, required in skills + [(skill, False) for skill in analysis.preferred_skills]:
        group = next((g for g in groups if any(known.same(skill, member) for member in g)), None)
        name = f"{', '.join(group[:-1])} or {group[-1]}" if group else skill
        wordings = [w for member in group or [skill] for w in wordings_of(member, known)]
        found.setdefault(name, Asked(name, wordings, required))
    return list(found.values())


def ledger(
    analysis: Analysis,
    resume: ResumeData,
    supported: Iterable[Piece | Citable],
    map: Sequence[RequirementMatch] = (),
) -> list[Keyword]:
    """One line for each thing asked: shown in `resume`, supported by `supported` or by the `map`, or missing."""
    places = list(places_of(resume))
    library = list(passages_of(supported))
    has = {line.asked for line in map if line.has}
    return [_line(asked, places, library, supported=asked.name in has) for asked in asked_of(analysis)]


def passages_of(pieces: Iterable[Piece | Citable]) -> Iterable[Passage]:
    """The person's content as passages."""
    return (Passage("", piece.text, piece.chunk_type == "skill_context") for piece in pieces)


def coverage(keywords: Sequence[Keyword]) -> float:
    """The share that is shown of the required keywords; of the preferred where nothing is required; 0 of none."""
    counted = [keyword for keyword in keywords if keyword.required] or keywords
    shown = sum(keyword.status == "shown" for keyword in counted)
    return round(shown / len(counted), 4) if counted else 0.0


def places_of(resume: ResumeData) -> Iterable[Passage]:
    """Every part of a résumé that may show a keyword, in the résumé's order."""
    yield Passage("summary", resume.summary)
    yield Passage("skills", "\n".join(resume.skills), listed=True)
    for role in resume.work_experience:
        name = " · ".join(part for part in (role.company, role.title) if part)
        yield Passage(name, "\n".join([role.title, *role.technologies]), listed=True)
        yield Passage(name, role.description)
    for study in resume.education:
        yield Passage("education", "\n".join([study.degree, study.field]), listed=True)
        yield Passage("education", study.description)
    for item in resume.achievements:
        yield Passage("achievements", item.text if isinstance(item, Achievement) else item)
    for name, section in resume.others.items():
        yield Passage(name, "\n".join(strings_in(section)), listed=True)


def _is_one(pair: regex.Match[str], known: Vocabulary) -> bool:
    """Whether a slash joins one thing ("CI/CD", "UI/UX", "TCP/IP") rather than dividing two."""
    return (
        known.known(f"{pair[1]} {pair[2]}")
        or min(len(pair[1]), len(pair[2])) < 3
        or pair[0].lower() == "and/or"
    )


def _line(asked: Asked, places: list[Passage], library: list[Passage], *, supported: bool) -> Keyword:
    where = [passage.place for passage in places if asked.shown_by(passage)]
    status: Literal["shown", "supported", "missing"] = "missing"
    if where:
        status = "shown"
    elif supported or any(asked.shown_by(passage) for passage in library):
        status = "supported"
    return Keyword(
        keyword=asked.name, required=asked.required, status=status, where=list(dict.fromkeys(where))
    )
