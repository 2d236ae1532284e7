"""Vectors that lie in the database: exact search, a block of rows at a time, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from content.ports import Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from content.ports import Vectors

    Blocks = Iterable[tuple[Sequence[str], Vectors]]  # (keys, one row of length 1 each)


class DatabaseIndex:
    """Nearest among rows that are read anew for each search: always in step, in any number of processes.

    `rows(owner)` reads the vectors of that owner's approved facts.
    """

    def __init__(self, rows: Callable[[str], Blocks]) -> None:
        self._rows = rows

    def search(self, vectors: Vectors, *, owner: str, limit: int) -> list[list[Hit]]:
        """For each row of `vectors` the `limit` nearest, best first."""
        import numpy as np

        nearest: list[list[Hit]] = [[] for _ in vectors]
        for keys, block in self._rows(owner):
            scores = np.asarray(vectors @ block.T)
            for at, row in enumerate(scores):
                nearest[at] += [Hit(keys[i], float(row[i])) for i in _best(row, limit)]
        return [sorted(hits, key=lambda hit: (-hit.similarity, hit.key))[:limit] for hits in nearest]


def _best(scores: NDArray[np.float32], limit: int) -> NDArray[np.intp]:
    import numpy as np

    if len(scores) <= limit:
        return np.arange(len(scores))
    return np.argpartition(-scores, limit)[:limit]
