"""Log lines: plain or JSON, each with its run and its request, never with what a person wrote.

An exception is told by its type and the places it passed through. Its message is left out: those of
validation and of databases quote what they refuse, which may be a line of someone's résumé.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from core.request_log import current_request
from tailoring.running.log_context import current_run

_ROOT = str(Path(__file__).resolve().parent.parent) + "/"
_DEEPEST = 12


def log_uncaught() -> None:
    """Have what nobody catches, in whichever thread, told like everything else and not as Python prints it."""
    log = logging.getLogger("uncaught")

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            log.critical("nobody caught it", exc_info=(kind, error, trace))

    def told_of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            told(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook, threading.excepthook = told, told_of_thread


class Plain(logging.Formatter):
    """`2026-01-31 12:00:00 WARNING tailoring.tasks [run …] message`."""

    def format(self, record: logging.LogRecord) -> str:
        about = "".join(f" [{name} {key}]" for name, key in _about().items() if key)
        line = f"{_when(record)} {record.levelname} {record.name}{about} {record.getMessage()}"
        return "\n    ".join([line, *_told(record)])


class Structured(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _when(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_about(),
            "error": _told(record) or None,
        }
        return json.dumps(
            {name: value for name, value in line.items() if value is not None}, ensure_ascii=False
        )


def _about() -> dict[str, str | None]:
    """The run and the request that a line is about."""
    return {"run": current_run.get() or None, "request": current_request.get() or None}


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _told(record: logging.LogRecord) -> list[str]:
    """The exception of a record: its type, its cause's type, and where it came through."""
    if not record.exc_info or record.exc_info[0] is None:
        return []
    kind, error, trace = record.exc_info
    cause = getattr(error, "__cause__", None) or getattr(error, "__context__", None)
    because = f" from {type(cause).__name__}" if cause is not None else ""
    return [f"{kind.__module__}.{kind.__qualname__}{because}", *_places(trace)]


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_DEEPEST:]
    return [f"{frame.filename.removeprefix(_ROOT)}:{frame.lineno} {frame.name}" for frame in frames]
