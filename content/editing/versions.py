"""What an earlier version of a résumé said, beside what it says now, by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from content.editing.diff import Segment, compared
from content.editing.parts import Part, parts_of
from content.schema.resume import ResumeData

_ALIKE = 0.5  # of two lines under one heading, as much as makes one the other's new wording


@dataclass(frozen=True)
class Difference:
    """A line that differs: how it was and how it is; either may be empty."""

    heading: str
    before: list[Segment]
    after: list[Segment]


def differences(before: ResumeData, after: ResumeData) -> list[Difference]:
    """Every line that one says and the other does not, in the later one's order."""
    was, now = _by_heading(before), _by_heading(after)
    headings = list(dict.fromkeys([*now, *was]))
    return [
        Difference(heading, *compared(old, new))
        for heading in headings
        for old, new in _paired(was.get(heading, ()), now.get(heading, ()))
    ]


def _by_heading(resume: ResumeData) -> dict[str, tuple[str, ...]]:
    contact = [text for text in resume.contact.model_dump().values() if isinstance(text, str) and text]
    parts = [Part("Contact", tuple(contact)), *parts_of(resume)]
    return {part.heading: part.lines for part in parts if part.lines or part.level > 2}


def _paired(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """The lines that differ, each with the one it became, where there is one."""
    left = [line for line in before if line not in after]
    fresh = [line for line in after if line not in before]
    if len(left) == len(fresh) == 1:
        return [(left[0], fresh[0])]
    pairs = []
    for line in fresh:
        old = max(left, key=lambda one: _likeness(one, line), default="")
        if old and _likeness(old, line) >= _ALIKE:
            left.remove(old)
        else:
            old = ""
        pairs.append((old, line))
    return [*pairs, *((line, "") for line in left)]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
