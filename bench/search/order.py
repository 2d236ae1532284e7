"""How well a whole job orders a person's bullets: `python -m bench.search.order`.

nDCG over bench/judged, where a bullet is worth the number of requirements that it answers (4 at most).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from bench.search.retrieval import DEPTH, Cached, cases, job_text, nearest, pieces
from content.ports import Embedder, Piece
from content.search.backends.local import LocalEmbedder
from content.search.lexical import Lexical, fuse, hybrid

LEAST = 8  # judged requirements: fewer do not stand for a job
BULLET = "work_experience"


def ordering(embedder: Embedder) -> str:
    """The ways side by side, each the mean over the (person, job) pairs."""
    measured: dict[str, list[tuple[float, float]]] = {}
    for (resume, job), some in groupby(cases(), lambda case: (case.resume, case.job)):
        group = list(some)
        if len(group) < LEAST:
            continue
        worth = Counter(key for case in group for key in case.answers if key.startswith(BULLET))
        orders = _orders(embedder, job, [case.requirement for case in group], pieces(resume))
        for name, ranking in orders.items():
            keys = [piece.key for piece, _ in ranking if piece.key.startswith(BULLET)]
            measured.setdefault(name, []).append((_ndcg(worth, keys, 5), _ndcg(worth, keys, 10)))
    lines = [f"{'order of the bullets':<28}{'nDCG@5':>10}{'nDCG@10':>10}"]
    for name, values in measured.items():
        five, ten = np.mean(values, axis=0)
        lines.append(f"{name:<28}{five:>10.3f}{ten:>10.3f}")
    return "\n".join(lines)


def _orders(
    embedder: Embedder, job: str, queries: Sequence[str], held: Sequence[Piece]
) -> dict[str, list[tuple[Piece, float]]]:
    said = Lexical(held)(queries, limit=DEPTH)
    near = nearest(embedder, queries, held, embedder.floor)
    # As hybrid search would be without its floor: a far lexical rank keeps what is merely near from being left out.
    loose = [[replace(match, lexical=match.lexical or DEPTH * 99) for match in matches] for matches in near]
    both, unfloored = (
        [hybrid(s, n, weight=embedder.weight, limit=DEPTH) for s, n in zip(said, meant, strict=True)]
        for meant in (near, loose)
    )
    (overall,) = nearest(embedder, [job_text(job)], held, -1.0)
    return {
        "plain: the job text": fuse([overall]),
        "lexical": fuse(said),
        "hybrid without a floor": fuse(unfloored),
        "hybrid": fuse(both),
        "hybrid and the job text": fuse([*both, overall]),
    }


def _ndcg(worth: Mapping[str, int], keys: Sequence[str], depth: int) -> float:
    """Source: Järvelin, Kekäläinen, *Cumulated gain-based evaluation of IR techniques*, TOIS 20(4), 2002."""

    def gain(values: Iterable[int]) -> float:
        return sum(float(2 ** min(value, 4) - 1) / math.log2(at + 2) for at, value in enumerate(values))

    best = gain(sorted(worth.values(), reverse=True)[:depth])
    return gain(worth.get(key, 0) for key in keys[:depth]) / best if best else 1.0


if __name__ == "__main__":
    print(ordering(Cached(LocalEmbedder())))
