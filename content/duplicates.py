"""Which texts tell the same fact in other words, by the words and pairs of words that they share. Pure.

Two texts are near-duplicates when they share more than half of their words and pairs of neighbouring words (less where
they tell the same numbers), nearly all of their words in whatever order, or when one holds nearly all of the other; and
no number of the one speaks against the other's. An index by words and pairs keeps finding them linear in the number of
texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from content.vocabulary import stem, words
from content.wordlists import DATA, entry_groups

ALIKE, ALIKE_IN_NUMBERS = 0.55, 0.4  # of the words and pairs of both
WORDS_ALIKE = 0.8  # of the words alone, in whatever order
ALL_BUT = 0.9  # of those of the shorter, which then has at least FEWEST words and is no mere part
FEWEST, PART = 5, 0.4
LISTS_ALIKE = 0.9  # lists of skills and schools differ in few words, and those count
_COMMON = 200  # what more texts hold than this finds none

_Parts = frozenset[str | tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text, what it is, and where it stands. Two of one document are two facts, and two short ones of other jobs."""

    key: Hashable
    text: str
    kind: str = "achievement"
    role: str = ""
    document: Hashable = None


class NearDuplicates:
    """An index of wordings, to be asked which of them tell what another tells.

    Where it is known of which it will be asked (`of_these`), only the words and pairs of those are kept: the index of
    a large library is made for a few new lines in the time that it takes to read it.
    """

    def __init__(self, wordings: Iterable[Wording] = (), of_these: Iterable[Wording] | None = None) -> None:
        self._asked = None if of_these is None else _Parts().union(*(_parts(one.text) for one in of_these))
        self._wordings: list[Wording] = []
        self._holding: dict[object, list[int]] = defaultdict(list)
        for wording in wordings:
            self.add(wording)

    def add(self, wording: Wording) -> None:
        parts = _parts(wording.text)
        for part in parts if self._asked is None else parts & self._asked:
            self._holding[part].append(len(self._wordings))
        self._wordings.append(wording)

    def of(self, wording: Wording) -> list[tuple[Hashable, float]]:
        """The keys of those that tell the same, with the share of words in common (0 to 1), the nearest first."""
        parts = _parts(wording.text)
        holding = (self._holding.get(part, ()) for part in parts)
        near = {at for places in holding if len(places) <= _COMMON for at in places}
        found: dict[Hashable, float] = {}
        for other in map(self._wordings.__getitem__, sorted(near)):
            if other.kind != wording.kind or other.key == wording.key:
                continue
            if alike := likeness(wording, other):
                found[other.key] = max(alike, found.get(other.key, 0.0))
        return sorted(found.items(), key=lambda pair: -pair[1])


def likeness(one: Wording, other: Wording) -> float:
    """The share of their words and pairs in common, or 0 when they do not tell the same."""
    if one.kind != other.kind or (one.document is not None and one.document == other.document):
        return 0.0
    first, second = _parts(one.text), _parts(other.text)
    less, more = sorted((first, second), key=len)
    ours, theirs = _numbers(first), _numbers(second)
    if not less or not (ours <= theirs or theirs <= ours):
        return 0.0
    single = _single(less)
    if one.role and other.role and one.role != other.role and single < FEWEST:
        return 0.0
    common = len(less & more)
    share = common / len(less | more)
    in_any_order = _single(less & more) / _single(less | more) >= WORDS_ALIKE
    if one.kind == "skill_context":
        return share if share >= LISTS_ALIKE else 0.0
    whole = single >= FEWEST and common >= ALL_BUT * len(less) and len(less) >= PART * len(more)
    least = ALIKE_IN_NUMBERS if ours and ours == theirs else ALIKE
    return share if share >= least or whole or in_any_order else 0.0


@lru_cache(maxsize=8_192)
def _parts(text: str) -> _Parts:
    """The stems of its words but the small ones, and its pairs of neighbours among them."""
    said = words(text[:4_000])
    told = [stem(word) for word in said if word not in _small()] or said
    return frozenset((*told, *pairwise(told)))


@lru_cache(maxsize=8_192)
def _numbers(parts: _Parts) -> frozenset[str]:
    return frozenset(part for part in parts if isinstance(part, str) and any(map(str.isdigit, part)))


def _single(parts: Iterable[str | tuple[str, str]]) -> int:
    return sum(isinstance(part, str) for part in parts)


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    groups = entry_groups(DATA / "function_words.txt").values()
    return frozenset(word for group in groups for word in group) | {"a", "an", "in", "on", "i", "my", "it"}
