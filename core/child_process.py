"""The inside of a child process of a pool (`core.child_pool`): limits of the system, and the loop that answers.

It imports nothing but the standard library, because a child must start fast.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
from collections.abc import Callable
from typing import Any

MEGABYTE = 1024 * 1024
# Of what was asked and the bytes that came with it, what is answered and the bytes that go with it.
Task = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]


def serve(task: Task, *, megabytes: int, cpu_seconds: int) -> None:
    """Answer what comes through the socket whose number is the last argument, until the parent is gone.

    The process may take so many `megabytes` in all and so many seconds of the processor for each task, and may write
    no file. Whatever a task does to it, only this process dies.
    """
    with socket.socket(fileno=int(sys.argv[-1])) as connection:
        stream = connection.makefile("rwb")
        _limit(megabytes)
        _send(stream, {"ready": True}, b"")
        while line := stream.readline():
            asked = json.loads(line)
            content = stream.read(asked["size"])
            _allow_cpu(cpu_seconds)
            _send(stream, *task(asked, content))


def _send(stream: Any, answer: dict[str, Any], body: bytes) -> None:
    line = json.dumps({**answer, "size": len(body)}, ensure_ascii=False)
    stream.write(line.encode("utf-8", "surrogatepass") + b"\n" + body)
    stream.flush()


def _limit(megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def _allow_cpu(seconds: int) -> None:
    """Let the next task have its own seconds: the system counts those of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
