"""A database or a queue that cannot be used is one sentence, soon, wherever one starts; and never a password."""

import os
import socket
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core import readiness as ours
from core import servers as reaching
from tests.conftest import ROOT
from tests.fakes.mongodb_wire import MongoDBWire
from tests.support import databases
from tests.support.servers import Redis, free_port

pytestmark = pytest.mark.slow

once = pytest.mark.skipif(databases.KIND != "sqlite", reason="the same on each: make test")
on_a_server = pytest.mark.skipif(databases.KIND == "sqlite", reason="about servers: make test-mongodb")


def started(*command, **environment):
    """A process as a person starts it: its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@once
@pytest.mark.parametrize("scheme", ["mongodb", "postgres"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("manage.py", "work"), 3),
        (("manage.py", "serve", "--port", "0"), 3),
        (("manage.py", "migrate"), 3),
        (("manage.py", "check"), 1),
        (("manage.py", "createsuperuser", "--noinput", "--email", "a@example.org"), 3),
        (("-c", "import config.asgi"), 3),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_a_server_that_is_not_there_is_a_sentence(scheme, command, code):
    ended, said = started(*command, DATABASE_URL=f"{scheme}://me:hush@127.0.0.1:{free_port()}/cv")
    assert ended == code
    assert "that DATABASE_URL names" in said
    assert "cannot be reached; start it" in said
    assert "Traceback" not in said
    assert "hush" not in said


@pytest.mark.parametrize("kind", ["mongodb", "redis"])
def test_a_server_that_is_silent_is_given_up_soon(kind):
    """It takes connections and says nothing: the longest that any can make one wait."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        said = getattr(reaching, kind)(f"{kind}://127.0.0.1:{silent.getsockname()[1]}/0", "DATABASE_URL")
        assert "cannot be reached" in said
        assert time.monotonic() - began < 8


@once
def test_a_command_that_needs_no_database_asks_none(tmp_path):
    (tmp_path / "job.txt").write_text("Nurse. Requirements: triage.")
    code, _ = started(
        "manage.py",
        "analyze_job",
        str(tmp_path / "job.txt"),
        DATABASE_URL=f"mongodb://127.0.0.1:{free_port()}/cv",
    )
    assert code == 0


@once
@pytest.mark.parametrize(("package", "variable", "value"), [
    ("django_mongodb_backend", "DATABASE_URL", "mongodb://h/n"),
    ("psycopg", "DATABASE_URL", "postgres://h/n"),
    ("redis", "QUEUE_BROKER_URL", "redis://h"),
    ("pymongo", "QUEUE_BROKER_URL", "mongodb://h"),
])  # fmt: skip
def test_a_driver_that_is_missing_is_named_with_how_to_get_it(package, variable, value):
    without = f"import sys; sys.modules['{package}'] = None; sys.argv = ['manage.py', 'check']"
    ended, said = started("-c", f"{without}; import manage; manage.main()", **{variable: value})
    assert ended == 3
    assert variable in said
    assert package.replace("_", "-") in said
    assert "pip install -r requirements.txt" in said
    assert "Traceback" not in said


@databases.needs("mongodb")
def test_wrong_credentials_of_mongodb():
    url = databases.address("mongodb").replace("://", "://me:hush@")
    assert "refuses the user or password; correct them in DATABASE_URL" in reaching.mongodb(
        url, "DATABASE_URL"
    )


@databases.needs("mongodb")
def test_a_replica_set_of_another_name_has_no_primary():
    url = databases.address("mongodb").replace("replicaSet=bespoke", "replicaSet=other")
    assert "no primary" in reaching.mongodb(url, "DATABASE_URL")


@pytest.mark.parametrize(
    ("version", "wire", "hello", "says"),
    [
        ((5, 0, 14), 13, {"setName": "rs"}, "is MongoDB 5.0; Bespoke needs 6.0 or newer."),
        ((3, 6, 0), 6, {}, "is MongoDB; Bespoke needs 6.0 or newer."),
        ((6, 0, 5), 17, {}, "is not a member of a replica set"),
        ((8, 0, 0), 25, {"msg": "isdbgrid"}, ""),
    ],
)
def test_the_mongodb_server_is_of_a_usable_kind(version, wire, hello, says):
    with MongoDBWire(version, wire, **hello) as server:
        said = reaching.mongodb(server.url, "DATABASE_URL")
    assert says in said
    assert bool(said) == bool(says)


@databases.needs("postgres")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"USER": "nobody-known"}, "refuses the user or password"),
        ({"NAME": "not-there"}, "has no database 'not-there'; create it"),
        ({"OPTIONS": {"options": "-c default_transaction_read_only=on"}}, "is read-only"),
        ({}, ""),
    ],
)
def test_what_postgres_refuses(change, says):
    from config.databases import store

    said = reaching.postgres({**store(databases.address("postgres")).config, **change}, "DATABASE_URL")
    assert says in said
    assert bool(said) == bool(says)


@databases.needs("redis")
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("--replicaof", "127.0.0.1", "1"),
            "is read-only, as a replica is; name the primary in QUEUE_BROKER_URL.",
        ),
        (("--requirepass", "hush"), "refuses the user or password"),
        ((), ""),
    ],
)
def test_the_redis_server_can_be_written_to(options, says):
    with Redis(options=options) as server:
        said = reaching.redis(server.address, "QUEUE_BROKER_URL")
    assert says in said
    assert bool(said) == bool(says)


@once
def test_a_redis_that_is_not_there_stops_a_worker(tmp_path):
    ended, said = started(
        "manage.py",
        "work",
        DATABASE_URL=f"sqlite:///{tmp_path}/db",
        QUEUE_BROKER_URL=f"redis://:hush@127.0.0.1:{free_port()}",
    )
    assert (ended, "Traceback" in said, "hush" in said) == (3, False, False)
    assert "Redis server that QUEUE_BROKER_URL names" in said


@on_a_server
@pytest.mark.django_db
def test_a_database_that_is_as_it_should_be_is_no_trouble():
    assert ours.troubles() == []


@on_a_server
@pytest.mark.django_db
def test_a_database_that_was_migrated_for_another_kind_is_refused():
    name = "0002_remove_content_type_name" if databases.KIND == "mongodb" else "0001_on_mongodb"
    MigrationRecorder(connection).record_applied("contenttypes", name)
    for before_migrate in (True, False):
        (said,) = ours.troubles(before_migrate=before_migrate)
        assert "migrated for another kind of database" in said
        assert "dumpcontent and loadcontent" in said


@on_a_server
@pytest.mark.django_db
def test_a_database_that_is_not_set_up_is_refused_until_it_is():
    MigrationRecorder(connection).record_unapplied("content", "0003_vectors_of_wordings")
    (said,) = ours.troubles()
    assert "run python manage.py migrate" in said
    assert ours.troubles(before_migrate=True) == []
