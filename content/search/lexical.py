"""Finding the pieces that answer a query: lexical search, its floor, and the fusion of rankings. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import regex

from content.ports import Hit, Match, Piece
from content.vocabulary import Vocabulary, stem, vocabulary

if TYPE_CHECKING:
    import bm25s

# Reciprocal rank fusion's constant. Source: Cormack, Clarke, Büttcher, *Reciprocal Rank Fusion
# outperforms Condorcet and individual Rank Learning Methods*, SIGIR 2009 (k = 60).
RRF_K = 60
# The share of a query's terms that a piece must say to count as an answer to it. Terms count alike: weighed by
# their rarity in one person's library, words that nobody says ("professional", "5+") outweigh the skill that is
# asked for. Calibrated on bench/judged (bench/judged/README.md has the figures).
FLOOR = 0.30
# Two texts that share this much of their words (Jaccard) and say the same numbers are one piece of evidence.
ALIKE = 0.8

_NUMBER = regex.compile(r"\p{N}+")


class Lexical:
    """BM25 over pieces, with light stemming and aliases.

    Source: Robertson, Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009, in the
    variant of Lucene (bm25s; Lù, *BM25S: Orders of magnitude faster lexical search*, 2024).
    """

    def __init__(self, pieces: Sequence[Piece], words: Vocabulary | None = None) -> None:
        self.pieces = pieces
        self._words = words or vocabulary()

    def __call__(self, queries: Sequence[str], *, limit: int = 50) -> list[list[Match]]:
        """For each query at most `limit` pieces that share a term with it, best first."""
        return [self._rank(set(terms_of(query, self._words)), limit) for query in queries]

    def _rank(self, query: set[str], limit: int) -> list[Match]:
        known = sorted(query & self._known)
        if not known:
            return []
        scores = self._index.get_scores(known)
        best = np.argsort(-scores, kind="stable")[:limit]
        found = ((int(at), len(self._terms[int(at)] & query) / len(query)) for at in best if scores[at] > 0)
        return [
            Match(self.pieces[at], rank, round(share, 4), answers=share >= FLOOR, lexical=rank)
            for rank, (at, share) in enumerate(found, 1)
        ]

    def collapse(self, matches: Iterable[Match]) -> list[Match]:
        """`matches` without those that say what a piece before them says. The résumé's own always stay."""
        kept: list[Match] = []
        said: list[tuple[set[str], set[str]]] = []
        for match in matches:
            mine = self._said(match.piece)
            if match.piece.own or not any(_alike(mine, other) for other in said):
                kept.append(match)
                said.append(mine)
        return kept

    def _said(self, piece: Piece) -> tuple[set[str], set[str]]:
        return self._terms[self._at[piece.key]], set(_NUMBER.findall(piece.text))

    @cached_property
    def _at(self) -> dict[str, int]:
        return {piece.key: at for at, piece in enumerate(self.pieces)}

    @cached_property
    def _tokens(self) -> list[list[str]]:
        return [list(terms_of(piece.text, self._words)) for piece in self.pieces]

    @cached_property
    def _terms(self) -> list[set[str]]:
        return [set(tokens) for tokens in self._tokens]

    @cached_property
    def _known(self) -> set[str]:
        return set().union(*self._terms)

    @cached_property
    def _index(self) -> bm25s.BM25:
        import bm25s  # with numpy it takes a moment, which no command should wait for that searches nothing

        index = bm25s.BM25(method="lucene")
        index.index(self._tokens, show_progress=False)
        return index


@lru_cache(maxsize=131_072)  # a large library is read once a process: about 60 MB for as many bullets
def terms_of(text: str, words: Vocabulary) -> tuple[str, ...]:
    """The search terms of a text: aliases folded to one name, the rest stemmed, function words left out."""
    stops = stop_words()
    return tuple(_stemmed(key) for key in words.keys(text) if key not in stops)


def hybrid(
    lexical: Sequence[Match], vector: Sequence[Match], *, weight: float, limit: int, k: int = RRF_K
) -> list[Match]:
    """Both rankings of one query fused by reciprocal rank, in which the vector one counts `weight`.

    What answers the query comes before what merely shares a word with it; what does neither is left out. At a
    weight of ½ a piece found by meaning alone follows the pieces found by words as well (½ / (k + 1) < 1 / (k + 60)):
    meaning reorders and adds, and does not overrule. What the person pinned counts half again, and what they hold
    back comes last.
    """
    words = {match.piece.key: match for match in lexical}
    meanings = {match.piece.key: match for match in vector}
    both = (_both(words.get(key), meanings.get(key)) for key in words | meanings)
    fused = [match for match in both if match.answers or match.lexical]

    def score(match: Match) -> float:
        said = 1 / (k + match.lexical) if match.lexical else 0.0
        meant = weight / (k + match.vector) if match.vector else 0.0
        return (said + meant) * curation(match.piece)

    fused.sort(key=lambda m: (not m.answers, m.piece.weight < 0, -score(m), m.piece.key))
    return [replace(match, rank=rank) for rank, match in enumerate(fused[:limit], 1)]


def semantic_matches(hits: Sequence[Hit], pieces: Mapping[str, Piece], floor: float) -> list[Match]:
    """The hits as matches, best first; hits on anything but `pieces` are left out."""
    near = sorted((hit for hit in hits if hit.key in pieces), key=lambda hit: (-hit.similarity, hit.key))
    return [
        Match(
            pieces[hit.key],
            rank,
            round(min(max(hit.similarity, 0.0), 1.0), 4),
            answers=hit.similarity >= floor,
            vector=rank,
        )
        for rank, hit in enumerate(near, 1)
    ]


def curation(piece: Piece) -> float:
    """What the person's own choice makes of a score: pinned half again, held back half."""
    return 1.5 if piece.weight > 0 else 0.5 if piece.weight < 0 else 1.0


def fuse(
    rankings: Sequence[Sequence[Match]], *, weights: Sequence[float] | None = None, k: int = RRF_K
) -> list[tuple[Piece, float]]:
    """Pieces by the sum of weight / (k + rank) over the rankings they stand in, best first."""
    scores: dict[str, float] = {}
    pieces: dict[str, Piece] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for match in ranking:
            pieces[match.piece.key] = match.piece
            scores[match.piece.key] = scores.get(match.piece.key, 0.0) + weight / (k + match.rank)
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return [(pieces[key], scores[key]) for key in order]


@cache
def stop_words() -> frozenset[str]:
    """Function words, and the words that every job ad uses, which say nothing of its work."""
    text = (Path(__file__).parents[1] / "data" / "stop_words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@lru_cache(maxsize=65_536)
def _stemmed(key: str) -> str:
    return " ".join(stem(word) for word in key.split(" "))


def _both(said: Match | None, meant: Match | None) -> Match:
    if said is None or meant is None:
        found = said or meant
        assert found is not None
        return found
    strength = max(said.strength, meant.strength)
    return replace(said, strength=strength, answers=said.answers or meant.answers, vector=meant.vector)


def _alike(one: tuple[set[str], set[str]], other: tuple[set[str], set[str]]) -> bool:
    (terms, numbers), (others, their_numbers) = one, other
    return numbers == their_numbers and len(terms & others) >= ALIKE * len(terms | others) > 0
