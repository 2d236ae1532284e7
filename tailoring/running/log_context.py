"""Which run a log line is about: its id, and nothing of what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

current_run: ContextVar[str] = ContextVar("current_run", default="")


@contextmanager
def about_run(run_id: UUID) -> Iterator[None]:
    """Everything logged within the block, in this thread, names the run."""
    token = current_run.set(str(run_id))
    try:
        yield
    finally:
        current_run.reset(token)
