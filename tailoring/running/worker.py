"""A worker: one process that runs many runs at a time, since most of their time is waiting for a model."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.utils.module_loading import import_string
from django_q.brokers import get_broker
from django_q.signing import BadSignature, SignedPackage

from accounts.privacy import erase_shut
from content.importers.queued import read_delivered
from content.models import NotesImport
from content.ports import BackendError
from content.retention import purge_deleted
from core.connections import forget_journal, release_connections
from tailoring.models import Run
from tailoring.running.execute import run_delivered
from tailoring.running.lease import lease_keeper
from tailoring.running.retention import forget_old

SWEEP_EVERY = 2.0
FORGET_EVERY = 3_600.0
PULSE = "BESPOKE_PULSE"
log = logging.getLogger(__name__)


class Worker:
    """Takes what the queue delivers, and what it should have delivered, as long as it has room.

    A run's row is what counts: a delivery is taken off the queue before it runs, and a run that is lost with
    its worker is found again by the sweep of any worker.
    """

    def __init__(self, at_once: int, stop_seconds: float = 20.0) -> None:
        self.stopping = threading.Event()
        self._stop_seconds = stop_seconds
        self._room = threading.BoundedSemaphore(at_once)
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="run")
        self._given: list[str] = []  # one run can be in it twice: swept up and, a moment later, delivered
        self._swept = self._forgot = 0.0

    def run(self) -> None:
        """Work until `stopping` is set; then finish or hand back what is running."""
        self._keeper = lease_keeper()
        broker = get_broker()
        while not self.stopping.is_set():
            _pulse()
            try:
                self._step(broker)
            except Exception as error:
                # The loop's outermost edge. A queue or database that is away comes back.
                if not _passes(error):
                    raise
                log.warning("the queue could not be read", exc_info=True)
                self.stopping.wait(1.0)
        self._stop()

    def _step(self, broker: Any) -> None:
        if not self._keeper.is_alive:
            raise RuntimeError("the lease keeper has stopped: leases are not renewed")
        release_connections()
        if time.monotonic() - self._swept > SWEEP_EVERY:
            self._swept = time.monotonic()
            self._sweep()
        if not self._has_room():
            self.stopping.wait(0.05)
            return
        for ack, package in broker.dequeue() or ():
            task = _unpacked(package)
            if task is not None:
                self._begin(partial(_call, task), key=str(task["args"]))
            broker.acknowledge(ack)

    def _sweep(self) -> None:
        """Take the runs that the queue should have delivered by now, the oldest first."""
        for key in self._overdue():
            if not self._has_room():
                return
            self._begin(partial(run_delivered, key), key=f"('{key}',)")
        for key in self._overdue_imports():
            if not self._has_room():
                return
            self._begin(partial(read_delivered, key), key=f"('{key}',)")
        if time.monotonic() - self._forgot > FORGET_EVERY:
            self._forgot = time.monotonic()
            _forget()

    def _overdue(self) -> Iterator[str]:
        found = Run.objects.overdue().values_list("pk", flat=True)[:100]
        return (str(key) for key in found if f"('{key}',)" not in self._given)

    def _overdue_imports(self) -> Iterator[str]:
        found = NotesImport.objects.overdue().values_list("pk", flat=True)[:20]
        return (str(key) for key in found if f"('{key}',)" not in self._given)

    def _has_room(self) -> bool:
        if self._room.acquire(blocking=False):
            self._room.release()
            return True
        return False

    def _begin(self, call: Callable[[], None], key: str) -> None:
        self._room.acquire()
        self._given.append(key)
        self._pool.submit(self._perform, call, key)

    def _perform(self, call: Callable[[], None], key: str) -> None:
        release_connections()
        try:
            call()
        except Exception:
            # The thread's outermost edge: what it was is recorded with the run; the worker goes on.
            log.exception("a task failed")
        finally:
            release_connections()
            self._given.remove(key)
            self._room.release()

    def _stop(self) -> None:
        """Runs stop at their next stored record and are handed back; after a while in mid-answer."""
        self._keeper.stopping.set()
        ends = time.monotonic() + self._stop_seconds
        while self._given and time.monotonic() < ends:
            _pulse()
            time.sleep(0.05)
        self._keeper.abandoning.set()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _unpacked(package: Any) -> dict[str, Any] | None:
    try:
        task: dict[str, Any] = SignedPackage.loads(package)
    except (TypeError, BadSignature):
        log.warning("a task in the queue is not ours, or was signed with another SECRET_KEY; it was dropped")
        return None
    return task


def _call(task: dict[str, Any]) -> None:
    func = task["func"] if callable(task["func"]) else import_string(task["func"])
    func(*task["args"], **task["kwargs"])


def _passes(error: Exception) -> bool:
    """Whether it is an outage that ends by itself."""
    return isinstance(error, DatabaseError | InterfaceError | OSError) or type(error).__module__.startswith(
        ("redis.", "pymongo.")
    )


def _forget() -> None:
    """What the settings say is old enough. An index that is away must not keep the worker from its runs."""
    forget_old()
    try:
        erase_shut()
        purge_deleted()
    except BackendError:
        log.warning("what was deleted could not be purged; it is tried again", exc_info=True)
    forget_journal()


def _pulse() -> None:
    """Show whoever started this process that its loop turns."""
    if file := os.environ.get(PULSE):
        Path(file).touch()
