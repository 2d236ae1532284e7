"""`/resumes/`: a file in, what was read of it, which one is current; and that it is nobody else's."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.models import Resume
from tests.conftest import EXAMPLES
from tests.support.people import ada

pytestmark = pytest.mark.django_db


def said(answer):
    return answer.content.decode()


def upload(page, name="mine.json", content=None):
    content = content or json.dumps(ada().model_dump(mode="json")).encode()
    return page.post("/resumes/new/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_file_is_read_stored_and_shown_as_it_was_read(page, alice):
    answer = said(upload(page))
    assert "This is what was read" in answer
    assert "Wrote the on-call handbook" in answer
    assert Resume.objects.of(alice).get().document.name == "mine.json"
    assert "mine.json" in said(page.get("/"))


def test_what_could_not_be_placed_is_listed(page):
    text = "Ada Byron\nada@example.org\n\nEXPERIENCE\n\nEngineer, Engine Works, 2019 - 2021\n- Built a mill\n"
    answer = said(upload(page, "ada.txt", text.encode()))
    found = Resume.objects.get()
    for line in found.document.unheld:
        assert line in answer
    assert ("could not be placed" in answer) == bool(found.document.unheld)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.pdf", b" ", "is empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n0000", "is a picture"),
        ("note.txt", b"Buy milk and bread today, please.", "shows no résumé"),
        ("big.pdf", b"%PDF-1.7 " + b"0" * (5 * 1024 * 1024), "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(page, alice, name, content, sentence):
    answer = page.post("/resumes/new/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Resume.objects.of(alice).exists()


def test_no_file_is_asked_for(page):
    assert "Choose a file first" in said(page.post("/resumes/new/"))


def test_another_one_is_made_current_and_one_deleted(page, alice, resume):
    upload(page, "second.json")
    page.post(f"/resumes/{resume.pk}/current/")
    assert Resume.objects.of(alice).current() == resume
    page.post(f"/resumes/{resume.pk}/delete/")
    assert "ada.json" not in said(page.get("/"))


def test_a_resume_is_renamed_unless_another_is_called_that(page, resume):
    upload(page, "other.json")
    page.post(f"/resumes/{resume.pk}/rename/", {"name": "  For mills  "})
    assert "For mills" in said(page.get("/resumes/"))
    answer = page.post(f"/resumes/{resume.pk}/rename/", {"name": "other.json"})
    assert (answer.status_code, "Another of yours is called that" in said(answer)) == (422, True)
    empty = page.post(f"/resumes/{resume.pk}/rename/", {"name": " "})
    assert "Say what to call it" in said(empty)
    resume.document.refresh_from_db()
    assert resume.document.name == "For mills"


def test_bob_does_not_rename_what_is_alices(bob, resume):
    client = Client()
    client.force_login(bob)
    assert client.post(f"/resumes/{resume.pk}/rename/", {"name": "Mine"}).status_code == 404


def test_what_is_alices_does_not_exist_for_bob(bob, resume):
    client = Client()
    client.force_login(bob)
    assert client.get(f"/resumes/{resume.pk}/").status_code == 404
    for deed in ("current", "delete"):
        assert client.post(f"/resumes/{resume.pk}/{deed}/").status_code == 404
    assert "ada.json" not in said(client.get("/resumes/"))


def test_the_examples_are_shown_with_every_section(page):
    answer = said(upload(page, "nurse.json", (EXAMPLES / "nurse" / "resume.json").read_bytes()))
    for heading in ("Summary", "Experience", "Education", "Skills"):
        assert f"<h3>{heading}</h3>" in answer
