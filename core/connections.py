"""Releasing database connections, in threads that live longer than a request."""

from __future__ import annotations

import time
from contextlib import suppress

from django.db import OperationalError, connection, connections

_TRIES = 20


def release_connections() -> None:
    """Close this thread's connections that are old or broken, so that none is held while something else is awaited.

    As Django's `close_old_connections`, but inside a transaction, where what comes next still needs them.
    """
    for each in connections.all(initialized_only=True):
        if not each.in_atomic_block:
            each.close_if_unusable_or_obsolete()


def forget_journal() -> None:
    """Have SQLite take what it has written into its file, and empty the journal, where deleted rows still stand.

    A reader that stands still keeps it from that, and the worker does it again every hour. Nothing waits for one
    within SQLite: as long as it did, nobody could write.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            for _ in range(_TRIES):
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                if not cursor.fetchone()[0]:
                    return
                time.sleep(0.05)
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
