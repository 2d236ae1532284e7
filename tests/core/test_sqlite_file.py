"""The SQLite file: private, made once, and without a trace of who was erased."""

import sqlite3
import stat
import time
from contextlib import closing, suppress

import pytest

from tests.support.servers import free_port
from tests.support.service import Service
from tests.support.stores import empty_store

pytestmark = pytest.mark.slow

CANARY = "Quillfeather"
STAFF = (
    "from accounts.models import User; User.objects.create_superuser('staff@example.org', 'a long pass phrase'); "
    "from content.models import Chunk; from django.test import Client; "
    "desk = Client(HTTP_HOST='localhost'); desk.force_login(User.objects.get(is_staff=True)); "
    "chunk = Chunk.objects.exclude(owner=None)[0]; "
    "typed = {'text': 'Quillfeather typed by staff', 'source': 'note', 'chunk_type': 'achievement', "
    "'lens': 'facts', 'status': 'approved', 'said': 'stated', 'weight': 0}; "
    "assert desk.post(f'/admin/content/chunk/{chunk.pk}/change/', typed).status_code == 302"
)


def files_of(folder):
    """The files of the database with what they hold; a journal goes with the last connection, also while one looks."""
    for file in folder.glob("service.sqlite3*"):
        with suppress(FileNotFoundError):
            yield file.name, file.read_bytes()


def test_no_file_of_the_database_holds_a_word_of_who_was_erased(tmp_path):
    """While the service goes on, with its connections open: neither the file nor its journal."""
    with Service(tmp_path, on="sqlite", TAILORING_ENGINE="offline") as service:
        service.start_web()
        service.start_worker()
        for n in range(30):
            stated = {"text": f"{CANARY} number {n} " + "and more of the same " * 150}
            assert service.http.post("/api/chunks", json=stated).status_code == 201
        note = {"title": CANARY, "notes": CANARY}
        assert service.http.post("/api/applications", json=note).status_code == 201
        assert service.manage("shell", "-c", STAFF).process.wait(60) == 0, service.logs()
        assert service.tailor(prefer="wait=50", job=f"{CANARY} seeks a Python engineer").status_code == 200
        assert any(CANARY.encode() in held for _, held in files_of(tmp_path))
        assert service.http.delete("/api/me").status_code == 204
        time.sleep(0.5)
        for name, held in files_of(tmp_path):
            for words in (CANARY, "Ada Byron", "ada@example.org"):
                assert words.encode() not in held, (name, words)


def test_emptying_the_journal_lets_others_write_while_somebody_reads(tmp_path):
    """A reader that stands still (a backup, a stopped process) once held up everybody's writes for 20 seconds."""
    emptying = "from core.connections import forget_journal; print('begins', flush=True); forget_journal()"
    with Service(tmp_path, on="sqlite") as service:
        file = service.store.url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM accounts_user").fetchone()
            with closing(sqlite3.connect(file, timeout=5, isolation_level=None)) as writer:
                writer.execute("UPDATE accounts_user SET is_staff = 0")
                child = service.manage("shell", "--no-imports", "-c", emptying)
                service.wait_until(lambda: "begins" in child.log.read_text(), seconds=60)
                while child.is_alive:
                    writer.execute("UPDATE accounts_user SET is_staff = 0")  # never waits for 5 s
                    time.sleep(0.01)
            assert child.process.wait() == 0, service.logs()


def test_those_who_begin_at_once_on_an_empty_file_all_begin_and_nobody_else_reads_it(tmp_path):
    store = empty_store("sqlite", tmp_path)
    with Service(tmp_path, on="sqlite") as service:
        ports = [free_port() for _ in range(2)]
        empty = {"DATABASE_URL": store.url}
        servers = [service.manage("serve", "--port", str(port), "--workers", "0", **empty) for port in ports]
        commands = [service.manage("api_token", f"a{n}@example.org", "--create", **empty) for n in range(2)]
        assert [command.process.wait(60) for command in commands] == [0, 0], service.logs()
        service.wait_until(lambda: all("Bespoke is at" in server.log.read_text() for server in servers))
        assert all(server.is_alive for server in servers), service.logs()
        for file in tmp_path.glob("bespoke_*"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
