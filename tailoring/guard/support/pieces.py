"""Pieces of a source that a text takes over in their order: trimmed or joined anew, they tell what the source told.

A piece is safe when nothing was left out of it that would have made it less: no negation, hedge, doer or limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from content.vocabulary import singular
from tailoring.guard.case import Case
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED

# So many content words make a piece; fewer stand together by chance.
_LEAST = 3
# More words between two that a piece takes over tell another story.
_GAP = 12


class Piece(NamedTuple):
    """Words `at` to `to` of the text, and the words of the source that they are, in order."""

    at: int
    to: int
    source: int
    places: tuple[int, ...]


def safe_words(case: Case) -> frozenset[int]:
    """The words of the text that stand in a safe piece."""
    if "safe_words" not in case.kept:
        case.kept["safe_words"] = frozenset(
            i for piece in _pieces(case) if _is_safe(case, piece) for i in range(piece.at, piece.to + 1)
        )
    found: frozenset[int] = case.kept["safe_words"]
    return found


def _pieces(case: Case) -> Iterator[Piece]:
    """The longest pieces, one after another from the text's beginning; a piece keeps to one sentence of the text."""
    at = 0
    while at < len(case.text):
        best = max((_from(case, at, s) for s in range(len(case.sources))), key=lambda p: p.to, default=None)
        told = sum(case.content(i) or case.numeric(i) for i in range(at, best.to + 1)) if best else 0
        if best is not None and told >= _LEAST and _is_closed(case, best):
            yield best
            at = best.to + 1
        else:
            at += 1


def _from(case: Case, at: int, s: int) -> Piece:
    """The longest piece of a source that begins at a word of the text."""
    best = Piece(at, at - 1, s, ())
    if not _tells(case, at):
        return best
    for start in _places(case, at, s):
        taken, to = [start], at
        for i in range(at + 1, len(case.text)):
            if case.text.sentence_of(i) != case.text.sentence_of(at):
                break
            if not _tells(case, i):
                continue
            after = next((j for j in _places(case, i, s) if taken[-1] < j <= taken[-1] + _GAP), None)
            if after is None or case.sources[s].sentence_of(after) != case.sources[s].sentence_of(start):
                break
            taken.append(after)
            to = i
        if to > best.to:
            best = Piece(at, to, s, tuple(taken))
    return best


def _places(case: Case, at: int, s: int) -> list[int]:
    for quantity in case.quantities:
        if quantity.at <= at <= quantity.to:
            here = at - quantity.at
            return sorted(min(q.at + here, q.to) for t, q in support(case, quantity).direct if t == s)
    return sorted(j for t, j in case.exact(at) if t == s)


def _tells(case: Case, at: int) -> bool:
    return case.text.folds[at] not in _LOOSE


def _is_closed(case: Case, piece: Piece) -> bool:
    """Whether a piece begins as its source's sentence does, and ends where the text ends a clause."""
    text, source = case.text, case.sources[piece.source]
    sentence = source.sentence_of(piece.places[0])
    before = [j for j in range(piece.places[0]) if source.sentence_of(j) == sentence]
    after = text.folds[piece.to + 1] if piece.to + 1 < len(text) else ""
    opened = piece.at == text.clause(piece.at).first or text.folds[piece.at - 1] in _JOINTS
    ends = not after or text.clause_of[piece.to + 1] != text.clause_of[piece.to] or after in _JOINTS
    return opened and ends and all(source.folds[j] in _LOOSE for j in before)


def _is_safe(case: Case, piece: Piece) -> bool:
    source = case.sources[piece.source]
    first, last = piece.places[0], piece.places[-1]
    clauses = source.clauses[source.clause_of[first] : source.clause_of[last] + 1]
    if any(clause.status & HINDERED for clause in clauses):
        return False
    left = set(range(clauses[0].first, clauses[-1].last + 1)) - set(piece.places)
    return not any(_lessens(case, piece.source, j) for j in left)


def _lessens(case: Case, s: int, at: int) -> bool:
    """Whether a word of a source that the text left out made the claim less, or named another as its doer."""
    source = case.sources[s]
    fold = source.folds[at]
    if fold in case.text.spots:
        return False
    someone = (singular(fold),) in lexicon.wordings("status.txt")["person"]
    part = fold[0].isdigit() and source.folds[at + 1 : at + 2] in (["of"], ["out"])
    return fold in _lessening() or someone or part


@cache
def _lessening() -> frozenset[str]:
    """The words that hedges, limits, negations and plans begin with."""
    files = (
        lexicon.wordings("hedges.txt"),
        lexicon.wordings("limits.txt"),
        {kind: lexicon.wordings("status.txt")[kind] for kind in ("never", "planned")},
    )
    words = {wording[0] for file in files for found in file.values() for wording in found}
    return (frozenset(words) - lexicon.grammar() - _PLAIN) | _NOT


_LOOSE = lexicon.words("support", "loose")
_JOINTS = frozenset("and with".split())
_PLAIN = lexicon.words("support", "plain")
_NOT = lexicon.words("support", "not")
