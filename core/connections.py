"""Letting go of database connections, in threads that live longer than a request."""

from __future__ import annotations

from django.db import connections


def let_go() -> None:
    """Close this thread's connections that are old or broken, so that none is held while something else is awaited.

    As Django's `close_old_connections`, but inside a transaction, where what comes next still needs them.
    """
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
