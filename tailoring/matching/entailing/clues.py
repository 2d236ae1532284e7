"""What tells of a thing that is asked for: rules about deeds, patterns, products of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import regex

from tailoring.matching.entailing.phrases import Word, find, phrases_of, rules_about, words_of
from tailoring.matching.kinds import Kind, kinds_in, member_said, products_in
from tailoring.matching.wordlists import cues, pattern, patterns
from tailoring.matching.words import Span, clause, own
from tailoring.records.matching import Statement

Tell = Callable[[Statement], Span | None]


class Clue(NamedTuple):
    """What tells of some of the words that are asked, `places`; the statements that do, each with its words."""

    places: frozenset[int]
    told: list[tuple[Statement, str]]

    @property
    def statements(self) -> list[Statement]:
        return [one for one, _ in self.told]

    def strong(self) -> Clue:
        """Without the statements that say of themselves that the part was small, or the certificate has lapsed."""
        return Clue(self.places, [(one, words) for one, words in self.told if not _is_less(one)])


def clues_of(
    asked: str, wanted: Sequence[Word], statements: Sequence[Statement], folder: str
) -> Iterator[Clue]:
    """What of the statements tells of the thing asked.

    Where a kind of product is asked for, products of that kind alone: no deed entails a system.
    """
    if kinds := [*_by_kinds(asked, wanted)]:
        yield from _found(kinds, statements, whole=False)
        return
    rules = ((frozenset(places), partial(_told, told)) for told, places in rules_about(asked, folder))
    yield from _found(rules, statements, whole=True)
    if folder == "entails":
        yield from _found(_by_patterns(asked, wanted), statements, whole=True)


def _found(
    tells: Iterable[tuple[frozenset[int], Tell]],
    statements: Sequence[Statement],
    *,
    whole: bool,
) -> Iterator[Clue]:
    """The clues that tell something; `whole`: quoted with the words around, from comma to comma."""
    for places, tell in tells:
        told = [
            (one, clause(one.text, span) if whole else one.text[slice(*span)])
            for one in statements
            if (span := tell(one)) is not None and own(one, span)
        ]
        if told:
            yield Clue(places, told)


def _told(told: str, one: Statement) -> Span | None:
    for phrase in phrases_of(told):
        at = find(phrase, one.text)
        if at is not None:
            said = words_of(one.text)
            return said[at.start].span[0], said[at.stop - 1].span[1]
    return None


def _by_patterns(asked: str, wanted: Sequence[Word]) -> Iterator[tuple[frozenset[int], Tell]]:
    for asks, told in patterns("implies"):
        if spans := [found.span() for found in asks.finditer(asked)]:
            yield _places(wanted, spans), partial(_searched, pattern(told))


def _by_kinds(asked: str, wanted: Sequence[Word]) -> Iterator[tuple[frozenset[int], Tell]]:
    """Products of the kind that is asked for; none where a product is named itself."""
    if products_in(asked):
        return
    spans: dict[Kind, list[Span]] = {}
    for kind, span in kinds_in(asked):
        spans.setdefault(kind, []).append(span)
    for kind, found in spans.items():
        yield _places(wanted, found), partial(member_said, kind)


def _places(wanted: Sequence[Word], spans: Sequence[Span]) -> frozenset[int]:
    """The places of the words that one of the spans meets."""
    return frozenset(
        at
        for at, word in enumerate(wanted)
        if any(word.span[0] < end and start < word.span[1] for start, end in spans)
    )


def _searched(shows: regex.Pattern[str], one: Statement) -> Span | None:
    found = shows.search(one.text)
    return found.span() if found else None


_WEAK = cues("small_parts")


def _is_less(one: Statement) -> bool:
    held = one.kind in ("certificate", "degree", "field")
    return bool(_WEAK.search(one.text)) or (held and bool(cues("lapsed").search(one.text)))
