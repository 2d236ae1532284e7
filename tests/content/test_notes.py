"""Posts and notes: cut into pieces that stand alone, tagged by rules, and drafts until somebody approves them."""

from __future__ import annotations

import io
import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from content.importers import ImportRefused
from content.importers.notes import notes_in
from content.importers.sandbox import read_notes_safely
from content.models import Chunk, Document
from tests.support.clients import client_of
from tests.support.people import ada

POST = """---
title: "How we moved the night load"
date: 2023-04-02
---

I like small tools. I think most dashboards are opinions with axes.

## What we did

In 2022 I led the move of the nightly load to Airflow. We cut it from six hours to forty minutes.

This took one quarter.

```python
print("not a word of mine")
```

> Somebody else built the warehouse in 1999.

We wrote a handbook that two other teams use:

- how to add a job
- how to read an alert

## What is next

I want to rewrite the scheduler in Rust, which would save another hour.

## On résumés

Never put a skill bar on your résumé; recruiters cannot read them.
"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title>
<item><title>Lager &amp; Leute</title><description>Anfang</description><content:encoded><![CDATA[
<p>Ich habe 2021 die Lagerverwaltung umgestellt und die Inventur um 40 % verkürzt.</p>
<h2>Warum</h2><p>Ich glaube, dass gute Lager leise sind.</p>]]></content:encoded></item>
<item><title>Mudanza</title>
<description>&lt;p&gt;En 2020 coordiné la mudanza del almacén sin parar las entregas.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><entry><title>Un an</title>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>J'ai formé douze apprentis à la soudure en 2022.</p>
</div></content></entry></feed>"""


def told(content: str | bytes, name: str = "post.md") -> dict[str, tuple[str, str, str]]:
    pieces = notes_in(content if isinstance(content, bytes) else content.encode(), name).pieces
    return {piece.text: (piece.lens, piece.chunk_type, piece.place) for piece in pieces}


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return buffer.getvalue()


def test_a_post_is_cut_by_headings_and_paragraphs_and_tagged_by_what_each_says() -> None:
    title = "How we moved the night load"
    assert told(POST) == {
        "I like small tools. I think most dashboards are opinions with axes.": (
            "personality", "meta", f"{title} › 1"),
        "In 2022 I led the move of the nightly load to Airflow. We cut it from six hours to forty minutes. "
        "This took one quarter.": ("facts", "achievement", f"{title} › What we did › 1"),
        "We wrote a handbook that two other teams use: how to add a job; how to read an alert": (
            "facts", "skill_context", f"{title} › What we did › 2"),
        "I want to rewrite the scheduler in Rust, which would save another hour.": (
            "personality", "meta", f"{title} › What is next › 1"),
        "Never put a skill bar on your résumé; recruiters cannot read them.": (
            "strategy", "meta", f"{title} › On résumés › 1"),
    }  # fmt: skip


def test_what_somebody_else_wrote_and_listings_are_left_out_and_said_to_be() -> None:
    notes = notes_in(POST.encode(), "post.md")
    texts = " ".join(piece.text for piece in notes.pieces)
    assert "1999" not in texts
    assert "print" not in texts
    assert notes.unheld == [
        "How we moved the night load: 2 quotations or listings, which are not your own words."
    ]


@pytest.mark.parametrize(
    ("sentence", "lens"),
    [
        ("We reduced the waiting list of the clinic from nine weeks to three.", "facts"),
        ("Wir haben die Werkstatt in zwei Jahren zur größten im Landkreis gemacht.", "facts"),
        ("J'ai dirigé la rénovation de quatorze logements sans un jour de retard.", "facts"),
        ("Reduje las devoluciones un tercio en el primer año de la tienda.", "facts"),
        ("We never shipped the new portal, and nobody was surprised by that.", "personality"),
        ("Ich möchte eines Tages eine eigene Werkstatt mit fünf Leuten leiten.", "personality"),
        ("My colleague Anna built the ward's first digital handover in 2020.", "personality"),
        ("Have I led a team of nine? That is a question for another post.", "personality"),
        ("Ein Lebenslauf sollte nie länger als zwei Seiten sein, finde ich.", "strategy"),
    ],
)
def test_only_what_the_writer_says_to_have_done_is_a_fact(sentence: str, lens: str) -> None:
    assert [found for found, _, _ in told(sentence, "note.txt").values()] == [lens]


@pytest.mark.parametrize(("feed", "entries"), [(FEED, {"Lager & Leute", "Mudanza"}), (ATOM, {"Un an"})])
def test_the_entries_of_a_feed_are_read_whole(feed: str, entries: set[str]) -> None:
    found = told(feed, "feed.xml")
    assert {place.split(" › ")[0] for _, _, place in found.values()} == entries
    assert {lens for lens, _, _ in found.values()} >= {"facts"}
    assert "Anfang" not in found


def test_a_feed_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + FEED.split("?>")[1].replace(
        "Blog", "&a;"
    )
    with pytest.raises(ImportRefused, match="declares entities"):
        notes_in(bomb.encode(), "feed.xml")


def test_a_page_is_read_without_its_scripts_and_navigation() -> None:
    page = (
        "<html><body><nav>Home</nav><h1>Post</h1><p>In 2019 I built a kiln for the school.</p>"
        "<script>alert('x')</script></body></html>"
    )
    assert list(told(page, "page.html")) == ["In 2019 I built a kiln for the school."]


