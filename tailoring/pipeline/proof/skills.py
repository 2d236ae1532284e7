"""The skills of a draft that the person has, and those that are refused. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from content.mentions import lists
from content.schema.resume import ResumeData
from content.schema.text import one_line
from content.vocabulary import vocabulary
from content.vocabulary import words as words_of
from tailoring import guard
from tailoring.guard.text.characters import foreign_parts
from tailoring.keywords import Asked, passages_of
from tailoring.records import Brief, Level, Repair, Source, Violation

_LONGEST = 80  # characters


def proven_skills(
    drafted: Iterable[str], brief: Brief, resume: ResumeData, level: Level
) -> tuple[list[str], list[Repair]]:
    """The drafted skills that the person lists or their evidence shows, and what was refused of the others."""
    words = vocabulary()
    proven: dict[str, str] = {}
    refused: list[Repair] = []
    for number, skill in enumerate(one_line(skill, _LONGEST) for skill in drafted):
        listed = next(
            (s for s in resume.skills if s == skill or (words.same(s, skill) and lists(s, skill))), None
        )
        if listed is None and not _map_has(skill, brief) and not _evidence_shows(skill, brief, level):
            refused.append(_refused(number, skill))
            # What they list is not lost because a draft has named it as nothing shows it.
            for own in (own for own in resume.skills if _shares_word(own, skill)):
                proven.setdefault(words.key(own), own)
        elif words.key(skill):
            # A drafted wording that holds more than the person's own is not printed: theirs is.
            hides = any(foreign_parts(skill, resume.skills))
            proven.setdefault(words.key(skill), listed if listed and hides else skill)
    return list(proven.values()) or list(resume.skills), refused


def _map_has(skill: str, brief: Brief) -> bool:
    """Whether the job asks for it under this name, and the person has it."""
    words = vocabulary()
    return any(line.has and words.same(line.asked, skill) for line in brief.map)


def _shares_word(one: str, other: str) -> bool:
    """Whether they have a word in common, by its first six letters: Precepting and Preceptor."""
    return bool(
        {word[:6] for word in words_of(one) if len(word) > 3} & {word[:6] for word in words_of(other)}
    )


def _evidence_shows(skill: str, brief: Brief, level: Level) -> bool:
    asked = Asked(skill, [skill], required=False)
    items = brief.evidence.items
    naming = [i for i, p in zip(items, passages_of(items), strict=True) if asked.shown_by(p)]
    return any(not guard.check(skill, [Source(id=i.id, text=i.text)], None, [], level) for i in naming)


def _refused(number: int, skill: str) -> Repair:
    where, reason = f"skills.{number}", "Neither the listed skills nor the evidence name it."
    violation = Violation(kind="tool_added", words=skill, reason=reason, text=skill, where=where)
    return Repair(where=where, before=skill, after="", outcome="fell_back", violations=[violation])
