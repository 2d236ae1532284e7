"""Keeping hold of runs: a process renews the leases of what it runs, and notices what is no longer its own."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone

from core.connections import let_go
from tailoring.models import Run

LOOK_EVERY = 0.5
log = logging.getLogger(__name__)


class Lost(Exception):
    """The run is not this process's any more, or this process must stop: nothing more may be done for it."""


class Hold:
    """One run, held under one claim."""

    def __init__(self, run: Run, heart: Heart | None = None) -> None:
        self.run = run
        self.seconds = float(settings.LEASE_SECONDS)
        self.heart = heart
        self._lost = threading.Event()

    @property
    def should_stop(self) -> bool:
        """Whether to hand the run back at the next stored record."""
        return self.heart is not None and self.heart.stopping.is_set()

    def lose(self) -> None:
        self._lost.set()

    def check(self) -> None:
        """Raise `Lost` when there is no use in going on, even in the middle of an answer."""
        if self._lost.is_set() or (self.heart is not None and self.heart.abandoning.is_set()):
            raise Lost


class Heart:
    """Beats twice a second in a thread of its own, for all the runs of one process."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.abandoning = threading.Event()
        self._holds: dict[UUID, Hold] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)
        self._thread.start()

    @contextmanager
    def holding(self, run: Run) -> Iterator[Hold]:
        """Keep `run` alive until the block ends."""
        assert run.holder is not None
        hold, holder = Hold(run, self), run.holder
        with self._lock:
            self._holds[holder] = hold
        try:
            yield hold
        finally:
            with self._lock:
                self._holds.pop(holder, None)

    @property
    def beats(self) -> bool:
        return self._thread.is_alive()

    def _beat(self) -> None:
        renewed = time.monotonic()
        while True:
            time.sleep(LOOK_EVERY)
            with self._lock:
                holds = dict(self._holds)
            if not holds:
                continue
            try:
                let_go()
                if time.monotonic() - renewed >= settings.LEASE_SECONDS / 4:
                    lease = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)
                    Run.objects.held(list(holds)).update(lease_until=lease)
                    renewed = time.monotonic()
                self.look(holds)
            except (DatabaseError, InterfaceError):
                # The next beat tries again; a lease outlasts several.
                log.warning("the leases of %d runs could not be renewed", len(holds), exc_info=True)
            finally:
                connections.close_all()

    def look(self, holds: dict[UUID, Hold]) -> None:
        """Tell those of `holds` that are not held any more."""
        still = set(Run.objects.held(list(holds)).values_list("holder", flat=True))
        for holder, hold in holds.items():
            if holder not in still:
                hold.lose()


def heart() -> Heart:
    """This process's heart. A forked process grows its own: threads do not cross a fork."""
    return _heart_of(os.getpid())


@cache
def _heart_of(pid: int) -> Heart:
    return Heart()
