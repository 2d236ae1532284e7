"""Many chunks changed over the API: prepared, looked at, applied, undone; filters saved; duplicates named."""

import uuid

import pytest
from rest_framework.test import APIClient

from content.models import Change, Chunk, Resume
from tests.support.people import ada


@pytest.fixture
def api(alice):
    client = APIClient()
    client.force_authenticate(alice)
    return client


@pytest.fixture
def notes(alice):
    return [Chunk.objects.create(owner=alice, text=f"Wrote note {n} on Kafka", status="draft") for n in "ab"]


def prepare(api, chunks, **values):
    return api.post("/api/changes", {"chunks": [str(c.pk) for c in chunks], "values": values}, format="json")


def test_a_change_is_looked_at_applied_and_undone(api, alice, notes):
    answer = prepare(api, notes, status="approved", lens="strategy")
    assert answer.status_code == 201
    first = answer.json()["preview"][0]
    assert first["before"] == {"status": "draft", "lens": "facts"}
    assert first["after"] == {"status": "approved", "lens": "strategy"}
    assert not Chunk.objects.filter(owner=alice, status="approved").exists()
    page = f"/api/changes/{answer.json()['id']}"
    assert api.post(f"{page}/apply").json()["state"] == "done"
    assert Chunk.objects.filter(owner=alice, status="approved", lens="strategy").count() == 2
    assert api.post(f"{page}/apply").json()["state"] == "done"
    assert [line["state"] for line in api.get("/api/changes").json()["results"]] == ["done"]
    assert api.post(f"{page}/undo").json()["state"] == "undone"
    assert Chunk.objects.filter(owner=alice, status="draft", lens="facts").count() == 2
    assert api.post(f"{page}/apply").status_code == 409


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"values": {"lens": "wishes"}}, "not a valid choice"),
        ({"values": {"wish": 1}}, "There is no such field. The fields are: status, chunk_type"),
        ({"values": {}}, "Say what to change."),
        (
            {"values": {"lens": "facts"}, "colour": "red"},
            "There is no such field. The fields are: chunks, values.",
        ),
        ({"values": {"role": "my last job"}}, "The job is none of yours"),
        ({"values": {"weight": int("9" * 400)}}, "less than or equal to 100"),
        ({"values": {"lens": "facts"}, "chunks": [str(uuid.uuid4())]}, "not there, or not yours"),
        ({"values": {"lens": "facts"}, "chunks": []}, "1 element"),
    ],
)
def test_what_cannot_be_changed_is_refused_by_name(api, alice, notes, body, said):
    Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    answer = api.post("/api/changes", {"chunks": [str(notes[0].pk)], **body}, format="json")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Change.objects.exists()


def test_nobody_changes_or_sees_what_is_anothers(api, alice, bob, charlie, notes):
    bobs = Chunk.objects.create(owner=bob, text="Bob's secret note")
    assert prepare(api, [bobs], lens="strategy").status_code == 422
    theirs = Change.objects.prepare(charlie, [bobs.pk], {"lens": "strategy"})
    for verb in ("get", "post"):
        address = f"/api/changes/{theirs.pk}" + ("/apply" if verb == "post" else "")
        assert getattr(api, verb)(address).status_code == 404
    made_in_admin = Change.objects.prepare(alice, [bobs.pk], {"lens": "strategy"})
    assert api.get(f"/api/changes/{made_in_admin.pk}").status_code == 404
    assert api.post(f"/api/changes/{made_in_admin.pk}/apply").status_code == 404
    assert api.get(f"/api/chunks/{bobs.pk}/duplicates").status_code == 404
    assert Chunk.objects.get(pk=bobs.pk).lens == "facts"


def test_near_duplicates_of_a_chunk_are_named(api, alice, notes):
    near = Chunk.objects.create(owner=alice, text="Built billing services in Python for 40 shops")
    other = Chunk.objects.create(owner=alice, text="Built billing services in Python for 40 shops in all")
    found = api.get(f"/api/chunks/{near.pk}/duplicates").json()
    assert [one["id"] for one in found] == [str(other.pk)]


def test_filters_are_saved_listed_and_deleted_by_their_owner(api, bob):
    saved = api.post("/api/filters", {"name": "Drafts", "query": "status=draft&page=2"}, format="json")
    assert saved.status_code == 201
    assert [one["name"] for one in api.get("/api/filters").json()["results"]] == ["Drafts"]
    assert "There is no such field" in api.post("/api/filters", {"nam": "x"}, format="json").content.decode()
    other = APIClient()
    other.force_authenticate(bob)
    assert other.get("/api/filters").json()["results"] == []
    assert other.delete(f"/api/filters/{saved.json()['id']}").status_code == 404
    assert api.delete(f"/api/filters/{saved.json()['id']}").status_code == 204
