"""Which database the tests run on: SQLite, or a server that is started for them (`TEST_ON`, `make test-mongodb`)."""

from __future__ import annotations

import atexit
import os
from typing import Any

import pytest
from django.db import connections

from tests.support.servers import SERVERS

KIND = os.environ.get("TEST_ON", "sqlite")


def address(kind: str = KIND) -> str:
    """Where the tests' database of this kind is.

    The first process that asks starts the server; xdist's workers inherit the address of the one they all need.
    """
    if kind == "sqlite":
        return "sqlite:////tmp/bespoke-never-used.sqlite3"
    variable = f"BESPOKE_TEST_{kind.upper()}"
    if variable not in os.environ:
        server = SERVERS[kind]()
        if not server.program():
            raise pytest.UsageError(
                f"There is no {kind} server on this machine. To get it: {server.how_to_get}."
            )
        server.start()
        atexit.register(server.__exit__)
        os.environ[variable] = server.address
    return os.environ[variable]


def is_there(kind: str) -> bool:
    """Whether this machine can start one."""
    return kind == "sqlite" or SERVERS[kind].program() is not None


def needs(kind: str) -> pytest.MarkDecorator:
    """Skip where there is no such server, saying how to get it; never in CI, which must have all."""
    return pytest.mark.skipif(
        not is_there(kind) and not os.environ.get("CI"),
        reason=f"there is no {kind} server here; to get it: {SERVERS[kind].how_to_get}"
        if kind in SERVERS
        else "",
    )


def others() -> list[str]:
    """What else the tests can run on, and how."""
    lines = [f"These tests ran on {KIND}. They also run on:"]
    for kind in ("sqlite", "mongodb", "postgres"):
        if kind != KIND:
            missing = (
                "" if is_there(kind) else f" (not on this machine; to get it: {SERVERS[kind].how_to_get})"
            )
            lines.append(f"  {kind}: make test{'' if kind == 'sqlite' else f'-{kind}'}{missing}")
    return lines


def only_on(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(kind != KIND, reason=f"about {kind}: make test-{kind}")


def has_a_part_in(item: Any) -> bool:
    """Whether the database may have a part in a test: by a fixture or mark of pytest-django's, or by what its module
    brings in to start processes or servers. None has in what its test says (`one_database`).
    """
    if item.get_closest_marker("one_database"):
        return False
    if {"db", "transactional_db", "django_db_setup", "live_server"} & set(item.fixturenames):
        return True
    starts = ("Service", "databases", "empty_store", "only_on", "manage", "call_command")
    return item.get_closest_marker("django_db") is not None or any(
        hasattr(item.module, name) for name in starts
    )


def mongo() -> Any:
    """The MongoDB database that the tests run on, as pymongo knows it."""
    connection: Any = connections["default"]
    connection.ensure_connection()
    return connection.connection[connection.settings_dict["NAME"]]


class Pristine:
    """What lies in MongoDB after `migrate`, to go back to after each test: nothing can be rolled back there.

    Only what was written to is put back: to empty each of forty collections takes longer than most tests.
    """

    def __init__(self) -> None:
        names = [name for name in mongo().list_collection_names() if not name.startswith("system.")]
        self._kept = {name: list(mongo()[name].find()) for name in names}
        written.clear()

    def restore(self) -> None:
        for name in sorted(written):
            mongo()[name].delete_many({})
            if kept := self._kept.get(name):
                mongo()[name].insert_many(kept)
        written.clear()


written: set[str] = set()
_WRITES = ("insert", "update", "delete", "findAndModify", "findandmodify")


def note_writes() -> None:
    """Note in `written` which collections this process writes to; before its first connection to MongoDB."""
    from pymongo import monitoring

    class Writes(monitoring.CommandListener):
        def started(self, event: Any) -> None:
            written.update(str(event.command[name]) for name in _WRITES if name in event.command)

        def succeeded(self, event: Any) -> None:
            pass

        def failed(self, event: Any) -> None:
            pass

    monitoring.register(Writes())
