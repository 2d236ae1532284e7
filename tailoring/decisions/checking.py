"""Which words of an edit nothing of the person's supports."""

from __future__ import annotations

from collections.abc import Sequence

from content.schema.resume import ResumeData
from tailoring import guard
from tailoring.decisions.changes import Change, Kind
from tailoring.places import place_at, places_of
from tailoring.records import Citable, Level, Result, RoleFacts, Source

SKILL, MOVED = "skill not shown", "line not there"


def doubts(
    text: str,
    change: Change,
    resume: ResumeData,
    result: Result,
    level: Level = "strict",
    stated: Sequence[str] = (),
) -> list[str]:
    """The words that nothing supports, in the order of the text: of the change's job for a line, of all for the rest.

    `stated` is what the person has said for the same place since.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if change.kind is Kind.ORDER:
        return [line for line in lines if line not in change.after]
    if change.kind is Kind.SKILLS:
        shown = [item.text for item in result.evidence] + list(stated)
        return [skill for skill in lines if not _is_shown(skill, resume, shown)]
    role, facts, skills = _about(change, resume)
    sources = _sources(change, resume, result.evidence, role, stated)
    found = (
        violation.words for line in lines for violation in guard.check(line, sources, facts, skills, level)
    )
    return list(dict.fromkeys(found))


def _is_shown(skill: str, resume: ResumeData, shown: Sequence[str]) -> bool:
    listed = [*resume.skills, *(name for place in places_of(resume) for name in place.skills)]
    if skill.casefold() in {name.casefold() for name in listed}:
        return True
    word = skill.casefold()
    naming = [text for text in shown if word in text.casefold()]
    return any(not guard.check(skill, [Source(id="s", text=text)], None, []) for text in naming)


def _about(change: Change, resume: ResumeData) -> tuple[str, RoleFacts | None, list[str]]:
    """The job of a change, as evidence names it, and what may be said of it; of the summary, every job."""
    place = place_at(change.section, resume)
    if place is None:
        return "", None, list(resume.skills)
    return place.id, place.facts, [*resume.skills, *place.skills]


def _sources(
    change: Change, resume: ResumeData, evidence: Sequence[Citable], role: str, stated: Sequence[str]
) -> list[Source]:
    texts = [item.text for item in evidence if item.role == role or not role]
    texts += [*change.before, *(own.text for own in change.sources), *stated]
    if not role:
        texts += [f"{place.name}, {place.facts.start} to {place.facts.end}." for place in places_of(resume)]
    return [Source(id=f"s{number}", text=text) for number, text in enumerate(dict.fromkeys(texts))]
