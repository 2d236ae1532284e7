"""A database of its own for each service that a test starts, and what a test does to it behind the service's back."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.support import databases
from tests.support.people import ada

ROOT = Path(__file__).resolve().parents[2]
QUICK = {
    "EMBEDDINGS": "none",
    "LOG_LEVEL": "info",
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests",
    "TAILORINGS_PER_MINUTE": "1000",
}


class Store:
    """One database, at `url`."""

    def __init__(self, url: str) -> None:
        self.url = url

    def copy(self, folder: Path) -> Store:
        """Another one with the same in it."""
        raise NotImplementedError

    def copy_to(self, url: str) -> Store:
        """The same in an empty database of another server."""
        raise NotImplementedError

    def rows(self, table: str) -> list[dict[str, Any]]:
        raise NotImplementedError

    def count(self, table: str) -> int:
        return len(self.rows(table))

    def change(self, table: str, **values: Any) -> None:
        """Set these in every row."""

    def repeat(self, table: str) -> None:
        """Each row once more, with a key of its own."""

    def empty(self, *tables: str) -> None:
        """Without rows."""

    def is_at_rest(self) -> bool:
        """Whether no process is in the middle of a transaction."""
        return True

    def held_up(self) -> contextlib.AbstractContextManager[None]:
        """Nobody can write."""
        raise NotImplementedError

    def drop(self) -> None:
        """Remove it."""


class SQL(Store):
    key, mark = "id", "%s"

    def run(self, statement: str, *values: Any) -> tuple[list[str], list[Any]]:
        raise NotImplementedError

    def rows(self, table: str) -> list[dict[str, Any]]:
        names, rows = self.run(f"SELECT * FROM {table}")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def change(self, table: str, **values: Any) -> None:
        settings = ", ".join(f"{name} = {self.mark}" for name in values)
        self.run(f"UPDATE {table} SET {settings}", *values.values())

    def repeat(self, table: str) -> None:
        names = ", ".join(name for name in self.run(f"SELECT * FROM {table}")[0] if name != "id")
        self.run(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}")

    def empty(self, *tables: str) -> None:
        for table in tables:
            self.run(f"DELETE FROM {table}")


class SQLite(SQL):
    mark = "?"

    @property
    def file(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))

    def copy(self, folder: Path) -> SQLite:
        # All of it into the one file that is copied.
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        return SQLite(f"sqlite:///{shutil.copy(self.file, folder / 'service.sqlite3')}")

    def run(self, statement: str, *values: Any) -> tuple[list[str], list[Any]]:
        said = [f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value for value in values]
        with contextlib.closing(sqlite3.connect(self.file, timeout=20)) as connection, connection:
            done = connection.execute(statement, said)
            return [column[0] for column in done.description or ()], done.fetchall()

    def is_at_rest(self) -> bool:
        with contextlib.closing(sqlite3.connect(self.file, timeout=0.5)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    @contextlib.contextmanager
    def held_up(self) -> Iterator[None]:
        with contextlib.closing(sqlite3.connect(self.file, isolation_level=None)) as lock:
            lock.execute("BEGIN IMMEDIATE")
            yield
            lock.execute("COMMIT")


class PostgreSQL(SQL):
    def connection(self, url: str = "") -> Any:
        import psycopg

        return psycopg.connect(url or self.url, autocommit=True)

    @property
    def name(self) -> str:
        return urlsplit(self.url).path.strip("/")

    def copy(self, folder: Path) -> PostgreSQL:
        name = f"bespoke_{uuid.uuid4().hex[:12]}"
        with self.connection(_beside(self.url, "postgres")) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {self.name}")
        return PostgreSQL(_beside(self.url, name))

    def run(self, statement: str, *values: Any) -> tuple[list[str], list[Any]]:
        with self.connection() as connection:
            done = connection.execute(statement, values)
            return [
                column.name for column in done.description or ()
            ], done.fetchall() if done.description else []

    def is_at_rest(self) -> bool:
        asked = (
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND xact_start IS NOT NULL AND backend_type = 'client backend'"
        )
        return not self.run(asked)[1]

    @contextlib.contextmanager
    def held_up(self) -> Iterator[None]:
        with self.connection() as connection, connection.transaction():
            connection.execute(
                "LOCK TABLE tailoring_run, tailoring_event, django_q_ormq IN ACCESS EXCLUSIVE MODE"
            )
            yield

    def drop(self) -> None:
        with self.connection(_beside(self.url, "postgres")) as connection:
            connection.execute(f"DROP DATABASE {self.name} WITH (FORCE)")


class MongoDB(Store):
    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.database = _client(_beside(url, "")).get_database(urlsplit(url).path.strip("/"))

    def copy(self, folder: Path) -> MongoDB:
        return self.copy_to(_beside(self.url, f"bespoke_{uuid.uuid4().hex[:12]}"))

    def copy_to(self, url: str) -> MongoDB:
        other = MongoDB(url)
        for name in self.database.list_collection_names():
            _copied(self.database[name], other.database.create_collection(name))
        return other

    def rows(self, table: str) -> list[dict[str, Any]]:
        return list(self.database[table].find())

    def change(self, table: str, **values: Any) -> None:
        self.database[table].update_many({}, {"$set": values})

    def repeat(self, table: str) -> None:
        self.database[table].insert_many(
            [{name: value for name, value in row.items() if name != "_id"} for row in self.rows(table)]
        )

    def empty(self, *tables: str) -> None:
        for table in tables:
            self.database[table].delete_many({})

    @contextlib.contextmanager
    def held_up(self) -> Iterator[None]:
        self.database.client.admin.command("fsync", lock=True)
        yield
        self.database.client.admin.command("fsyncUnlock")

    def drop(self) -> None:
        self.database.client.drop_database(self.database.name)


KINDS: dict[str, type[Store]] = {"sqlite": SQLite, "postgres": PostgreSQL, "mongodb": MongoDB}


def store_at(url: str) -> Store:
    return KINDS[urlsplit(url).scheme](url)


def empty_store(kind: str, folder: Path) -> Store:
    """A database that nobody has migrated."""
    name = f"bespoke_{uuid.uuid4().hex[:12]}"
    if kind == "sqlite":
        return SQLite(f"sqlite:///{folder / name}.sqlite3")
    store = store_at(_beside(databases.address(kind), name))
    if isinstance(store, PostgreSQL):
        with store.connection(_beside(store.url, "postgres")) as connection:
            connection.execute(f"CREATE DATABASE {name}")
    return store


# In one process, whose start takes longer than what it does.
_PREPARE = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("import_resume", sys.argv[1], user="ada@example.org", create=True, stdout=sys.stderr)
call_command("api_token", "ada@example.org")
"""


