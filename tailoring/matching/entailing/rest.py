"""What an ad asks beside the thing that is told: names, numbers, sizes, industries; how much of it may be missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from content.vocabulary import singular, vocabulary
from tailoring.matching.entailing.clues import Clue
from tailoring.matching.entailing.phrases import Word, is_acronym, key_of, words_of
from tailoring.matching.kinds import products_in
from tailoring.matching.wordlists import lines
from tailoring.matching.words import fillers, said_in, words_known
from tailoring.records.matching import Statement

_LOOSE = 1  # words that an ad says beside the thing, and nobody repeats
_LONG = 7  # letters: a word that means one thing
_PLACES = frozenset("EU UK US USA UN".split())
_JOINED = regex.compile(r"[,;:(]|\b(?:and|including|incl\.|plus|as well as)\b")
_OF = regex.compile(r"\b(?:of|for|in|with|to|from|at|on|by)\b|[,;:(]")


def has_products(asked: str, clues: Sequence[Clue]) -> bool:
    """Whether one of the products that are asked for is named: "dashboards in Power BI" are no Tableau."""
    wanted = products_in(asked)
    return not wanted or any(wanted & products_in(one.text) for clue in clues for one in clue.statements)


def lacks_names(asked: str, wanted: Sequence[Word], statements: Sequence[Statement]) -> bool:
    """Whether a tool or method that is named is nowhere: then what stands around it is no part of it either."""
    names = [word.said for word in wanted if _is_name(asked, word) and vocabulary().known(word.said)]
    keys = [words_known().key(name) for name in names]
    return any(all(said_in(key, one) is None for one in statements) for key in keys)


def has_rest(
    asked: str, wanted: Sequence[Word], clues: Sequence[Clue], statements: Sequence[Statement]
) -> bool:
    """Whether what else is asked ("in pharma", "certified", a name) is the person's too.

    Things that an ad joins ("X and Y") may be shown in different places, the words of one thing in one place alone.
    """
    missing: list[Word] = []
    named: set[str] = set()
    head = _head(asked, wanted)
    for part in _parts_of(asked, wanted):
        options = [
            _missing(asked, [wanted[at] for at in part if at not in _covered(clue, clues)], clue, statements)
            for clue in clues
        ]
        rest = min(options, key=len)
        covered = _covered(clues[options.index(rest)], clues)
        if head in rest:
            return False
        missing += rest
        named |= {wanted[at].fold for at in covered if wanted[at].fold not in fillers()}
    return len(missing) <= _most_missing(named) and not any(_is_needed(asked, word) for word in missing)


def _most_missing(named: set[str]) -> int:
    """How many words may be missing: beside a short word alone, which may mean much, none."""
    return _LOOSE if len(named) > 1 or (named and len(min(named)) >= _LONG) else 0


def _covered(clue: Clue, clues: Sequence[Clue]) -> frozenset[int]:
    """The words that are told where a clue is: by it, or by another in the same statement."""
    here = {one.id for one in clue.statements}
    beside = (other for other in clues if not here.isdisjoint(one.id for one in other.statements))
    return frozenset[int]().union(*(other.places for other in beside))


def _missing(asked: str, rest: Sequence[Word], clue: Clue, statements: Sequence[Statement]) -> list[Word]:
    """Of the words that no rule is about those that the words around its evidence do not say either."""
    near = _keys(clue.statements)
    entries = {one.entry for one in clue.statements if one.entry}
    beside = _keys([one for one in statements if one.entry in entries]) if rest else near
    return [word for word in rest if not _is_said(asked, word, clue, near, beside, statements)]


def _is_said(
    asked: str, word: Word, clue: Clue, near: set[str], beside: set[str], statements: Sequence[Statement]
) -> bool:
    if _is_name(asked, word):  # "go-to-market" says no Go
        places = statements if is_acronym(word.said) else clue.statements
        return any(said_in(words_known().key(word.said), one) is not None for one in places)
    return word.key in near or (word.key in beside and not _is_needed(asked, word))


def _keys(statements: Sequence[Statement]) -> set[str]:
    return {word.key for one in statements for word in words_of(one.text)}


def _parts_of(asked: str, wanted: Sequence[Word]) -> Iterator[list[int]]:
    """The words that count, by the things that an ad joins with "and" or a comma."""
    start = 0
    for end in [*(found.start() for found in _JOINED.finditer(asked)), len(asked)]:
        here = (at for at, word in enumerate(wanted) if start <= word.span[0] < end)
        if part := [at for at in here if _counts(wanted[at]) or _is_name(asked, wanted[at])]:
            yield part
        start = end


def _head(asked: str, wanted: Sequence[Word]) -> Word | None:
    """The word that names the thing, before what it is of or for: "sales" of "sales of conferences"."""
    cut = _OF.search(asked)
    before = [word for word in wanted if _counts(word) and (cut is None or word.span[0] < cut.start())]
    return before[-1] if before else None


def _is_needed(asked: str, word: Word) -> bool:
    """Whether a word asks for so much that nothing goes without it: a size, a rank, a number, a name."""
    return word.key in _qualifiers() or word.is_number or _is_name(asked, word)


def _is_name(asked: str, word: Word) -> bool:
    """Whether a word is written as a name: an acronym, with a digit, or a known name with its capital."""
    if word.said in _PLACES or not word.said[:1].isalnum():
        return False
    if any(map(str.isdigit, word.said)) or (len(word.said) > 1 and word.said.isupper()):
        return True
    return word.said[:1].isupper() and word.span[0] > 0 and vocabulary().known(word.said)


def _counts(word: Word) -> bool:
    if word.fold.isdigit():
        return True
    return len(word.fold) > 1 and _beside().isdisjoint((word.fold, singular(word.fold)))


@cache
def _beside() -> frozenset[str]:
    """Words that ask for nothing by themselves, beside a thing that is named."""
    return fillers() | frozenset(" ".join((*lines("actions"), *lines("beside"))).split())


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(key_of(word) for line in lines("qualifiers") for word in line.split())
