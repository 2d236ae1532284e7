"""Large files of notes are read by a worker: how far it is, what was stored, and nothing twice when one is killed."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from content.importers import queued
from content.models import Chunk, Document, NotesImport
from content.tasks import read_notes
from tests.support.clients import client_of


def archive(files: int = 45, **others: bytes) -> bytes:
    """A zip of posts, each with a piece of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for number in range(files):
            zipped.writestr(
                f"posts/{number:03}.md",
                f"# Post {number}\n\nIn 2019 I built kiln number {number} for a school.\n",
            )
        for name, content in others.items():
            zipped.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def upload(client: Any, content: bytes, name: str = "blog.zip", query: str = "") -> Any:
    body = {"file": SimpleUploadedFile(name, content), "source": "blog"}
    return client.post(f"/api/documents{query}", body, format="multipart")


def test_a_large_zip_is_left_to_a_worker_and_told_of(alice) -> None:
    client = client_of(alice)
    answer = upload(client, archive(broken_txt=b"\x00\x01\x02" * 400))
    assert answer.status_code == 202
    where = answer.headers["Location"]
    assert where == f"/api/imports/{answer.json()['id']}"
    waiting = client.get(where).json()
    assert (waiting["status"], waiting["done"], waiting["document"]) == ("queued", 0, None)
    assert not Document.objects.exists()
    read_notes(answer.json()["id"])
    told = client.get(where).json()
    assert (told["status"], told["done"], told["total"], told["error"]) == ("done", 46, 46, "")
    assert told["pieces"] == {"kept": 0, "added": 45, "retired": 0}
    assert any("broken.txt" in line for line in told["unheld"])
    assert client.get(f"/api/documents/{told['document']}").json()["name"] == "blog.zip"
    assert set(Chunk.objects.filter(owner=alice).values_list("status", flat=True)) == {"draft"}
    assert bytes(NotesImport.objects.get().content) == b""


def test_a_small_file_and_a_preview_are_read_at_once(alice) -> None:
    assert upload(client_of(alice), archive(3)).status_code == 201
    assert upload(client_of(alice), archive(45), query="?preview=true").status_code == 200
    assert not NotesImport.objects.exists()


def test_a_long_text_is_left_to_a_worker(alice) -> None:
    text = "\n\n".join(
        f"In 2019 I built kiln number {n} for a school in town {n}." for n in range(9_000)
    ).encode()
    assert upload(client_of(alice), text, "notes.txt").status_code == 202


def test_one_whose_worker_was_killed_is_taken_over_and_stored_once(alice) -> None:
    key = upload(client_of(alice), archive()).json()["id"]
    killed = NotesImport.objects.get(pk=key)
    assert killed.claim()
    assert killed.progressed(20, 45)
    read_notes(key)  # while it is held, nobody else reads it
    assert not Document.objects.exists()
    NotesImport.objects.update(
        lease_until=timezone.now() - timedelta(seconds=1), queued=timezone.now() - timedelta(minutes=1)
    )
    assert [str(one.pk) for one in NotesImport.objects.overdue()] == [key]
    read_notes(key)
    read_notes(key)  # delivered again
    assert not killed.progressed(40, 45)  # it woke up, and is not the holder
    assert not killed.fail("too late")
    assert Chunk.objects.filter(owner=alice).count() == 45
    done = NotesImport.objects.get()
    assert (done.state, done.executions, done.error) == ("done", 2, "")


def test_one_killed_between_storing_and_saying_so_changes_nothing_when_it_is_read_again(alice) -> None:
    key = upload(client_of(alice), archive()).json()["id"]
    read_notes(key)
    before = set(Chunk.objects.values_list("pk", flat=True))
    NotesImport.objects.update(state="queued", content=archive())
    read_notes(key)
    assert set(Chunk.objects.values_list("pk", flat=True)) == before
    assert NotesImport.objects.get().counts == {"kept": 45, "added": 0, "retired": 0}


def test_one_that_ends_its_readers_is_given_up(alice) -> None:
    key = upload(client_of(alice), archive()).json()["id"]
    NotesImport.objects.update(executions=5)
    read_notes(key)
    failed = client_of(alice).get(f"/api/imports/{key}").json()
    assert (failed["status"], failed["error"]) == ("failed", queued.BROKEN)


def test_one_without_room_or_text_fails_with_a_sentence_and_stores_nothing(alice, settings) -> None:
    key = upload(client_of(alice), archive()).json()["id"]
    settings.MOST_CHUNKS = 10
    read_notes(key)
    assert "You may have 10 pieces" in client_of(alice).get(f"/api/imports/{key}").json()["error"]
    key = upload(client_of(alice), archive(0, **{f"a{n}_png": b"x" for n in range(30)})).json()["id"]
    read_notes(key)
    assert "holds no post or note" in client_of(alice).get(f"/api/imports/{key}").json()["error"]
    assert not Document.objects.exists()


def test_nobody_sees_anothers_import(alice, bob) -> None:
    key = upload(client_of(alice), archive()).json()["id"]
    assert client_of(bob).get(f"/api/imports/{key}").status_code == 404
    assert client_of(bob).get("/api/imports").json()["count"] == 0


def test_the_command_tells_how_far_it_is(alice, tmp_path: Path) -> None:
    (tmp_path / "blog.zip").write_bytes(archive())
    said, complaints = StringIO(), StringIO()
    call_command(
        "import_notes", str(tmp_path / "blog.zip"), "--user", alice.email, stdout=said, stderr=complaints
    )
    assert "20 of 45 files of the archive are read." in complaints.getvalue()
    assert "45 added" in said.getvalue()
