"""Résumés in the admin: edited as a form by section, beside the picture of the page; versions compared and restored."""

from html import unescape

import pytest
from django.urls import reverse

from accounts.models import Assignment, ContentAccess, User
from content.editing.fields import blocks_of
from content.models import Chunk, Resume
from tests.support.people import ada

pytestmark = pytest.mark.django_db


@pytest.fixture
def resume(alice):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    return resume


@pytest.fixture
def curator(client, alice):
    erin = User.objects.create_user("erin@example.org", "a long phrase", is_staff=True, is_curator=True)
    Assignment.objects.create(curator=erin, owner=alice)
    client.force_login(erin)
    return client


def page(resume):
    return reverse("admin:content_resume_change", args=[resume.pk])


def typed(resume, **changes):
    """The form as a browser sends it, with some fields changed."""
    fields = [field for block in blocks_of(resume.record) for field in block.fields]
    form = {field.name: field.value for field in fields if field.kind != "yes" or field.stored}
    return {**form, "seen": resume.version, "save": "1", **changes}


def said(answer):
    return unescape(answer.content.decode())


def test_a_curator_edits_a_resume_by_section_and_its_chunks_follow(curator, alice, resume):
    shown = said(curator.get(page(resume)))
    assert "Wrote the on-call handbook" in shown
    assert 'name="work_experience.0.title"' in shown
    assert "{&quot;" not in shown
    lines = {"work_experience.0.description": "Wrote the on-call handbook\nRan the ledger of all mills"}
    assert curator.post(page(resume), typed(resume, **lines)).status_code == 302
    resume.refresh_from_db()
    assert resume.record.work_experience[0].bullets[-1] == "Ran the ledger of all mills"
    assert Chunk.objects.filter(owner=alice, text="Ran the ledger of all mills", status="approved").exists()
    assert ContentAccess.objects.filter(owner=alice, by__email="erin@example.org", what="résumé").exists()


def test_of_two_who_edit_one_resume_the_second_is_told_and_keeps_what_they_typed(curator, resume):
    late = typed(resume, summary="Keeps the books of mills.")
    assert curator.post(page(resume), typed(resume, summary="Builds engines.")).status_code == 302
    answer = curator.post(page(resume), late)
    assert answer.status_code == 409
    assert "Somebody has changed this résumé meanwhile" in said(answer)
    assert "Keeps the books of mills." in said(answer)
    resume.refresh_from_db()
    assert resume.record.summary == "Builds engines."


def test_what_cannot_be_stored_is_one_sentence_and_nothing_changes(curator, resume):
    answer = curator.post(page(resume), typed(resume, summary="x" * 200_000))
    assert answer.status_code == 422
    assert "summary" in said(answer)
    assert curator.post(page(resume), typed(resume, seen="9" * 5_000)).status_code == 409
    resume.refresh_from_db()
    assert (resume.version, resume.versions.count()) == (1, 0)


def test_an_earlier_version_is_compared_by_word_and_restored(curator, resume):
    before = resume.record
    curator.post(page(resume), typed(resume, summary=before.summary + " Plays chess."))
    version = reverse("admin:content_version_change", args=[resume.versions.get().pk])
    assert "<ins> Plays chess.</ins>" in said(curator.get(version))
    assert curator.post(version)["Location"] == page(resume)
    resume.refresh_from_db()
    assert (resume.record, resume.version, resume.versions.count()) == (before, 3, 2)


def test_a_resume_is_made_current_and_a_deleted_one_restored(curator, alice, resume):
    other, _ = Resume.objects.import_as_current(alice, ada(), name="other", format="Bespoke", unheld=[])
    curator.post(page(resume), {"make_current": "1"})
    assert Resume.objects.of(alice).current() == resume
    other.discard()
    curator.post(page(other), {"restore": "1"})
    assert set(Resume.objects.of(alice)) == {resume, other}


def test_the_picture_is_of_what_is_typed_and_shown_to_those_who_may_read_it(curator, client, resume):
    picture = reverse("admin:tailoring_run_resume_picture", args=[resume.pk])
    answer = curator.post(picture, typed(resume))
    assert 'src="data:image/webp;base64,' in said(answer)
    assert "summary" in said(curator.post(picture, typed(resume, summary="x" * 200_000)))
    Assignment.objects.all().delete()
    version = resume.version
    for refused in (
        curator.post(picture, typed(resume)),
        curator.post(page(resume), typed(resume, summary="No")),
    ):
        assert refused.status_code in (403, 404)
    resume.refresh_from_db()
    assert resume.version == version
