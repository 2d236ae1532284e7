"""Keeping processes alive: what dies or hangs is started again; asked to stop, all stop in order."""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PULSE_SECONDS = 45.0
CHECK_EVERY = 5.0
MOST_PAUSE = 10.0
log = logging.getLogger(__name__)


class Child:
    """One process that is to run. `healthy` says, seldom asked, whether it is more than merely there.

    `pulse` names the environment variable that tells it which file to touch as long as its loop turns.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        pulse: str = "",
        healthy: Callable[[], bool] | None = None,
        pulse_seconds: float = PULSE_SECONDS,
        check_every: float = CHECK_EVERY,
        most_pause: float = MOST_PAUSE,
    ) -> None:
        self.name = name
        self.process: subprocess.Popen[bytes] | None = None
        self._command = list(command)
        self._healthy = healthy
        self._pulse_seconds, self._check_every, self._most_pause = pulse_seconds, check_every, most_pause
        self._pulse = _pulse_file() if pulse else None
        self._environment = {**os.environ, pulse: str(self._pulse)} if self._pulse else dict(os.environ)
        self._started = self._checked = self._pause = 0.0
        self._sick = 0
        self._due: float | None = None

    def start(self) -> None:
        self._started = self._checked = time.monotonic()
        self._sick, self._due = 0, None
        if self._pulse:
            self._pulse.touch()
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self._command,
            env=self._environment,
            start_new_session=True,  # Ctrl-C reaches us, and we stop them in order
            preexec_fn=_die_with_parent,
        )

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def look(self) -> None:
        """Start it again if it died; kill it if it hangs, so that the next look finds it dead."""
        assert self.process is not None
        code = self.process.poll()
        if code is not None:
            self._again(code)
        elif time.monotonic() - self._checked > self._check_every:
            self._checked = time.monotonic()
            self._sick = 0 if self._is_well() else self._sick + 1
            if self._sick >= 3:
                log.error("%s (process %d) hangs; it is killed", self.name, self.process.pid)
                self.process.kill()

    def ask_to_stop(self) -> None:
        if self.process and self.is_alive:
            self.process.terminate()

    def end(self, seconds: float) -> None:
        """Wait for it to stop; kill it when it takes longer."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            log.error("%s (process %d) did not stop in time; it is killed", self.name, self.process.pid)
            self.process.kill()
            self.process.wait()
        if self._pulse:
            self._pulse.unlink(missing_ok=True)

    def _again(self, code: int) -> None:
        """At once after a good while; with growing pauses when it dies again and again."""
        now = time.monotonic()
        if self._due is None:
            log.error("%s ended with %d; it is started again", self.name, code)
            self._pause = 0.0 if now - self._started > 10 else min(self._most_pause, self._pause * 2 + 0.25)
            self._due = now + self._pause
        if now >= self._due:
            try:
                self.start()
            except OSError as error:  # no memory, no process, no disk: there may be some later
                log.error("%s could not be started: %s", self.name, error.strerror)
                self._due = time.monotonic() + self._most_pause

    def _is_well(self) -> bool:
        return self._pulses() and (self._healthy is None or self._healthy())

    def _pulses(self) -> bool:
        if self._pulse is None:
            return True
        try:
            return time.time() - self._pulse.stat().st_mtime <= self._pulse_seconds
        except OSError:  # somebody has tidied the folder up; starting again makes it anew
            return False


class Supervisor:
    """Runs its children until it is asked to stop by SIGTERM or SIGINT."""

    def __init__(self, children: Sequence[Child], stop_seconds: float = 30.0) -> None:
        self._children = list(children)
        self._stop_seconds = stop_seconds
        self._stopping = threading.Event()

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        for child in self._children:
            child.start()
        ready()
        while not self._stopping.wait(0.1):
            for child in self._children:
                child.look()
        for child in self._children:
            child.ask_to_stop()
        ends = time.monotonic() + self._stop_seconds
        for child in self._children:
            child.end(ends - time.monotonic())


def answers(host: str, port: int, path: str) -> bool:
    """Whether a server on this machine answers, whatever it thinks of the name it is called by."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    with contextlib.closing(connection):
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            # 503: there are as many connections as may be; it is there nonetheless.
            return (status := connection.getresponse().status) < 500 or status == 503
        except (OSError, http.client.HTTPException):
            return False


def _pulse_file() -> Path:
    handle, name = tempfile.mkstemp(prefix="bespoke-pulse-")
    os.close(handle)
    return Path(name)


def _die_with_parent() -> None:
    """On Linux: a child is told to stop when its parent is gone, however that came."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