@cache
def prepared(kind: str) -> tuple[Store, str]:
    """A migrated database with Ada's résumé, and her token: made once a test run, copied for each service."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    folder = Path(tempfile.gettempdir()) / f"bespoke-prepared-{run}-{kind}"
    made = folder / "made.json"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_text(json.dumps(_prepare(kind, folder)), encoding="utf-8")
    url, token = json.loads(made.read_text(encoding="utf-8"))
    return store_at(url), token


def _prepare(kind: str, folder: Path) -> tuple[str, str]:
    url, resume = empty_store(kind, folder).url, folder / "resume.json"
    resume.write_text(ada().model_dump_json(), encoding="utf-8")
    return url, _output_of(url, "-c", _PREPARE, str(resume)).strip()


def manage(url: str, *command: str) -> str:
    """Standard output of a command that must succeed on the database at `url`."""
    return _output_of(url, "manage.py", *command)


def _output_of(url: str, *asked: str) -> str:
    about = {"DJANGO_SETTINGS_MODULE": "config.settings", **os.environ, **QUICK, "DATABASE_URL": url}
    done = subprocess.run([sys.executable, *asked], cwd=ROOT, env=about, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _beside(url: str, name: str) -> str:
    """Another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@cache
def _client(url: str) -> Any:
    from pymongo import MongoClient

    return MongoClient(url, serverSelectionTimeoutMS=10_000)


def _copied(source: Any, target: Any) -> None:
    from pymongo import IndexModel

    models = []
    for name, about in source.index_information().items():
        if name != "_id_":
            more = {key: about[key] for key in ("unique", "partialFilterExpression") if key in about}
            models.append(IndexModel(about["key"], name=name, **more))
    if models:
        target.create_indexes(models)
    if documents := list(source.find()):
        target.insert_many(documents)
