"""`/notes/`: posts and notes in, shown before they are kept, approved before they are used; and nobody else's."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.models import Chunk, Document, NotesImport

pytestmark = pytest.mark.django_db
POST = """# The kiln

In 2019 I built a kiln for the school in Leeds, and 40 pupils fire their pots in it.

I think that clay is patient, and that patience is most of what a workshop has to teach to anybody.
"""


def said(answer):
    return answer.content.decode()


def preview(page, **more):
    return page.post("/notes/preview/", {"source": "blog", "title": "Kilns", "text": POST, **more})


def held(answer):
    [found] = re.findall(r'name="held" value="([^"]+)"', said(answer))
    return found


def keep(page, answer, *numbers):
    return page.post("/notes/keep/", {"held": held(answer), "keep": numbers}, follow=True)


def test_the_pieces_are_shown_with_their_place_and_use_and_nothing_is_stored(page):
    answer = preview(page)
    assert "In 2019 I built a kiln for the school in Leeds" in said(answer)
    assert "The kiln › 1" in said(answer)
    assert "a fact, which a résumé may say" in said(answer)
    assert "how you write, for letters" in said(answer)
    assert not Document.objects.exists()


def test_what_is_kept_is_a_draft_until_it_is_approved(page, alice):
    shown = said(keep(page, preview(page), 0))
    chunk = Chunk.objects.get(owner=alice)
    assert (chunk.status, chunk.source, chunk.place) == ("draft", "blog", "The kiln › 1")
    assert "1 of 1 pieces wait for you" in shown
    assert "1 to look at" in said(page.get("/notes/"))
    answer = page.post(f"/notes/pieces/{chunk.pk}/", {"status": "approved"}, follow=True)
    assert "You have decided about all 1 pieces." in said(answer)
    assert Chunk.objects.usable_by(alice).get(owner=alice) == chunk
    page.post(f"/notes/pieces/{chunk.pk}/", {"status": "retired"})
    assert not Chunk.objects.usable_by(alice).filter(owner=alice).exists()


def test_a_file_is_brought_in_as_a_text_is(page, alice):
    answer = preview(page, text="", file=SimpleUploadedFile("kiln.md", POST.encode()))
    keep(page, answer, 0, 1)
    assert Document.objects.get(owner=alice).name == "kiln.md"
    assert Chunk.objects.filter(owner=alice).count() == 2


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"text": " "}, "Choose a file, or paste a text."),
        ({"file": SimpleUploadedFile("a.md", b"# A")}, "Choose a file, or paste a text: only one of them."),
        (
            {"text": "", "file": SimpleUploadedFile("a.png", b"\x89PNG....")},
            "is a picture, whatever its name says",
        ),
        ({"source": "resume"}, "What it is: choose one of the list."),
        ({"title": "a" * 151}, "Ensure this value has at most 150 characters"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(page, sent, why):
    answer = preview(page, **sent)
    assert answer.status_code == 422
    assert why in said(answer)
    assert not Document.objects.exists()


def test_a_preview_that_was_changed_or_has_nothing_chosen_stores_nothing(page):
    shown = held(preview(page))
    for sent, why in (
        ({"held": shown[:-3] + "abc", "keep": [0]}, "is not whole"),
        ({"held": shown}, "at least one"),
        ({"keep": [0]}, "The preview is missing"),
    ):
        answer = page.post("/notes/keep/", sent)
        assert (answer.status_code, why in said(answer)) == (422, True)
    assert not Document.objects.exists()


def test_as_many_pieces_as_a_file_may_hold_are_kept_at_once(page, alice):
    keep(page, preview(page), *range(2_000))
    assert Chunk.objects.filter(owner=alice).count() == 2


def test_what_could_not_be_kept_is_shown_again_as_it_was_chosen(page, settings):
    shown = preview(page)
    none = page.post("/notes/keep/", {"held": held(shown)})
    assert "In 2019 I built a kiln" in said(none)
    assert "checked" not in said(none)
    settings.MOST_DOCUMENTS = 0
    full = page.post("/notes/keep/", {"held": held(none), "keep": [1]})
    assert full.status_code == 422
    assert "You may have 0 documents" in said(full)
    assert re.findall(r'value="(\d+)" checked', said(full)) == ["1"]


def test_a_preview_says_what_it_replaces_and_a_text_without_a_title_replaces_nothing(page, alice):
    first = preview(page)
    assert "This replaces" not in said(first)
    keep(page, first, 0, 1)
    assert "This replaces “Kilns”: what it no longer says is put aside." in said(preview(page))
    assert "This replaces" not in said(preview(page, source="note"))
    for _ in range(2):
        untitled = preview(page, title="")
        assert "This replaces" not in said(untitled)
        keep(page, untitled, 0, 1)
    first, second = Document.objects.filter(owner=alice).exclude(name="Kilns").order_by("created")
    assert second.name == f"{first.name} 2"
    assert not Chunk.objects.filter(owner=alice, status="retired").exists()


def test_a_large_file_is_told_in_words_until_it_is_read_and_the_page_looks_again(page, alice):
    waiting = NotesImport.objects.begin(alice, "all.zip", "blog", b"PK")
    shown = page.get("/notes/")
    assert "waits to be read" in said(shown)
    assert "data-look-again" in said(shown)
    assert "content" in shown.context["waiting"][0].get_deferred_fields()
    assert "data-look-again" not in said(preview(page, text=""))
    NotesImport.objects.filter(pk=waiting.pk).update(state="running")
    assert "is being read" in said(page.get("/notes/"))
    NotesImport.objects.filter(pk=waiting.pk).update(state="failed", error="It holds no text.")
    failed = said(page.get("/notes/"))
    assert "It holds no text." in failed
    assert "data-look-again" not in failed


def test_pieces_of_resumes_and_of_what_was_deleted_are_not_decided_here(page, alice, resume):
    keep(page, preview(page), 0)
    note = Chunk.objects.get(document__name="Kilns")
    Chunk.objects.filter(pk=note.pk).update(shelved=True)
    for chunk in (note, resume.document.chunks.first()):
        before = chunk.status
        assert page.post(f"/notes/pieces/{chunk.pk}/", {"status": "retired"}).status_code == 404
        chunk.refresh_from_db()
        assert chunk.status == before


def test_pieces_are_listed_as_the_document_has_them(page, alice):
    years = [str(year) for year in range(2000, 2012)]
    text = "\n\n".join(f"In {year} I built a kiln for the school in Leeds and fired it." for year in years)
    keep(page, preview(page, text=text), *range(12))
    chunks = Chunk.objects.filter(owner=alice)
    shown = said(page.get(f"/notes/{chunks[0].document_id}/"))
    assert list(dict.fromkeys(re.findall(r"In (\d{4}) I built", shown))) == years
    # MongoDB keeps no less than milliseconds.
    assert len({int(chunk.created.timestamp() * 1_000) for chunk in chunks}) == 12


def test_bob_sees_decides_and_keeps_nothing_of_alices(page, alice, bob):
    shown = preview(page)
    keep(page, shown, 0)
    chunk = Chunk.objects.get(owner=alice)
    his = Client()
    his.force_login(bob)
    assert "Kilns" not in said(his.get("/notes/"))
    assert his.get(f"/notes/{chunk.document_id}/").status_code == 404
    assert his.post(f"/notes/pieces/{chunk.pk}/", {"status": "approved"}).status_code == 404
    assert his.post("/notes/keep/", {"held": held(shown), "keep": [0]}).status_code == 422
    assert Document.objects.count() == 1
    assert Client().get("/notes/").status_code == 302
