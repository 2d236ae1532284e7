"""A pool of child processes, kept warm: work that can crash, hang or take much is done there, so many at once.

This is the one place that bounds such work: `Slots` says how much of it is done at once, and for one person.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from core.concurrency import Slots

START_SECONDS = 20.0
MOST_TASKS = 200  # that one child does before another takes its place: what leaks stays small
MOST_LINE = 64 * 1024
MOST_ANSWER = 32 * 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")


class ChildDied(Exception):
    """The child ended, or did not answer in time (`late`)."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__()
        self.late = late


class ChildPool:
    """At most `most` children, which run `arguments` of Python's; idle ones wait for the next task.

    Of one person at most `each` tasks are done or waited for at once, and for `wait_seconds`.
    """

    def __init__(self, arguments: Sequence[str], *, most: int, each: int, wait_seconds: float = 10.0) -> None:
        self._arguments = list(arguments)
        self.slots = Slots(most, each, wait_seconds)
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._process = os.getpid()
        atexit.register(self.close)

    def ask(
        self, asked: dict[str, Any], content: bytes, *, seconds: float, person: Hashable = None
    ) -> tuple[dict[str, Any], bytes]:
        """What a child answers within `seconds`. Raises ChildDied, and NoSlot for a `person`; nobody's work waits."""
        with self.slots.one(person):
            child = self._child()
            answer = child.ask(asked, content, seconds)
            if child.tasks < MOST_TASKS:
                self._idle.put(child)
            else:
                child.end()
            return answer

    def warm(self) -> None:
        """Start a child now, in the background, so that the first task need not wait for it."""
        threading.Thread(target=self._warm, name="warm child", daemon=True).start()

    def children(self) -> list[int]:
        """The process ids of those that are idle."""
        return [child.pid for child in self._idle.queue]

    def close(self) -> None:
        """End the idle children. A forked process leaves those of its parent alone."""
        while os.getpid() == self._process and not self._idle.empty():
            self._idle.get_nowait().end()

    def _warm(self) -> None:
        with (
            self.slots.one(None),
            contextlib.suppress(ChildDied),
        ):  # the first task starts another, and says why not
            self._idle.put(self._child())

    def _child(self) -> _Child:
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return _Child(self._arguments)
            if child.is_alive:
                return child
            child.end()


class _Child:
    """One child process and the socket to it. Whatever goes wrong with it ends it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.tasks = 0
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
                [sys.executable, "-P", "-B", *arguments, str(theirs.fileno())],
                cwd=ROOT, env=_environment(), pass_fds=[theirs.fileno()], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        self._stream: Any = self._socket.makefile("rwb")
        self._socket.settimeout(START_SECONDS)
        self._answer()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, asked: dict[str, Any], content: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Its answer, within `seconds`. Raises ChildDied, and has ended it then."""
        self.tasks += 1
        self._socket.settimeout(seconds)
        try:
            self._stream.write(json.dumps({**asked, "size": len(content)}).encode() + b"\n" + content)
            self._stream.flush()
        except OSError as error:
            self.end()
            raise ChildDied(late=isinstance(error, TimeoutError)) from None
        return self._answer()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):  # what was still to be sent has nobody to go to
            self._stream.close()
        self._socket.close()

    def _answer(self) -> tuple[dict[str, Any], bytes]:
        try:
            answer: dict[str, Any] = json.loads(
                self._stream.readline(MOST_LINE).decode("utf-8", "surrogatepass")
            )
            body = self._stream.read(answer["size"]) if answer["size"] <= MOST_ANSWER else b""
            if len(body) != answer["size"]:
                raise ValueError("it ended in the middle of its answer")
        except (OSError, ValueError) as error:
            self.end()
            raise ChildDied(late=isinstance(error, TimeoutError)) from None
        return answer, body


def _environment() -> dict[str, str]:
    """What Python needs and nothing else: no keys. Threads beyond the cores that count would only take memory."""
    kept = {key: os.environ[key] for key in _INHERITED if key in os.environ}
    path = os.pathsep.join(filter(None, [str(ROOT), kept.get("PYTHONPATH", "")]))
    return {**kept, "PYTHONPATH": path, "RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
