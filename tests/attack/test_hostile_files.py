"""Files made to crash, hang or fill whoever parses them: one sentence, and the server goes on."""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from content.importers import ImportRefused
from content.importers.sandbox import MOST_CHILDREN, new_readers, parse
from content.models import Chunk, Document
from core.concurrency import NoSlot
from tests.conftest import EXAMPLES
from tests.support.clients import client_of
from tests.support.hostile import HOSTILE
from tests.support.people import ada

pytestmark = pytest.mark.one_database

GOOD = (EXAMPLES / "engineer" / "resume.json").read_bytes()


@pytest.fixture
def pool():
    made = new_readers()
    yield made
    made.close()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_upload_is_refused_in_a_sentence_and_stores_nothing(kind, alice):
    name, text = HOSTILE[kind]
    api = client_of(alice)
    answer = api.post("/api/documents", {"file": SimpleUploadedFile(name, text.encode())}, format="multipart")
    assert answer.status_code == 422, answer.content[:300]
    assert answer.json()["detail"].count("\n") == 0
    assert not Document.objects.exists()
    good = SimpleUploadedFile("cv.json", GOOD)
    assert api.post("/api/documents", {"file": good}, format="multipart").status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["brackets in YAML", "aliases of aliases"])
def test_a_hostile_file_ends_a_command_in_a_sentence(kind, alice, tmp_path: Path):
    name, text = HOSTILE[kind]
    (tmp_path / name).write_text(text)
    with pytest.raises(CommandError) as caught:
        call_command("import_resume", tmp_path / name, "--user", alice.email)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    assert not Chunk.objects.filter(owner=alice).exists()


def test_a_child_that_died_is_replaced_and_its_file_is_refused(pool):
    assert parse("resume", GOOD, "cv.json", pool=pool)["format"] == "JSON Resume"
    (child,) = pool.children()
    os.kill(child, signal.SIGSTOP)  # so that the file is surely waiting when the child dies
    threading.Timer(0.3, os.kill, (child, signal.SIGKILL)).start()
    with pytest.raises(ImportRefused, match="too much time or memory"):
        parse("resume", GOOD, "cv.json", pool=pool)
    assert parse("resume", GOOD, "cv.json", pool=pool)["format"] == "JSON Resume"
    assert pool.children() != [child]


def test_a_file_that_takes_too_long_is_refused_and_its_child_ends(pool):
    parse("resume", GOOD, "cv.json", pool=pool)
    (child,) = pool.children()
    os.kill(child, signal.SIGSTOP)
    with pytest.raises(ImportRefused, match="too much time"):
        parse("resume", GOOD, "cv.json", pool=pool, seconds=0.5)
    assert not Path(f"/proc/{child}").exists()


def test_a_person_who_finds_all_children_busy_is_told_so_and_not_kept_waiting():
    pool = new_readers(wait_seconds=0.1)
    with ExitStack() as busy:
        for _ in range(MOST_CHILDREN):
            busy.enter_context(pool.slots.one(None))
        with pytest.raises(NoSlot):
            parse("resume", GOOD, "cv.json", pool=pool, person="alice")
    assert parse("resume", GOOD, "cv.json", pool=pool, person="alice")["unheld"] == []
    pool.close()


def test_a_child_has_no_keys_and_ends_with_its_parent(pool, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-secret")
    parse("resume", GOOD, "cv.json", pool=pool)
    child = pool._idle.queue[0]
    assert "sk-secret" not in Path(f"/proc/{child.pid}/environ").read_text()
    child._stream.close()
    child._socket.close()
    assert child._process.wait(timeout=10) == 0


def test_the_same_comes_out_as_without_a_child(pool):
    data = json.dumps(ada().model_dump(mode="json")).encode()
    parsed = parse("resume", data, "cv.json", pool=pool)
    assert parsed["resume"] == ada().model_dump(mode="json")


def test_the_next_file_is_read_by_the_same_child(pool):
    children = []
    for _ in range(2):
        parse("resume", GOOD, "cv.json", pool=pool)
        children.append(pool.children())
    assert children[0] == children[1]
