"""How well search finds what answers a requirement: `python -m bench.search.retrieval [--sweep] [--misses] [--voyage]`.

Over bench/judged/answers.jsonl (bench/judged/README.md says how it was judged): recall@10 and recall@25, MRR, and
how far the gaps that are reported are gaps. No database. `--voyage` adds rows for the Voyage backend: through the
simulated server, whose vectors are the local ones padded (so that only the traits differ and the rows say nothing of
Voyage's quality), or the real service when TEST_VOYAGE_API_KEY is set (then `--sweep` calibrates its floor).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from content.importers import read_resume
from content.ports import Embedder, Kind, Match, Piece, Spent
from content.schema.chunking import chunk_resume
from content.search.backends.database import DatabaseIndex
from content.search.backends.local import LocalEmbedder
from content.search.lexical import Lexical, hybrid, semantic_matches

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
DEPTH = 50


@dataclass(frozen=True)
class Case:
    """One requirement put to one person's pieces, and the keys of those that answer it."""

    resume: str
    job: str
    requirement: str
    answers: frozenset[str]


@dataclass(frozen=True)
class Score:
    """Means over the cases that have an answer, and shares.

    `precision`: of the pieces called answers, how many are. Gap precision: of the gaps reported, how many are gaps;
    gap recall: of the gaps, how many are reported.
    """

    recall_10: float
    recall_25: float
    mrr: float
    precision: float
    gap_precision: float
    gap_recall: float

    def __str__(self) -> str:
        values = (
            self.recall_10,
            self.recall_25,
            self.mrr,
            self.precision,
            self.gap_precision,
            self.gap_recall,
        )
        return "".join(f"{value:>12.3f}" for value in values)


Ranking = list[tuple[str, bool]]  # keys, and whether each is an answer
Way = Callable[[str, Sequence[str], Sequence[Piece]], list[Ranking]]


def cases() -> list[Case]:
    """The judged cases. A piece's key is its place in its résumé."""
    text = (ROOT / "bench" / "judged" / "answers.jsonl").read_text(encoding="utf-8")
    rows = (json.loads(line) for line in text.splitlines())
    return [Case(row["resume"], row["job"], row["requirement"], frozenset(row["answers"])) for row in rows]


@cache
def pieces(resume: str) -> tuple[Piece, ...]:
    found = chunk_resume(read_resume(_file(resume)).resume)
    return tuple(Piece(chunk.place, chunk.text, chunk.role, chunk_type=chunk.chunk_type) for chunk in found)


def score(way: Way, judged: Iterable[Case]) -> Score:
    """How `way` does: it is given a job text, its requirements and a person's pieces, and answers with ranked keys."""
    told: list[tuple[Case, Ranking]] = []
    for (resume, job), some in groupby(judged, lambda case: (case.resume, case.job)):
        group = list(some)
        rankings = way(job_text(job), [case.requirement for case in group], pieces(resume))
        told += list(zip(group, rankings, strict=True))
    answered = [(case, [key for key, _ in ranking]) for case, ranking in told if case.answers]
    reported = [case for case, ranking in told if not any(answers for _, answers in ranking)]
    gaps = [case for case, _ in told if not case.answers]
    right = sum(not case.answers for case in reported)
    called = [(case, key) for case, ranking in told for key, answers in ranking if answers]
    return Score(
        recall_10=float(np.mean([_recall(case, keys[:10]) for case, keys in answered])),
        recall_25=float(np.mean([_recall(case, keys[:25]) for case, keys in answered])),
        mrr=float(np.mean([_reciprocal(case, keys) for case, keys in answered])),
        precision=sum(key in case.answers for case, key in called) / max(len(called), 1),
        gap_precision=right / len(reported) if reported else float("nan"),
        gap_recall=right / len(gaps),
    )


def plain(embedder: Embedder) -> Way:
    """One query, the whole job text: every requirement gets the same pieces, and nothing is ever a gap."""

    def way(job: str, queries: Sequence[str], held: Sequence[Piece]) -> list[Ranking]:
        return _keys(nearest(embedder, [job], held, floor=-1.0)) * len(queries)

    return way


def by_words(job: str, queries: Sequence[str], held: Sequence[Piece]) -> list[Ranking]:
    return _keys(Lexical(held)(queries, limit=DEPTH))


def by_vectors(embedder: Embedder, floor: float) -> Way:
    def way(job: str, queries: Sequence[str], held: Sequence[Piece]) -> list[Ranking]:
        near = nearest(embedder, queries, held, floor)
        return _keys([match for match in matches if match.answers] for matches in near)

    return way


def by_both(embedder: Embedder, floor: float, weight: float) -> Way:
    def way(job: str, queries: Sequence[str], held: Sequence[Piece]) -> list[Ranking]:
        lexical = Lexical(held)
        both = zip(lexical(queries, limit=DEPTH), nearest(embedder, queries, held, floor), strict=True)
        return _keys(
            lexical.collapse(hybrid(said, meant, weight=weight, limit=DEPTH)) for said, meant in both
        )

    return way


