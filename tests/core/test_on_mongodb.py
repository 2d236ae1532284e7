"""What is MongoDB's own: documents as people know them, keys that are looked up by index, errors that keep quiet."""

import json
import uuid

import pytest
from django.db import DataError, IntegrityError, connection

from accounts.models import Token, User
from content.models import Chunk, Resume
from tests.support.databases import mongo, only_on
from tests.support.people import ada

pytestmark = [only_on("mongodb"), pytest.mark.django_db]


def stages(rows):
    """How the server answers a query: the stages of the plan that it chose, and the indexes that they use."""
    plan = json.loads(rows.explain())
    winner = plan.get("queryPlanner") or plan["stages"][0]["$cursor"]["queryPlanner"]
    found, waiting = set(), [winner["winningPlan"]]
    while waiting:
        part = waiting.pop()
        found |= {part[name] for name in ("stage", "indexName") if name in part}
        waiting += [part[name] for name in ("inputStage", "queryPlan") if name in part]
        waiting += part.get("inputStages", [])
    return found


def test_a_resume_is_a_document_that_people_can_read(alice):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    document = mongo().content_resume.find_one({"id": resume.pk.hex})["data"]
    assert document["contact"]["full_name"] == "Ada Byron"
    assert isinstance(document["work_experience"][0]["company"], str)
    assert isinstance(document["skills"], list)
    assert mongo().content_resume.count_documents({"data.contact.full_name": "Ada Byron"}) == 1
    resume.refresh_from_db()
    assert resume.record == ada()


@pytest.mark.parametrize(
    "rows",
    [
        Chunk.objects.filter(pk=uuid.uuid4()),
        Chunk.objects.filter(pk__in=[uuid.uuid4(), uuid.uuid4()]),
        Token.objects.filter(digest="0" * 64),
        User.objects.filter(email="a@example.org"),
    ],
    ids=["key", "keys", "digest", "e-mail"],
)
def test_keys_and_unique_fields_are_looked_up_by_index(rows):
    found = stages(rows)
    assert "IXSCAN" in found
    assert "COLLSCAN" not in found


def test_unique_fields_are_unique(alice):
    with pytest.raises(IntegrityError):
        User.objects.create_user(alice.email)
    assert User.objects.count() == 1


def test_a_refused_row_is_not_quoted_in_the_error(alice):
    with pytest.raises(IntegrityError) as refused:
        Chunk.objects.bulk_create(
            [Chunk(pk=uuid.UUID(int=1), owner=alice, text="Zanzibar") for _ in range(2)]
        )
    assert "Zanzibar" not in str(refused.getrepr(chain=True, style="short").reprcrash)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("value", [{"n": 2**70}, {"\ud800": 1}, {"nul\0": 1}])
def test_what_mongodb_cannot_hold_is_a_data_error(alice, value):
    with pytest.raises(DataError):
        Resume.objects.create(owner=alice, document_id=uuid.uuid4(), data=value)


@pytest.mark.parametrize("key", ["$set", "a.b", "", "é"])
def test_any_key_that_people_write_is_kept(alice, key):
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    data = {**resume.data, "projects": [{key: {key: 1}}]}
    Resume.objects.filter(pk=resume.pk).update(data=data)
    resume.refresh_from_db()
    assert resume.data == data


def test_the_server_is_new_enough():
    assert connection.get_database_version() >= (6, 0)
