"""Résumés, documents and chunks over the API: one's own, and nobody else's."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.models import Chunk, Document, Resume
from tests.conftest import EXAMPLES
from tests.support.clients import client_of
from tests.support.people import ada

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(alice):
    return client_of(alice)


def add(client, name="ada", **changes):
    body = {"name": name, "resume": ada(**changes).model_dump(mode="json")}
    return client.post("/api/resumes", body, format="json")


def upload(client, content, name="resume.json"):
    return client.post("/api/documents", {"file": SimpleUploadedFile(name, content)}, format="multipart")


def test_a_resume_is_added_read_replaced_and_deleted(api, alice):
    made = add(api)
    assert made.status_code == 201
    assert made.json()["current"] is True
    key = made.json()["id"]
    assert api.get(f"/api/resumes/{key}").json()["resume"]["contact"]["full_name"] == "Ada Byron"
    changed = ada("- Wrote the compiler").model_dump(mode="json")
    assert api.put(f"/api/resumes/{key}", {"resume": changed}, format="json").status_code == 200
    texts = set(Chunk.objects.usable_by(alice).assertable().values_list("text", flat=True))
    assert "Wrote the compiler" in texts
    assert "Wrote the on-call handbook" not in texts
    assert api.delete(f"/api/resumes/{key}").status_code == 204
    assert not Chunk.objects.usable_by(alice).assertable().exists()
    assert api.get("/api/documents").json()["count"] == 0


def test_the_resume_made_current_last_is_current(api):
    first, second = add(api, "first").json()["id"], add(api, "second").json()["id"]
    assert {line["name"]: line["current"] for line in api.get("/api/resumes").json()["results"]} == {
        "first": False, "second": True,
    }  # fmt: skip
    assert api.post(f"/api/resumes/{first}/current").json()["current"] is True
    assert api.get(f"/api/resumes/{second}").json()["current"] is False


def test_what_is_no_resume_is_refused_and_names_the_field(api):
    answer = api.post("/api/resumes", {"name": "x", "resume": {"contact": {}}}, format="json")
    assert answer.status_code == 422
    assert "contact.full_name" in answer.json()["detail"]
    assert add(api).status_code == 201
    assert add(api).status_code == 409


def test_a_preview_says_what_would_be_stored_and_stores_nothing(api):
    text = b"Alice Example\nalice@example.org\n\nSKILLS\n\nPython, SQL\n"
    answer = api.post(
        "/api/documents?preview=true", {"file": SimpleUploadedFile("cv.txt", text)}, format="multipart"
    )
    assert answer.status_code == 200
    assert answer.json()["resume"]["skills"] == ["Python", "SQL"]
    assert answer.json()["sure"]["skills"] == 1.0
    assert api.get("/api/documents").json()["count"] == 0


def test_an_uploaded_file_is_read_and_uploading_it_again_updates_it(api):
    content = (EXAMPLES / "engineer" / "resume.json").read_bytes()
    first = upload(api, content)
    assert first.status_code == 201
    assert first.json()["format"] == "JSON Resume"
    assert upload(api, content).json()["id"] == first.json()["id"]
    assert Resume.objects.count() == 1
    assert len(api.get("/api/documents").json()["results"]) == 1
    assert api.delete(f"/api/documents/{first.json()['id']}").status_code == 204
    assert api.get("/api/resumes").json()["count"] == 0


@pytest.mark.parametrize("content", [b"", b"{", b"%PDF-1.7", b"\xff\xfe\x00", b"[1]", b'{"a": 1}'])
def test_a_file_that_is_no_resume_is_refused_with_a_sentence(api, content):
    answer = upload(api, content)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Document.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(api):
    answer = upload(api, b"{" + b" " * 5 * 1024 * 1024 + b"}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")


def test_a_chunk_is_stated_tagged_found_and_deleted(api, alice):
    made = api.post("/api/chunks", {"text": "Moved 40 services to k8s", "source": "note"}, format="json")
    assert made.status_code == 201
    assert (made.json()["status"], made.json()["said"], made.json()["lens"]) == (
        "approved",
        "stated",
        "facts",
    )
    key = made.json()["id"]
    assert (
        api.patch(f"/api/chunks/{key}", {"lens": "personality"}, format="json").json()["lens"]
        == "personality"
    )
    add(api)
    assert [c["id"] for c in api.get("/api/chunks?lens=personality").json()["results"]] == [key]
    assert key not in [c["id"] for c in api.get("/api/chunks?source=resume").json()["results"]]
    assert api.get("/api/chunks?q=Kubernetes").json()["results"][0]["id"] in {key, *_saying("k8s")}
    assert api.get("/api/chunks?lens=magic").status_code == 422
    assert api.delete(f"/api/chunks/{key}").status_code == 204
    assert not Chunk.objects.filter(pk=key).exists()


def _saying(word):
    return {str(key) for key in Chunk.objects.filter(text__contains=word).values_list("pk", flat=True)}


@pytest.mark.parametrize(
    "body",
    [{"text": ""}, {"text": " \u200b "}, {"text": "x" * 4_001}, {"text": "a", "source": "builtin"},
     {"text": "a", "lens": "magic"}, {"text": "a", "weight": 5_000}, {}],
)  # fmt: skip
def test_a_chunk_that_cannot_be_is_refused(api, body):
    assert api.post("/api/chunks", body, format="json").status_code == 422


def test_built_in_rules_are_nobodys_and_not_shown(api):
    assert Chunk.objects.filter(owner=None).exists()
    assert api.get("/api/chunks").json()["count"] == 0


def test_bob_cannot_see_or_touch_what_is_alices(api, alice, bob):
    resume = add(api).json()["id"]
    document = Document.objects.get().pk
    chunk = Chunk.objects.filter(owner=alice)[0].pk
    stranger = client_of(bob)
    for listing in ("resumes", "documents", "chunks"):
        assert stranger.get(f"/api/{listing}").json()["count"] == 0
    body = {"resume": ada().model_dump(mode="json")}
    answers = [
        stranger.get(f"/api/resumes/{resume}"),
        stranger.put(f"/api/resumes/{resume}", body, format="json"),
        stranger.post(f"/api/resumes/{resume}/current"),
        stranger.delete(f"/api/resumes/{resume}"),
        stranger.get(f"/api/documents/{document}"),
        stranger.delete(f"/api/documents/{document}"),
        stranger.get(f"/api/chunks/{chunk}"),
        stranger.patch(f"/api/chunks/{chunk}", {"text": "mine now"}, format="json"),
        stranger.delete(f"/api/chunks/{chunk}"),
        stranger.get(f"/api/chunks?document={document}"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 9 + [200]
    assert json.loads(answers[-1].content)["count"] == 0
    assert Resume.objects.get().owner == alice
    assert not Chunk.objects.filter(text="mine now").exists()


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("/api/chunks?lense=facts", "source, chunk_type, lens, status, role, document, page, page_size"),
        ("/api/documents?lense=blog", "source, page, page_size"),
        ("/api/resumes?lense=true", "deleted, page, page_size"),
        ("/api/runs?lense=done", "status"),
        ("/api/changes?lense=1", "page, page_size"),
    ],
)
def test_a_parameter_that_is_not_known_is_refused_by_name(api, address, known):
    answer = api.get(address)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("lense: There is no such parameter. The parameters are: ")
    assert known in answer.json()["detail"]


def test_what_is_sent_beside_what_is_known_is_refused_by_name_and_stores_nothing(api, alice):
    key = add(api).json()["id"]
    body = {"name": "b", "resume": ada().model_dump(mode="json"), "curent": True}
    assert "curent: There is no such field." in api.post("/api/resumes", body, format="json").json()["detail"]
    assert api.put(f"/api/resumes/{key}?dry=1", {"resume": body["resume"]}, format="json").status_code == 422
    chunk = Chunk.objects.filter(owner=alice)[0]
    refused = api.patch(f"/api/chunks/{chunk.pk}", {"text": "Other", "lense": "facts"}, format="json")
    assert "lense: There is no such field." in refused.json()["detail"]
    whole = api.get(f"/api/chunks/{chunk.pk}").json()
    assert api.patch(f"/api/chunks/{chunk.pk}", whole, format="json").status_code == 200
    assert (Resume.objects.count(), Chunk.objects.filter(text="Other").count()) == (1, 0)
