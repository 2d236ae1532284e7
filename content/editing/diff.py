"""Two texts compared word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKENS = re.compile(r"\w+(?:[.,'’]\w+)*|\s+|[^\w\s]")
_FEW = 3  # words that two texts have in common by chance


@dataclass(frozen=True)
class Segment:
    """A stretch of text, and whether the other text has it too."""

    text: str
    same: bool


def compared(before: str, after: str) -> tuple[list[Segment], list[Segment]]:
    """Both texts in segments, each marked whether it stands in the other."""
    return _compared(_TOKENS.findall(before), _TOKENS.findall(after), "")


def compared_lists(before: Sequence[str], after: Sequence[str]) -> tuple[list[Segment], list[Segment]]:
    """Two lists, each item marked whether the other list has it, wherever."""
    return [Segment(one, one in after) for one in before], [Segment(one, one in before) for one in after]


def _compared(before: list[str], after: list[str], joint: str) -> tuple[list[Segment], list[Segment]]:
    left: list[Segment] = []
    right: list[Segment] = []
    for same, a, b, c, d in _stretches(before, after):
        if b > a:
            left.append(Segment(joint.join(before[a:b]), same))
        if d > c:
            right.append(Segment(joint.join(after[c:d]), same))
    return left, right


def _stretches(before: list[str], after: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Where both are alike and where they differ; a word or two alike between differences are part of them."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    open_at: tuple[int, int] | None = None
    for at, (kind, a, b, c, d) in enumerate(codes):
        few = sum(token.isalnum() for token in before[a:b]) < _FEW and 0 < at < len(codes) - 1
        if kind == "equal" and not few:
            if open_at:
                yield False, open_at[0], a, open_at[1], c
            open_at = None
            yield True, a, b, c, d
        elif open_at is None:
            open_at = (a, c)
    if open_at:
        yield False, open_at[0], len(before), open_at[1], len(after)
