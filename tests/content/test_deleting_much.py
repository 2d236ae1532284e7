"""What is much is deleted by a worker, in slices, wherever it is asked for: nobody waits for all of it."""

import pytest
from django.urls import reverse

from accounts.models import User
from content.models import Chunk, Document, Resume
from content.retention import purge_deleted
from tests.content.test_api_content import add
from tests.support.clients import client_of
from tests.support.deliveries import deliver

pytestmark = pytest.mark.django_db
MUCH = 1_200


@pytest.fixture
def resume(alice):
    """One whose document has much."""
    made = Resume.objects.get(pk=add(client_of(alice), "cv").json()["id"])
    chunks = [
        Chunk(owner=alice, document=made.document, text=f"Kept hive {number}", content_hash=str(number))
        for number in range(MUCH)
    ]
    Chunk.objects.bulk_create(chunks, batch_size=500)
    deliver()
    return made


@pytest.fixture
def desk(client, charlie):
    client.force_login(charlie)
    return client


def delete(desk, kind, row):
    address = reverse(f"admin:{kind}_delete", args=[row.pk])
    asked = desk.get(address).content.decode()
    assert "Kept hive" not in asked
    return desk.post(address, {"post": "yes"}, follow=True).content.decode()


def theirs(alice):
    return Chunk.objects.filter(owner=alice).count()


def test_an_account_is_shut_at_once_and_erased_by_a_worker(desk, alice, resume):
    assert "a worker erases it" in delete(desk, "accounts_user", alice)
    assert User.objects.known("alice@example.org") is None
    assert theirs(alice) > MUCH
    deliver()
    assert not User.objects.filter(pk=alice.pk).exists()
    assert theirs(alice) == 0


def test_a_resume_that_was_deleted_is_purged_by_a_worker(desk, alice, resume):
    assert "a worker deletes it" not in delete(desk, "content_resume", resume)
    assert "a worker deletes it" in delete(desk, "content_resume", resume)
    assert theirs(alice) > MUCH
    assert not Chunk.objects.usable_by(alice).filter(owner=alice).exists()
    deliver()
    assert theirs(alice) == 0
    assert not Document.objects.filter(owner=alice).exists()


def test_what_the_queue_has_lost_the_sweep_purges(desk, alice, resume):
    resume.discard()
    delete(desk, "content_resume", resume)
    assert purge_deleted() == 1
    assert theirs(alice) == 0


def test_a_document_is_deleted_as_its_owner_deletes_it_and_then_for_good(desk, alice, resume):
    delete(desk, "content_document", resume.document)
    assert client_of(alice).post(f"/api/resumes/{resume.pk}/restore").status_code == 200
    resume.discard()
    assert "a worker deletes it" in delete(desk, "content_document", resume.document)
    deliver()
    assert theirs(alice) == 0


def test_a_document_without_a_resume_is_deleted_by_a_worker_from_the_api_too(alice, resume):
    notes = Document.objects.create(owner=alice, name="notes.md", source="note")
    Chunk.objects.filter(document=resume.document).update(document=notes)
    assert client_of(alice).delete(f"/api/documents/{notes.pk}").status_code == 204
    assert not Chunk.objects.usable_by(alice).filter(document=notes).exists()
    deliver()
    assert not Document.objects.filter(pk=notes.pk).exists()
    assert theirs(alice) == 0