def test_a_zip_is_read_file_by_file_and_what_is_no_text_is_counted() -> None:
    notes = notes_in(
        zipped(posts__a_md=POST, b_txt="In 2020 we opened a second shop.", c_png="x"), "blog.zip"
    )
    assert {piece.place.split(" › ")[0] for piece in notes.pieces} == {"posts/a.md", "b.txt"}
    assert "1 files of the archive are no texts and were not read." in notes.unheld


def test_a_long_paragraph_is_cut_between_sentences_and_never_within_a_word() -> None:
    text = " ".join(
        f"In {1990 + n % 30} I built machine number {n} for a customer in Ghent." for n in range(60)
    )
    pieces = notes_in(text.encode(), "long.txt").pieces
    assert len(pieces) > 3
    assert " ".join(piece.text for piece in pieces) == text
    assert max(len(piece.text) for piece in pieces) <= 900


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\x89PNG....", b"---\ntitle: x\n---\n"])
def test_what_holds_no_words_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(ImportRefused):
        read_notes_safely(content, "post.md")


def upload(client, content: str, name: str = "post.md", query: str = "", source: str = "blog"):
    body = {"file": SimpleUploadedFile(name, content.encode()), "source": source}
    return client.post(f"/api/documents{query}", body, format="multipart")


def test_a_post_over_the_api_becomes_drafts_that_nothing_uses_until_they_are_approved(alice) -> None:
    client = client_of(alice)
    answer = upload(client, POST)
    assert answer.status_code == 201
    assert answer.json()["source"] == "blog"
    stored = Chunk.objects.filter(owner=alice)
    assert set(stored.values_list("status", "source")) == {("draft", "blog")}
    assert not Chunk.objects.usable_by(alice).assertable().exists()
    fact = stored.get(text__startswith="In 2022")
    changed = client.patch(f"/api/chunks/{fact.pk}", {"status": "approved"}, format="json")
    assert changed.status_code == 200
    assert list(Chunk.objects.usable_by(alice).assertable()) == [fact]


def test_the_same_post_again_changes_only_what_changed_and_keeps_what_was_decided(alice) -> None:
    client = client_of(alice)
    upload(client, POST)
    fact = Chunk.objects.get(owner=alice, text__startswith="In 2022")
    client.patch(f"/api/chunks/{fact.pk}", {"status": "approved"}, format="json")
    before = set(Chunk.objects.filter(owner=alice).values_list("pk", flat=True))
    upload(client, POST.replace("two other teams", "three other teams"))
    after = set(Chunk.objects.filter(owner=alice).values_list("pk", flat=True))
    assert len(after - before) == 1
    assert Document.objects.filter(owner=alice).count() == 1
    fact.refresh_from_db()
    assert fact.status == "approved"


def test_a_preview_of_a_post_stores_nothing(alice) -> None:
    answer = upload(client_of(alice), POST, query="?preview=true")
    assert answer.status_code == 200
    assert [piece["lens"] for piece in answer.json()["pieces"]][:2] == ["personality", "facts"]
    assert not Document.objects.exists()


def test_nobody_sees_anothers_posts(alice, bob) -> None:
    key = upload(client_of(alice), POST).json()["id"]
    assert client_of(bob).get(f"/api/documents/{key}").status_code == 404
    assert client_of(bob).get("/api/documents").json()["count"] == 0


def test_a_post_for_which_there_is_no_room_is_refused_whole(alice, settings) -> None:
    settings.MOST_CHUNKS = 3
    answer = upload(client_of(alice), POST)
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_a_folder_is_imported_by_the_command_with_its_progress(alice, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text(POST)
    (tmp_path / "b.html").write_text("<p>In 2019 I built a kiln for the school.</p>")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / ".hidden.md").write_text("I led a secret.")
    said, complaints = StringIO(), StringIO()
    call_command("import_notes", str(tmp_path), "--user", alice.email, stdout=said, stderr=complaints)
    assert set(Document.objects.values_list("name", "source")) == {("posts/a.md", "blog"), ("b.html", "blog")}
    assert "3 of 3: posts/a.md (Markdown)" in said.getvalue()
    assert "broken.zip" in complaints.getvalue()
    assert not Chunk.objects.filter(owner=alice).exclude(status="draft").exists()


def test_a_folder_without_posts_is_refused(alice, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no post or note"):
        call_command("import_notes", str(tmp_path), "--user", alice.email)


def test_a_run_cites_no_draft_and_cites_it_once_it_is_approved(alice, tmp_path: Path, settings) -> None:
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"
    resume, job = tmp_path / "ada.json", tmp_path / "job.txt"
    resume.write_text(ada().model_dump_json())
    job.write_text("Data Engineer\n\nRequirements\n- Airflow\n- Python")
    call_command("import_resume", str(resume), "--user", alice.email, stdout=StringIO())
    upload(client_of(alice), POST)
    assert "Airflow" not in _cited(alice, job)
    Chunk.objects.filter(owner=alice, text__startswith="In 2022").update(status="approved")
    assert "nightly load to Airflow" in _cited(alice, job)


def _cited(owner, job: Path) -> str:
    out = StringIO()
    call_command("tailor_resume", "--user", owner.email, "--job", str(job), "--json", stdout=out)
    result = json.loads(out.getvalue())
    return json.dumps([result["evidence"], result["tailored_resume"]], ensure_ascii=False)
