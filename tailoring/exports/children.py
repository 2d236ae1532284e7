"""The child processes that set, draw and read files: what is heavy is done there, so many at once and a person."""

from __future__ import annotations

import os
from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.child_pool import ChildDied, ChildPool

from .errors import ExportError

SECONDS = 30.0
MOST_CHILDREN = 2
WORKER = Path(__file__).with_name("file_worker.py")


def made(
    task: str,
    content: bytes,
    what: str,
    *,
    person: Hashable = None,
    seconds: float = SECONDS,
    pool: ChildPool | None = None,
) -> tuple[dict[str, Any], bytes]:
    """What a child answers to `task` (file_worker.TASKS) on `content`.

    Raises ExportError, about `what` ("The PDF"), when the child fails or takes longer than `seconds`; raises NoSlot
    for a person when too many are made.
    """
    try:
        return (pool or printers()).ask({"task": task}, content, seconds=seconds, person=person)
    except ChildDied as error:
        late = f"{what} was not ready after {seconds:g} seconds: shorten the résumé."
        stopped = f"{what} could not be made: its program stopped unexpectedly."
        raise ExportError(late if error.late else stopped) from None


def printers() -> ChildPool:
    """This process's pool. A forked process has its own."""
    return _printers_of(os.getpid())


def new_printers(worker: Path = WORKER, wait_seconds: float = 10.0) -> ChildPool:
    return ChildPool([str(worker)], most=MOST_CHILDREN, each=4, wait_seconds=wait_seconds)


@lru_cache(maxsize=1)
def _printers_of(process: int) -> ChildPool:
    return new_printers()
