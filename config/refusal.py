"""What is wrong with the settings, or with what they name, ends in one sentence on standard error, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError


@contextmanager
def sentence_instead_of_traceback() -> Iterator[None]:
    """Turn `ImproperlyConfigured`, and a database error that nobody has caught, into a sentence and exit code 3."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(3) from None
    except (DatabaseError, InterfaceError) as error:
        from core.readiness import troubles

        # Whoever migrates is not to be told to migrate.
        sentences = troubles(before_migrate=sys.argv[1:2] == ["migrate"]) or [
            f"The database cannot be used: {' '.join(str(error).split())}."
        ]
        sys.stderr.write(f"{sentences[0]}\n")
        raise SystemExit(3) from None


def refuse_unusable() -> None:
    """Ends the process in one sentence when it could serve nobody: what a web server does before it listens."""
    from core import readiness as databases

    try:
        databases.refuse_unusable()
    except databases.Unusable as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(error.exit_code) from None