def table(embedder: Embedder) -> str:
    """The ways side by side."""
    judged = cases()
    ways: list[tuple[str, Way]] = [
        ("plain: the job text", plain(embedder)),
        ("lexical", by_words),
        ("vector, no floor", by_vectors(embedder, -1.0)),
        (f"vector, floor {embedder.floor}", by_vectors(embedder, embedder.floor)),
        ("hybrid", by_both(embedder, embedder.floor, embedder.weight)),
    ]
    names = ("recall@10", "recall@25", "MRR", "precision", "gap prec.", "gap recall")
    lines = [f"{len(judged)} requirements, {embedder.name}", " " * 24 + "".join(f"{n:>12}" for n in names)]
    return "\n".join(lines + [f"{name:<24}{score(way, judged)}" for name, way in ways])


def sweep(embedder: Embedder) -> str:
    """Floors and weights: what the calibration was read from."""
    floors = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
    return "\n".join(
        f"weight {weight:<5} floor {floor:<5}{score(by_both(embedder, floor, weight), cases())}"
        for weight in (0.25, 0.5, 1.0)
        for floor in floors
    )


def misses(embedder: Embedder) -> str:
    """Requirements whose answers hybrid search lacks at 10, and wrong gaps, for reading."""
    way = by_both(embedder, embedder.floor, embedder.weight)
    lines = []
    for case in cases():
        (ranking,) = way(job_text(case.job), [case.requirement], pieces(case.resume))
        lacking = sorted(case.answers - {key for key, _ in ranking[:10]})
        called = [key for key, answers in ranking if answers]
        if lacking or bool(called) != bool(case.answers):
            lines.append(
                f"{Path(case.resume).parts[-2:]} {case.requirement}: lacks {lacking}, answered by {called}"
            )
    return "\n".join(lines)


@cache
def job_text(job: str) -> str:
    return _file(job).read_text(encoding="utf-8")


def nearest(
    embedder: Embedder, queries: Sequence[str], held: Sequence[Piece], floor: float
) -> list[list[Match]]:
    block, _ = embedder.embed([piece.text for piece in held], "document")
    asked, _ = embedder.embed(queries, "query")
    keys = [piece.key for piece in held]
    hits = DatabaseIndex(lambda _: [(keys, block)]).search(asked, owner="", limit=DEPTH)
    return [semantic_matches(found, {piece.key: piece for piece in held}, floor) for found in hits]


def _keys(found: Iterable[Sequence[Match]]) -> list[Ranking]:
    return [[(match.piece.key, match.answers) for match in matches] for matches in found]


def _recall(case: Case, ranking: Sequence[str]) -> float:
    return len(case.answers & set(ranking)) / len(case.answers)


def _reciprocal(case: Case, ranking: Sequence[str]) -> float:
    return next((1 / rank for rank, key in enumerate(ranking, 1) if key in case.answers), 0.0)


def _file(name: str) -> Path:
    return SHARED / name.removeprefix("shared/") if name.startswith("shared/") else ROOT / name


@contextmanager
def voyage() -> Iterator[Embedder]:
    """The Voyage backend, before the real service when its key is set, else before the simulated one."""
    from content.search.backends.voyage import VoyageEmbedder
    from tests.fakes.voyage_api import VoyageAPI

    if key := os.environ.get("TEST_VOYAGE_API_KEY"):
        yield Cached(VoyageEmbedder(api_key=key, base_url=None, model="voyage-4"))
        return
    with VoyageAPI() as api:
        yield Cached(VoyageEmbedder(api_key=api.api_key, base_url=api.url, model="voyage-4"))


class Cached:
    """An embedder that is asked for each text once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[tuple[str, Kind], Any] = {}
        self.name, self.dimensions, self.metered = embedder.name, embedder.dimensions, embedder.metered
        self.floor, self.weight = embedder.floor, embedder.weight

    def embed(self, texts: Sequence[str], kind: Kind, *, seconds: float = 30.0) -> tuple[Any, Spent]:
        fresh = [text for text in dict.fromkeys(texts) if (text, kind) not in self._known]
        rows, spent = self._embedder.embed(fresh, kind, seconds=seconds)
        self._known.update(((text, kind), row) for text, row in zip(fresh, rows, strict=True))
        return np.stack([self._known[text, kind] for text in texts]), spent


def show(embedder: Embedder) -> None:
    print(table(embedder))
    if "--sweep" in sys.argv:
        print(sweep(embedder))
    if "--misses" in sys.argv:
        print(misses(embedder))


if __name__ == "__main__":
    show(Cached(LocalEmbedder()))
    if "--voyage" in sys.argv:
        with voyage() as remote:
            show(remote)
