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

    One person never has them all: the last is for another. Nobody's work (`None`: a worker's, a command's) waits for
    as long as it takes.
    """

    def __init__(self, most: int, each: int, seconds: float = 10.0) -> None:
        self._most, self._each, self._seconds = most, each, seconds
        self._changed = threading.Condition()
        self._asking: Counter[Hashable] = Counter()
        self._using: Counter[Hashable] = Counter()

    @contextmanager
    def one(self, person: Hashable) -> Iterator[None]:
        """A slot while the block runs. Raises NoSlot."""
        with self._changed:
            if person is not None and self._asking[person] >= self._each:
                raise NoSlot(theirs=True)
            self._asking[person] += 1
        try:
            self._wait_for(person)
            try:
                yield
            finally:
                self._give_back(self._using, person)
        finally:
            self._give_back(self._asking, person)

    def _wait_for(self, person: Hashable) -> None:
        with self._changed:
            seconds = None if person is None else self._seconds
            if not self._changed.wait_for(lambda: self._is_free_for(person), seconds):
                raise NoSlot(theirs=bool(self._using[person]))
            self._using[person] += 1

    def _is_free_for(self, person: Hashable) -> bool:
        theirs = self._most if person is None else max(1, self._most - 1)
        return self._using.total() < self._most and self._using[person] < theirs

    def _give_back(self, held: Counter[Hashable], person: Hashable) -> None:
        with self._changed:
            held[person] -= 1
            if not held[person]:
                del held[person]
            self._changed.notify_all()
