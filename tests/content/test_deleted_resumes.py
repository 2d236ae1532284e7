"""A deleted résumé can be restored for a while; until then it is nowhere to be seen, and no run cites it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from content.models import Chunk, Document, Resume, Status, Vector, Version
from content.retention import purge_deleted
from content.search.index_sync import bring_in_step
from content.search.personal import PersonalSearch
from tailoring.models import Run
from tailoring.tasks import work
from tests.content.test_api_content import add, upload
from tests.support.clients import client_of
from tests.support.people import ada

pytestmark = pytest.mark.django_db
JOB = "Senior Backend Engineer. Requirements: Python, Docker, Kubernetes."


@pytest.fixture
def api(alice, settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"
    return client_of(alice)


@pytest.fixture
def key(api):
    made: str = add(api, "old", description="- Built the Nairobi ledger").json()["id"]
    return made


def names(api, query=""):
    return {line["name"] for line in api.get(f"/api/resumes{query}").json()["results"]}


def cited(owner):
    """What a run of another résumé of this owner could cite beside it."""
    return {piece.text for piece in PersonalSearch(owner, ada("- Something else")).pieces}


def tailor(api, **asked):
    return api.post("/tailor", {"job_description": JOB, **asked}, format="json", headers={"Prefer": "wait=0"})


def test_a_deleted_resume_is_not_there_any_more(api, key):
    document = Document.objects.get().pk
    chunk = Chunk.objects.get(text="Built the Nairobi ledger").pk
    assert api.delete(f"/api/resumes/{key}").status_code == 204
    body = {"resume": ada().model_dump(mode="json")}
    gone = [
        api.get(f"/api/resumes/{key}"),
        api.put(f"/api/resumes/{key}", body, format="json"),
        api.post(f"/api/resumes/{key}/current"),
        api.get(f"/api/resumes/{key}/versions"),
        api.delete(f"/api/resumes/{key}"),
        api.get(f"/api/documents/{document}"),
        api.get(f"/api/chunks/{chunk}"),
        tailor(api, resume=key),
        tailor(api),
    ]
    assert [answer.status_code for answer in gone] == [404] * len(gone)
    for listing in ("resumes", "documents", "chunks"):
        assert api.get(f"/api/{listing}").json()["count"] == 0


def test_the_resume_that_was_current_before_is_current_again(api, key):
    second = add(api, "new").json()["id"]
    api.delete(f"/api/resumes/{second}")
    assert [(line["name"], line["current"]) for line in api.get("/api/resumes").json()["results"]] == [
        ("old", True)
    ]


def test_no_later_run_can_cite_it_until_it_is_restored(api, key, alice):
    assert "Built the Nairobi ledger" in cited(alice)
    api.delete(f"/api/resumes/{key}")
    assert "Built the Nairobi ledger" not in cited(alice)
    assert api.post(f"/api/resumes/{key}/restore").status_code == 200
    assert "Built the Nairobi ledger" in cited(alice)


def test_it_is_listed_as_deleted_and_restored_as_it_was(api, key, alice):
    retired = Chunk.objects.get(text="Built the Nairobi ledger")
    api.patch(f"/api/chunks/{retired.pk}", {"status": "retired", "weight": 3}, format="json")
    api.delete(f"/api/resumes/{key}")
    assert names(api) == set()
    assert names(api, "?deleted=true") == {"old"}
    assert api.get("/api/resumes?deleted=true").json()["results"][0]["deleted"]
    assert api.get("/api/resumes?deleted=perhaps").status_code == 422
    restored = api.post(f"/api/resumes/{key}/restore").json()
    assert (restored["name"], restored["deleted"], restored["current"]) == ("old", None, True)
    assert names(api, "?deleted=true") == set()
    chunk = api.get(f"/api/chunks/{retired.pk}").json()
    assert (chunk["status"], chunk["weight"]) == ("retired", 3)
    assert "Built the Nairobi ledger" not in cited(alice)


def test_a_run_that_was_begun_from_it_is_done_and_keeps_its_copy(api, key, alice):
    key = add(api, "python", description="- Built the Nairobi ledger in Python and Docker").json()["id"]
    begun = tailor(api).json()["id"]
    Chunk.objects.filter(text__startswith="Ran a k8s").update(status=Status.RETIRED)
    api.delete(f"/api/resumes/{key}")
    work(begun)
    run = api.get(f"/api/runs/{begun}").json()
    assert (run["status"], run["resume"]) == ("done", key)
    said = str(run["tailored_resume"])
    assert "Nairobi ledger" in said
    assert "Ran a k8s" not in said


def test_what_she_decides_about_a_line_counts_whatever_a_deleted_resume_held_of_it(api, key, alice):
    add(api, "new", description="- Built the Nairobi ledger")
    api.delete(f"/api/resumes/{key}")
    live = api.get("/api/chunks?q=Nairobi").json()["results"][0]["id"]
    api.patch(f"/api/chunks/{live}", {"status": "retired"}, format="json")
    own = PersonalSearch(alice, ada("- Built the Nairobi ledger"))
    assert "Built the Nairobi ledger" not in {piece.text for piece in own.pieces}


def test_importing_it_again_brings_it_back_and_keeps_what_it_said(api, alice):
    first = ada("- Built the Nairobi ledger").model_dump_json().encode()
    upload(api, first)
    key = api.get("/api/resumes").json()["results"][0]["id"]
    api.delete(f"/api/resumes/{key}")
    upload(api, ada("- Wrote the compiler").model_dump_json().encode())
    line = api.get("/api/resumes").json()["results"][0]
    assert (line["id"], line["current"], line["version"], line["deleted"]) == (key, True, 2, None)
    assert "Wrote the compiler" in cited(alice)
    assert "Built the Nairobi ledger" not in cited(alice)


def test_a_name_is_free_again_when_its_resume_is_deleted(api, key):
    assert add(api, "old").status_code == 409
    api.delete(f"/api/resumes/{key}")
    again = add(api, "old")
    assert (again.status_code, again.json()["id"], again.json()["version"]) == (201, key, 2)


def test_deleting_the_document_of_a_resume_deletes_that_as_well(api, key):
    document = Document.objects.get()
    assert api.delete(f"/api/documents/{document.pk}").status_code == 204
    assert names(api, "?deleted=true") == {"old"}
    api.post(f"/api/resumes/{key}/restore")
    assert api.get(f"/api/documents/{document.pk}").status_code == 200


def test_a_document_without_a_resume_is_listed_and_deleted_at_once(api, alice):
    note = Document.objects.create(owner=alice, source="note", name="a note")
    assert api.get(f"/api/documents/{note.pk}").status_code == 200
    assert api.delete(f"/api/documents/{note.pk}").status_code == 204
    assert not Document.objects.exists()


def test_after_the_days_that_are_set_it_is_gone_for_good_and_other_things_are_not(api, key, alice, settings):
    settings.EMBEDDINGS = "local"
    Chunk.objects.create(owner=alice, text="Sings", status="approved")
    add(api, "new")
    bring_in_step(alice.pk)
    api.put(f"/api/resumes/{key}", {"resume": ada("- Kept bees").model_dump(mode="json")}, format="json")
    bring_in_step(alice.pk)
    run = tailor(api, resume=key).json()["id"]
    vectors = Vector.objects.count()
    api.delete(f"/api/resumes/{key}")
    assert purge_deleted() == 0
    settings.DELETED_DAYS = 7
    Resume.objects.filter(pk=key).update(deleted=timezone.now() - timedelta(days=8))
    assert purge_deleted() == 1
    assert names(api, "?deleted=true") == set()
    assert names(api) == {"new"}
    assert api.post(f"/api/resumes/{key}/restore").status_code == 404
    assert not Version.objects.exists()
    assert not Chunk.objects.filter(text__in=["Kept bees", "Built the Nairobi ledger"]).exists()
    assert Chunk.objects.filter(text__in=["Sings", "Wrote the on-call handbook"]).count() == 2
    assert Vector.objects.count() == vectors - 2
    assert api.get(f"/api/runs/{run}").json()["resume"] is None
    assert Run.objects.get().record.work_experience[0].bullets == ["Kept bees"]


def test_bob_can_neither_see_nor_restore_what_alice_deleted(api, key, bob):
    api.delete(f"/api/resumes/{key}")
    stranger = client_of(bob)
    assert stranger.get("/api/resumes?deleted=true").json()["count"] == 0
    assert stranger.post(f"/api/resumes/{key}/restore").status_code == 404
    assert APIClient().post(f"/api/resumes/{key}/restore").status_code == 401
    assert names(api) == set()


def test_restoring_what_is_not_deleted_changes_nothing(api, key):
    assert api.post(f"/api/resumes/{key}/restore").status_code == 200
    assert names(api) == {"old"}
