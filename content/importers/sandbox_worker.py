"""The child process that parses files of unknown worth, one after the other, within limits of the system.

It is started by `sandbox` with one end of a socket pair, and ends when the other end closes. It has no keys in its
environment, no database, and may write no file. Whatever a file does to it, only this process dies.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
from collections.abc import Callable
from typing import Any

from content.importers import ImportRefused, read_resume

MEGABYTE = 1024 * 1024
MOST_MEMORY = 1024 * MEGABYTE
CPU_SECONDS = 10


def _resume(content: bytes, name: str) -> dict[str, Any]:
    imported = read_resume(content, name)
    return {
        "resume": imported.resume.model_dump(mode="json"),
        "unheld": imported.unheld,
        "format": imported.format,
        "sure": dict(imported.sure),
        "unplaced": list(imported.unplaced),
    }


# What a parent may ask for, by name. The answer travels as JSON: nothing of the child's runs in the parent.
PARSERS: dict[str, Callable[[bytes, str], dict[str, Any]]] = {"resume": _resume}


def main() -> None:
    """Answer requests until the parent is gone: a line of JSON with `parser`, `name` and `size`, then the file."""
    with socket.socket(fileno=int(sys.argv[1])) as connection:
        stream = connection.makefile("rwb")
        _limit()
        _send(stream, {"ready": True})
        while line := stream.readline():
            asked = json.loads(line)
            content = stream.read(asked["size"])
            _allow_cpu()
            answer: dict[str, Any]
            try:
                answer = {"parsed": PARSERS[asked["parser"]](content, asked["name"])}
            except ImportRefused as refusal:
                answer = {"refused": str(refusal)}
            _send(stream, answer)


def _send(stream: Any, answer: dict[str, Any]) -> None:
    data = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(f"{len(data)}\n".encode() + data)
    stream.flush()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def _allow_cpu() -> None:
    """Let the next file have its own seconds: the system counts those of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS, hard))


if __name__ == "__main__":
    main()
