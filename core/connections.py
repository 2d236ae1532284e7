"""Releasing database connections, in threads that live longer than a request."""

from __future__ import annotations

from contextlib import suppress

from django.db import OperationalError, connection, connections


def release_connections() -> None:
    """Close this thread's connections that are old or broken, so that none is held while something else is awaited.

    As Django's `close_old_connections`, but inside a transaction, where what comes next still needs them.
    """
    for each in connections.all(initialized_only=True):
        if not each.in_atomic_block:
            each.close_if_unusable_or_obsolete()


def forget_journal() -> None:
    """Have SQLite take what it has written into its file, and empty the journal, where deleted rows still stand.

    Whoever reads or writes just now keeps it from that; the worker does it again every hour.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
