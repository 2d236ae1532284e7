"""Whether the database that the settings name, and what else they name beside it, can be used."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core import servers as reaching

_MOVE = (
    "make an empty database, run python manage.py migrate on it, and move the content there with dumpcontent and "
    "loadcontent"
)


class Unusable(Exception):
    """Something that the settings name cannot be used; the message says what to do about it."""

    exit_code = 3


def ready_database(say: Callable[[str], None] = lambda sentence: None) -> None:
    """Set an empty SQLite database up, so that the first command on a bare checkout works; refuse what cannot be
    used within START_SECONDS. Raises `Unusable`.
    """
    if connection.vendor == "sqlite":
        migrate(only_empty=True)
    wait_until_usable(say)


def migrate(*, only_empty: bool = False) -> None:
    """Bring the database up to date. Of processes that begin at once on one SQLite file, one after the other does."""
    with _alone():
        if not only_empty or not connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    folder = Path(str(connection.settings_dict["NAME"])).parent
    if connection.vendor != "sqlite" or not folder.is_dir():
        yield
        return
    # The folder is locked, not the file: closing that would let go of the locks that SQLite holds on it.
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def wait_until_usable(say: Callable[[str], None], *, before_migrate: bool = False) -> None:
    """Wait for START_SECONDS for what the settings name; each thing that is waited for is said once.

    Raises `Unusable` with what is still in the way then.
    """
    ends, said = time.monotonic() + settings.START_SECONDS, ""
    while found := troubles(before_migrate=before_migrate):
        if time.monotonic() >= ends:
            raise Unusable(found[0])
        if found[0] != said:
            say(f"Waiting up to {settings.START_SECONDS} seconds: {found[0]}")
        said = found[0]
        time.sleep(0.5)


def refuse_unusable(*, before_migrate: bool = False) -> None:
    """Raises `Unusable` with the first of the `troubles`."""
    for sentence in troubles(before_migrate=before_migrate):
        raise Unusable(sentence)


def troubles(*, before_migrate: bool = False) -> list[str]:
    """What keeps the database, the queue or the cache from being used, each in a sentence. A file is not asked."""
    found = [_broker(), reaching.redis(settings.CACHE_URL, "CACHE_URL") if settings.CACHE_URL else ""]
    if connection.vendor != "sqlite":
        found.append(_server() or _migrations(before_migrate=before_migrate))
    return [sentence for sentence in found if sentence]


def _server() -> str:
    config: Any = connection.settings_dict
    if connection.vendor == "mongodb":
        return reaching.mongodb(config["HOST"], "DATABASE_URL")
    return reaching.postgres(config, "DATABASE_URL")


def _broker() -> str:
    url = settings.QUEUE_BROKER_URL
    if not url:
        return ""
    ask = reaching.mongodb if url.startswith("mongodb") else reaching.redis
    return ask(url, "QUEUE_BROKER_URL")


def _migrations(*, before_migrate: bool) -> str:
    """Whether what was migrated is what this kind of database needs.

    MongoDB's collections come into being by themselves, without the indexes that keep rows unique: what nobody has
    migrated must not be used.
    """
    recorded = set(MigrationRecorder(connection).applied_migrations())
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    apps = {app for app, _ in known}
    if strange := sorted(key for key in recorded - known if key[0] in apps):
        name = ".".join(strange[0])
        return (
            f"The database that DATABASE_URL names was migrated for another kind of database, or by a newer version "
            f"({name}); {_MOVE}."
        )
    if before_migrate or known <= recorded:
        return ""
    return (
        "The database that DATABASE_URL names is not set up for this version; run python manage.py migrate."
    )
