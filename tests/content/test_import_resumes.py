"""Résumés come in from another system's MongoDB collection as they were there, and what cannot be held is said."""

from datetime import UTC, datetime

import pytest
from bson import Binary, Decimal128, ObjectId
from django.core.management import call_command
from pymongo import MongoClient

from accounts.models import User
from content.models import Chunk, Resume
from tests.support import databases
from tests.support.people import ada

pytestmark = [pytest.mark.django_db, databases.needs("mongodb")]
BEGAN, CHANGED = datetime(2023, 5, 1, 8, 30, tzinfo=UTC), datetime(2024, 6, 2, 9, 45, 12, 345_000, tzinfo=UTC)


@pytest.fixture
def there():
    """A collection as such systems keep it."""
    url = databases.address("mongodb").replace("/bespoke", "/elsewhere")
    client: MongoClient = MongoClient(url)
    with client:
        collection = client.get_database().resumes
        collection.drop()
        yield url, collection
        collection.drop()


def document(**more):
    about = {"user_id": "alice@example.org", "deleted": False, "createdDate": BEGAN, "updatedDate": CHANGED}
    return {**ada().model_dump(mode="json"), **about, **more}


def brought_in(url, *more):
    call_command("import_resumes", "--from", url, *more)


def test_a_document_is_the_same_resume_with_its_dates(there, alice, capsys):
    url, collection = there
    key = collection.insert_one(document()).inserted_id
    brought_in(url)
    resume = Resume.objects.get()
    assert (resume.owner, resume.record, str(resume)) == (alice, ada(), str(key))
    assert (resume.created, resume.updated, resume.deleted) == (BEGAN, CHANGED, None)
    assert Chunk.objects.usable_by(alice).assertable().exists()
    assert capsys.readouterr().out == "1 résumés are stored.\n"


def test_again_changes_nothing_and_what_was_changed_there_is_changed_here(there, alice):
    url, collection = there
    key = collection.insert_one(document()).inserted_id
    brought_in(url)
    brought_in(url)
    collection.update_one({"_id": key}, {"$set": {"summary": "Changed."}})
    brought_in(url)
    assert Resume.objects.get().record.summary == "Changed."


def test_a_deleted_one_is_deleted_and_the_last_changed_is_current(there, alice):
    url, collection = there
    collection.insert_many(
        [
            document(_id="old", updatedDate=BEGAN),
            document(_id="gone", deleted=True, updatedDate=CHANGED.replace(year=2025)),
            document(_id="new"),
        ]
    )
    brought_in(url)
    assert str(Resume.objects.of(alice).current()) == "new"
    assert [str(resume) for resume in Resume.objects.discarded()] == ["gone"]


def test_whose_it_is_by_id_by_address_or_by_its_own(there, alice, bob, capsys):
    url, collection = there
    contact = {**ada().contact.model_dump(), "email": "bob@example.org"}
    stranger = {**contact, "email": "new@example.org"}
    collection.insert_many(
        [
            document(_id="by id", user_id=str(alice.pk)),
            document(_id="by address", user_id="ALICE@example.org"),
            document(_id="by its own", user_id=ObjectId(), contact=contact),
            document(_id="nobody's", user_id=ObjectId(), contact=stranger),
        ]
    )
    brought_in(url)
    assert {str(resume): resume.owner for resume in Resume.objects.all()} == {
        "by id": alice, "by address": alice, "by its own": bob,
    }  # fmt: skip
    assert "Left out: nobody's: there is no user" in capsys.readouterr().err
    brought_in(url, "--create")
    assert Resume.objects.filter(owner=User.objects.known("new@example.org")).count() == 1


def test_what_cannot_be_held_is_said(there, alice, capsys):
    url, collection = there
    collection.insert_many(
        [
            document(
                _id="a", photo=Binary(b"\x89PNG"), projects=[{"since": BEGAN, "size": Decimal128("1.5")}]
            ),
            document(_id="b", updatedDate="yesterday"),
            document(_id="c", contact="Ada"),
        ]
    )
    brought_in(url)
    said = capsys.readouterr()
    assert "Could not be held: a: photo: bytes" in said.err
    assert "Could not be held: b: updatedDate: it is not a date" in said.err
    assert "Left out: c: " in said.err
    assert said.out == "2 résumés are stored.\n"
    stored = Resume.objects.get(document__name="a")
    assert stored.data["projects"] == [{"since": "2023-05-01T08:30:00", "size": "1.5"}]
    assert stored.document.unheld == ["photo: bytes"]


def test_a_server_that_is_not_there_is_a_sentence(capsys):
    from django.core.management.base import CommandError

    with pytest.raises(CommandError, match="cannot be read") as refused:
        brought_in("mongodb://me:hush@127.0.0.1:1/x?serverSelectionTimeoutMS=200")
    assert "hush" not in str(refused.value)
