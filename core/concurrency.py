"""How much of something heavy is done at once in this process: so many in all, and so many for one person."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class NoSlot(Exception):
    """Nothing more of this kind is begun now; `theirs` when it is the person's own that are too many."""

    retry_after = 5

    def __init__(self, *, theirs: bool) -> None:
        super().__init__()
        self.theirs = theirs


class Slots:
    """At most `most` are used at once; of one person at most `each` are used or waited for, and for `seconds`.

    Nobody's work (`None`: a worker's, a command's) waits for as long as it takes.
    """

    def __init__(self, most: int, each: int, seconds: float = 10.0) -> None:
        self._free, self._each, self._seconds = threading.BoundedSemaphore(most), each, seconds
        self._lock = threading.Lock()
        self._held: Counter[Hashable] = Counter()

    @contextmanager
    def one(self, person: Hashable) -> Iterator[None]:
        """A slot while the block runs. Raises NoSlot."""
        with self._lock:
            if person is not None and self._held[person] >= self._each:
                raise NoSlot(theirs=True)
            self._held[person] += 1
        try:
            if not self._free.acquire(timeout=None if person is None else self._seconds):
                raise NoSlot(theirs=False)
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._give_back(person)

    def _give_back(self, person: Hashable) -> None:
        with self._lock:
            self._held[person] -= 1
            if not self._held[person]:
                del self._held[person]
