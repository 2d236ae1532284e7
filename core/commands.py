"""The base of every command: a failure is one sentence on standard error and an exit code, never a traceback."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from core.readiness import Unusable, ready_database

__all__ = ["BAD_INPUT", "PROVIDER_FAILED", "BadInput", "Error", "SentenceCommand", "ready_database"]

BAD_INPUT = 2
PROVIDER_FAILED = 4


class BadInput(Exception):
    """Something given is not usable; the message says what to do about it."""


class Error(CommandError):
    """A command's end in one sentence. Django prints the class's name before it: "Error: …"."""


class SentenceCommand(BaseCommand):
    """A command that ends in `Error` for each kind of exception in `refusals`, with that kind's exit code."""

    refusals: ClassVar[dict[type[Exception], int]] = {}

    def execute(self, *args: Any, **options: Any) -> str | None:
        refusals: dict[type[Exception], int] = {
            BadInput: BAD_INPUT,
            Unusable: Unusable.exit_code,
            **self.refusals,
        }
        try:
            return super().execute(*args, **options)
        except tuple(refusals) as error:
            code = next(code for kind, code in refusals.items() if isinstance(error, kind))
            raise Error(str(error), returncode=getattr(error, "exit_code", code)) from error
        except DatabaseError as error:
            raise Error(f"The database cannot be used: {error}.", returncode=BAD_INPUT) from error
