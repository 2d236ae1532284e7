"""The base of every command: a failure is one sentence on standard error and an exit code, never a traceback."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

BAD_INPUT = 2


class BadInput(Exception):
    """Something given is not usable; the message says what to do about it."""


class Error(CommandError):
    """A command's end in one sentence. Django prints the class's name before it: "Error: …"."""


class SentenceCommand(BaseCommand):
    """A command that ends in `Error` for each kind of exception in `refusals`, with that kind's exit code."""

    refusals: ClassVar[dict[type[Exception], int]] = {}

    def execute(self, *args: Any, **options: Any) -> str | None:
        refusals: dict[type[Exception], int] = {BadInput: BAD_INPUT, **self.refusals}
        try:
            return super().execute(*args, **options)
        except tuple(refusals) as error:
            code = next(code for kind, code in refusals.items() if isinstance(error, kind))
            raise Error(str(error), returncode=getattr(error, "exit_code", code)) from error
        except DatabaseError as error:
            raise Error(f"The database cannot be used: {error}.", returncode=BAD_INPUT) from error


def ready_database() -> None:
    """Set an empty SQLite database up, so that the first command on a bare checkout works."""
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
