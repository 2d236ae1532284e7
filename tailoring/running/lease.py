"""Leases of runs: a process renews the leases of the runs it executes, and notices which are no longer its own."""

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

from core.connections import release_connections
from tailoring.models import Run

RENEW_CHECK_SECONDS = 0.5
log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """The run is not this process's any more, or this process must stop: nothing more may be done for it."""


class RunLease:
    """One run, held under one claim."""

    def __init__(self, run: Run, keeper: LeaseKeeper | None = None) -> None:
        self.run = run
        self.seconds = float(settings.LEASE_SECONDS)
        self.keeper = keeper
        self._lost = threading.Event()

    @property
    def should_hand_back(self) -> bool:
        """Whether to hand the run back at the next stored record."""
        return self.keeper is not None and self.keeper.stopping.is_set()

    def mark_lost(self) -> None:
        self._lost.set()

    def check(self) -> None:
        """Raise `LeaseLost` when there is no use in going on, even in the middle of an answer."""
        if self._lost.is_set() or (self.keeper is not None and self.keeper.abandoning.is_set()):
            raise LeaseLost


class LeaseKeeper:
    """Renews the leases of all the runs of one process, in a thread of its own."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.abandoning = threading.Event()
        self._leases: dict[UUID, RunLease] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._renew_all, name="lease keeper", daemon=True)
        self._thread.start()

    @contextmanager
    def keeping(self, run: Run) -> Iterator[RunLease]:
        """Renew the lease of `run` until the block ends."""
        assert run.holder is not None
        lease, holder = RunLease(run, self), run.holder
        with self._lock:
            self._leases[holder] = lease
        try:
            yield lease
        finally:
            with self._lock:
                self._leases.pop(holder, None)

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _renew_all(self) -> None:
        renewed = time.monotonic()
        while True:
            time.sleep(RENEW_CHECK_SECONDS)
            with self._lock:
                leases = dict(self._leases)
            if not leases:
                continue
            try:
                release_connections()
                if time.monotonic() - renewed >= settings.LEASE_SECONDS / 4:
                    until = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)
                    Run.objects.held(list(leases)).update(lease_until=until)
                    renewed = time.monotonic()
                self.note_lost(leases)
            except (DatabaseError, InterfaceError):
                # Tried again in half a second; a lease outlasts several failures.
                log.warning("the leases of %d runs could not be renewed", len(leases), exc_info=True)
            finally:
                connections.close_all()

    def note_lost(self, leases: dict[UUID, RunLease]) -> None:
        """Tell those of `leases` that are not held any more."""
        still = set(Run.objects.held(list(leases)).values_list("holder", flat=True))
        for holder, lease in leases.items():
            if holder not in still:
                lease.mark_lost()


def lease_keeper() -> LeaseKeeper:
    """This process's keeper. A forked process gets its own: threads do not cross a fork."""
    return _keeper_of(os.getpid())


@cache
def _keeper_of(pid: int) -> LeaseKeeper:
    return LeaseKeeper()
