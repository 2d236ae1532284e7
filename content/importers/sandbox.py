"""Parsing files of unknown worth in child processes: a pool of them, kept warm, each within limits.

A file can crash a parser (libyaml recurses without bound), hang it, or have it take all memory. So no uploaded file is
parsed in the process of the web server, of a worker or of a command.
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
from functools import lru_cache
from pathlib import Path
from typing import Any

from content.importers import Imported, Unplaced
from content.importers.source import ImportRefused, read_bytes
from content.schema.resume import ResumeData

START_SECONDS = 20.0
PARSE_SECONDS = 15.0
WAIT_SECONDS = 10.0
MOST_CHILDREN = 2
MOST_FILES = 200  # that one child reads before another takes its place: what leaks stays small
MOST_ANSWER = 32 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")


class SandboxBusy(Exception):
    """All children are parsing, and none was free within `WAIT_SECONDS`."""

    retry_after = 5


class _Died(Exception):
    """The child ended, or did not answer in time."""


def read_resume_safely(source: str | os.PathLike[str] | bytes, name: str = "") -> Imported:
    """As `read_resume`, in a child process.

    Raises ImportRefused as that does, and when the file takes too much time or memory or crashes its parser; raises
    SandboxBusy.
    """
    content = source if isinstance(source, bytes) else read_bytes(source)
    shown = name or ("The résumé" if isinstance(source, bytes) else Path(source).name)
    parsed = sandbox().parse("resume", content, shown)
    resume = ResumeData.model_validate(parsed["resume"])
    unplaced = [Unplaced(*line) for line in parsed["unplaced"]]
    return Imported(resume, parsed["unheld"], parsed["format"], parsed["sure"], unplaced)


def warm() -> None:
    """Start a child now, in the background, so that the first file need not wait for it."""
    threading.Thread(target=sandbox().warm, name="warm sandbox", daemon=True).start()


def sandbox() -> Sandbox:
    """This process's pool. A forked process has its own."""
    return _sandbox_of(os.getpid())


@lru_cache(maxsize=1)
def _sandbox_of(pid: int) -> Sandbox:
    return Sandbox()


class Sandbox:
    """A pool of at most `MOST_CHILDREN` children; idle ones wait for the next file."""

    def __init__(self, seconds: float = PARSE_SECONDS, wait_seconds: float = WAIT_SECONDS) -> None:
        self._seconds, self._wait_seconds = seconds, wait_seconds
        self._room = threading.BoundedSemaphore(MOST_CHILDREN)
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._process = os.getpid()
        atexit.register(self.close)

    def parse(self, parser: str, content: bytes, name: str) -> dict[str, Any]:
        """What `parser` makes of a file. Raises ImportRefused or SandboxBusy."""
        if not self._room.acquire(timeout=self._wait_seconds):
            raise SandboxBusy
        try:
            return self._parse(parser, content, name)
        finally:
            self._room.release()

    def warm(self) -> None:
        if self._room.acquire(blocking=False):
            try:
                self._keep(self._child())
            except _Died:
                return  # the first file that comes starts another, and says what is wrong
            finally:
                self._room.release()

    def close(self) -> None:
        """End the idle children. A forked process leaves those of its parent alone."""
        while os.getpid() == self._process and not self._idle.empty():
            self._idle.get_nowait().end()

    def _parse(self, parser: str, content: bytes, name: str) -> dict[str, Any]:
        try:
            child = self._child()
            answer = child.ask({"parser": parser, "name": name, "size": len(content)}, content, self._seconds)
        except _Died:
            raise ImportRefused(
                f'"{name}" takes too much time or memory to read, or breaks the reader: '
                "check that it is a résumé, and save it again in a simpler form."
            ) from None
        self._keep(child)
        if "refused" in answer:
            raise ImportRefused(answer["refused"])
        parsed: dict[str, Any] = answer["parsed"]
        return parsed

    def _child(self) -> _Child:
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return _Child()
            if child.is_alive:
                return child
            child.end()

    def _keep(self, child: _Child) -> None:
        if child.files < MOST_FILES:
            self._idle.put(child)
        else:
            child.end()


class _Child:
    """One child process and the socket to it. Whatever goes wrong with it ends it."""

    def __init__(self) -> None:
        self.files = 0
        self._socket, theirs = socket.socketpair()
        with theirs:
            environment = {key: os.environ[key] for key in _INHERITED if key in os.environ}
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-B", "-m", "content.importers.sandbox_worker", str(theirs.fileno())],
                cwd=_ROOT, env=environment, pass_fds=[theirs.fileno()], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        self._stream: Any = self._socket.makefile("rwb")
        self._socket.settimeout(START_SECONDS)
        self._answer()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, asked: dict[str, Any], content: bytes, seconds: float) -> dict[str, Any]:
        """Its answer about one file, within `seconds`. Raises _Died, and has ended it then."""
        self.files += 1
        self._socket.settimeout(seconds)
        try:
            self._stream.write(json.dumps(asked).encode() + b"\n" + content)
            self._stream.flush()
        except OSError:
            self.end()
            raise _Died from None
        return self._answer()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):  # what was still to be sent has nobody to go to
            self._stream.close()
        self._socket.close()

    def _answer(self) -> dict[str, Any]:
        try:
            size = int(self._stream.readline(16))
            data = self._stream.read(size) if size <= MOST_ANSWER else b""
            answer: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
        except (OSError, ValueError):
            self.end()
            raise _Died from None
        return answer
