"""What the system knows of processes (Linux)."""

from __future__ import annotations

import contextlib
from pathlib import Path


def descendants(process: int) -> dict[int, str]:
    """The processes that `process` has started, and those that they have, with their command lines."""
    found: dict[int, str] = {}
    with contextlib.suppress(OSError):  # it, or a thread of it, has ended meanwhile
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            for child in map(int, children.read_text().split()):
                found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
                found |= descendants(child)
    return found
