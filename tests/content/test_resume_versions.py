"""What a résumé said before is kept, and can be said again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from content.models import Chunk, Version
from content.models.version import MOST
from tests.content.test_api_content import add, upload
from tests.support.clients import client_of
from tests.support.people import ada
from tests.support.service import Service


@pytest.fixture
def api(alice):
    return client_of(alice)


@pytest.fixture
def key(api):
    made: str = add(api, description="- Said first").json()["id"]
    return made


def put(api, key, description):
    body = {"resume": ada(description).model_dump(mode="json")}
    return api.put(f"/api/resumes/{key}", body, format="json")


def kept(api, key):
    answer = api.get(f"/api/resumes/{key}/versions?page_size=100").json()
    return [line["version"] for line in answer["results"]]


def said(api, key, version):
    document = api.get(f"/api/resumes/{key}/versions/{version}").json()["resume"]
    return document["work_experience"][0]["description"]


@pytest.mark.django_db
def test_replacing_it_keeps_what_it_said_and_saying_the_same_again_does_not(api, key):
    assert kept(api, key) == []
    assert put(api, key, "- Said second").json()["version"] == 2
    assert put(api, key, "- Said second").json()["version"] == 2
    put(api, key, "- Said third")
    assert kept(api, key) == [2, 1]
    assert [said(api, key, number) for number in (1, 2)] == ["- Said first", "- Said second"]


@pytest.mark.django_db
def test_importing_a_changed_file_keeps_what_it_said(api):
    for text in ("- Said first", "- Said second", "- Said second"):
        upload(api, ada(text).model_dump_json().encode())
    key = api.get("/api/resumes").json()["results"][0]["id"]
    assert kept(api, key) == [1]
    assert said(api, key, 1) == "- Said first"


@pytest.mark.django_db
def test_a_version_is_said_again_with_its_chunks(api, key, alice):
    put(api, key, "- Said second")
    restored = api.post(f"/api/resumes/{key}/versions/1/restore").json()
    assert restored["version"] == 3
    assert restored["resume"]["work_experience"][0]["description"] == "- Said first"
    usable = set(Chunk.objects.usable_by(alice).assertable().values_list("text", flat=True))
    assert "Said first" in usable
    assert "Said second" not in usable
    assert kept(api, key) == [2, 1]


@pytest.mark.django_db
def test_a_draft_does_not_come_back_approved(api, key, alice):
    Chunk.objects.filter(text="Said first").update(status="draft")
    put(api, key, "- Said second")
    api.post(f"/api/resumes/{key}/versions/1/restore")
    assert Chunk.objects.get(text="Said first").status == "draft"


@pytest.mark.django_db
def test_only_so_many_are_kept(api, key):
    for number in range(MOST + 5):
        put(api, key, f"- Said {number}")
    assert kept(api, key) == list(range(MOST + 5, 5, -1))
    assert api.get(f"/api/resumes/{key}/versions/5").status_code == 404


@pytest.mark.django_db
def test_they_outlive_deleting_and_restoring(api, key):
    put(api, key, "- Said second")
    api.delete(f"/api/resumes/{key}")
    assert api.get(f"/api/resumes/{key}/versions/1").status_code == 404
    assert api.post(f"/api/resumes/{key}/versions/1/restore").status_code == 404
    api.post(f"/api/resumes/{key}/restore")
    assert kept(api, key) == [1]


@pytest.mark.django_db
def test_bob_cannot_see_or_restore_alices_versions(api, key, bob):
    put(api, key, "- Said second")
    stranger = client_of(bob)
    answers = [
        stranger.get(f"/api/resumes/{key}/versions"),
        stranger.get(f"/api/resumes/{key}/versions/1"),
        stranger.post(f"/api/resumes/{key}/versions/1/restore"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert api.get(f"/api/resumes/{key}").json()["version"] == 2


@pytest.mark.slow
def test_of_those_who_replace_it_at_once_nobodys_words_are_lost(tmp_path):
    """Each text is a version or what it says now, and the chunks are those of what it says now, each once."""
    with Service(tmp_path, TAILORING_ENGINE="offline") as service:
        service.start_web()
        key = service.http.get("/api/resumes").json()["results"][0]["id"]
        texts = [f"- Said by number {number}\n- Said by everyone" for number in range(8)]

        def replace(text):
            body = {"resume": ada(text).model_dump(mode="json")}
            return service.http.put(f"/api/resumes/{key}", json=body, timeout=60)

        with ThreadPoolExecutor(8) as pool:
            statuses = [answer.status_code for answer in pool.map(replace, texts)]
        assert statuses == [200] * 8, service.logs()
        now = service.http.get(f"/api/resumes/{key}").json()
        assert now["version"] == 9
        lines = service.http.get(f"/api/resumes/{key}/versions").json()["results"]
        versions = [
            service.http.get(f"/api/resumes/{key}/versions/{line['version']}").json() for line in lines
        ]
        told = [document["resume"]["work_experience"][0]["description"] for document in [now, *versions]]
        assert sorted(told[:-1]) == sorted(texts)
        chunks = service.http.get("/api/chunks?status=approved&page_size=100").json()["results"]
        spoken = [chunk["text"] for chunk in chunks if chunk["text"].startswith("Said by")]
        current = now["resume"]["work_experience"][0]["description"]
        assert sorted(f"- {text}" for text in spoken) == sorted(current.split("\n"))


@pytest.mark.django_db
def test_the_admin_shows_versions_restores_and_deletes_as_the_owner_does(api, key, client, charlie):
    put(api, key, "- Said second")
    client.force_login(charlie)
    shown = client.get(f"/admin/content/resume/{key}/change/").content.decode()
    assert ">Version 1</a>" in shown
    version = Version.objects.get()
    compared = client.get(f"/admin/content/version/{version.pk}/change/").content.decode()
    assert "first</del>" in compared
    assert "second</ins>" in compared
    asked = client.get(f"/admin/content/resume/{key}/delete/").content.decode()
    assert "can be restored for 30 days" in asked
    assert "version 1" not in asked
    client.post(f"/admin/content/resume/{key}/delete/", {"post": "yes"})
    assert api.get(f"/api/resumes/{key}").status_code == 404
    for choice, count in (("yes", 1), ("no", 0)):
        listed = client.get(f"/admin/content/resume/?deleted={choice}")
        assert len(listed.context["cl"].result_list) == count
    client.post("/admin/content/resume/", {"action": "restore", "_selected_action": [key]})
    assert api.get(f"/api/resumes/{key}").status_code == 200
    client.post(f"/admin/content/resume/{key}/delete/", {"post": "yes"})
    asked = client.get(f"/admin/content/resume/{key}/delete/").content.decode()
    assert "version 1" in asked
    assert "Said second" in asked
    client.post(f"/admin/content/resume/{key}/delete/", {"post": "yes"})
    assert api.post(f"/api/resumes/{key}/restore").status_code == 404
    assert not Chunk.objects.filter(owner__isnull=False).exists()


@pytest.mark.django_db
def test_an_edit_in_the_admin_is_a_version_too_and_its_chunks_follow(api, key, client, charlie, alice):
    client.force_login(charlie)
    sent = {
        "data": ada("- Said by Charlie").model_dump_json(),
        "versions-TOTAL_FORMS": "0", "versions-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert client.post(f"/admin/content/resume/{key}/change/", sent).status_code == 302
    assert kept(api, key) == [1]
    usable = set(Chunk.objects.usable_by(alice).assertable().values_list("text", flat=True))
    assert "Said by Charlie" in usable
