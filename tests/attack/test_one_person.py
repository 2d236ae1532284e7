"""One person cannot use up what is there for all: what is stored, sent and fetched has limits."""

import json
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django_q.models import OrmQ
from rest_framework.test import APIClient

from accounts.models import Token, User
from accounts.models.ownership import stored_bytes
from accounts.privacy import erase, erase_shut
from content.models import Chunk, Document, Resume
from core.concurrency import NoSlot, Slots
from tailoring.models import Run
from tailoring.tasks import work
from tests.support.clients import client_of
from tests.support.databases import only_on
from tests.support.deliveries import deliver
from tests.support.people import ada

pytestmark = pytest.mark.django_db
MANY = "\n".join(f"- Kept {number} bees" for number in range(30))


@pytest.fixture
def api(alice):
    return client_of(alice)


def add(api, name, *lines):
    resume = ada(*lines).model_dump(mode="json")
    return api.post("/api/resumes", {"name": name, "resume": resume}, format="json")


def upload(api, name="cv.json"):
    file = SimpleUploadedFile(name, json.dumps(ada().model_dump(mode="json")).encode())
    return api.post("/api/documents", {"file": file}, format="multipart")


def test_documents_are_limited_and_one_that_is_there_can_still_be_replaced(api, bob, settings):
    settings.MOST_DOCUMENTS = 2
    assert [upload(api, name).status_code for name in ("a.json", "b.json")] == [201, 201]
    refused = upload(api, "c.json")
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:bespoke:problem:full")
    assert "replace one" in refused.json()["detail"]
    assert upload(api, "a.json").status_code == 201
    assert add(api, "d").status_code == 422
    assert upload(client_of(bob), "c.json").status_code == 201
    assert Document.objects.count() == 3


def test_pieces_of_content_are_limited_at_every_door_and_nothing_half_is_written(api, alice, settings):
    key = add(api, "small").json()["id"]
    settings.MOST_CHUNKS = Chunk.objects.filter(owner=alice).count() + 1
    before = set(Chunk.objects.values_list("text", flat=True))
    large = ada(MANY).model_dump(mode="json")
    assert add(api, "large", MANY).status_code == 422
    assert api.put(f"/api/resumes/{key}", {"resume": large}, format="json").status_code == 422
    assert set(Chunk.objects.values_list("text", flat=True)) == before
    assert Document.objects.count() == 1
    said = [api.post("/api/chunks", {"text": text}, format="json") for text in ("I sing", "I dance")]
    assert [answer.status_code for answer in said] == [201, 422]
    assert "delete some" in said[1].json()["detail"]


def test_a_document_that_changes_again_and_again_does_not_pass_the_limit(api, alice, settings):
    settings.MOST_CHUNKS = 60
    key = add(api, "cv").json()["id"]
    for number in range(80):
        changed = ada(f"- Kept {number} bees in the year").model_dump(mode="json")
        api.put(f"/api/resumes/{key}", {"resume": changed}, format="json")
    assert Chunk.objects.filter(owner=alice).count() <= 60


def test_the_bytes_of_resumes_versions_and_runs_are_limited_until_something_is_deleted(api, alice, settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS, settings.MOST_MEGABYTES = "offline", "none", 1
    large = "\n".join(f"- Kept {number} bees {'and fed them well ' * 100}" for number in range(20))
    key = add(api, "cv", large).json()["id"]
    one = stored_bytes(alice)
    assert one == len(json.dumps(Resume.objects.get().data, ensure_ascii=False).encode())
    asked = {"job_description": "Python"}
    runs = [api.post("/tailor", asked, format="json", headers={"Prefer": "respond-async"}).json()["id"]]
    work(runs[0])
    assert stored_bytes(alice) > 3 * one
    Run.objects.filter(pk=runs[0]).update(size=1_000_000)
    refused = [
        api.post("/tailor", asked, format="json"),
        api.put(f"/api/resumes/{key}", {"resume": ada(large).model_dump(mode="json")}, format="json"),
        add(api, "another", large),
    ]
    assert [answer.status_code for answer in refused] == [422] * 3
    assert {answer.json()["type"] for answer in refused} == {"urn:bespoke:problem:full"}
    assert api.delete(f"/api/runs/{runs[0]}").status_code == 204
    assert add(api, "another", large).status_code == 201
    assert stored_bytes(alice) == 2 * one


def test_a_resume_of_more_text_than_a_resume_has_is_refused_in_a_sentence(api):
    much = [{"name": f"p{n}", "text": "word " * 390} for n in range(300)]
    resume = {**ada().model_dump(mode="json"), "projects": much}
    refused = api.post("/api/resumes", {"name": "cv", "resume": resume}, format="json")
    assert refused.status_code == 422
    assert "more than 500,000 characters" in refused.content.decode()


def test_a_resume_of_more_lines_than_a_resume_has_is_refused_in_a_sentence(api):
    refused = add(api, "cv", "\n".join(f"- Kept {number} bees" for number in range(1_001)))
    assert refused.status_code == 422
    assert "more than 1,000 lines" in refused.content.decode()


def test_uploads_an_hour_are_limited_and_say_when_to_come_again(api, bob, settings):
    settings.UPLOADS_PER_HOUR = 2
    answers = [upload(api) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3601
    assert upload(client_of(bob)).status_code == 201


def test_files_an_hour_are_limited(api, settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS, settings.FILES_PER_HOUR = "offline", "none", 2
    add(api, "cv")
    headers = {"Prefer": "respond-async"}
    run = api.post("/tailor", {"job_description": "Python"}, format="json", headers=headers).json()["id"]
    work(run)
    answers = [api.get(f"/api/runs/{run}/resume.md") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_no_more_is_done_at_once_than_there_are_slots_and_one_person_leaves_room_for_others():
    slots, most, now = Slots(most=2, each=3, seconds=20), [0], [0]
    lock, go_on, refused = threading.Lock(), threading.Event(), []

    def use(person):
        try:
            with slots.one(person):
                with lock:
                    now[0] += 1
                    most[0] = max(most)
                    most.append(now[0])
                go_on.wait(10)
                with lock:
                    now[0] -= 1
        except NoSlot as error:
            refused.append((person, error.theirs))
            go_on.set()

    threads = [threading.Thread(target=use, args=(person,)) for person in ["alice"] * 6 + ["bob"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert max(most) <= 2
    assert refused == [("alice", True)] * len(refused)
    assert len(refused) >= 1


def test_one_person_never_has_the_last_slot():
    slots = Slots(most=2, each=4, seconds=0.05)
    with slots.one("alice"):
        with pytest.raises(NoSlot) as error, slots.one("alice"):
            pass
        assert error.value.theirs
        with slots.one("bob"):
            pass
        with slots.one(None), pytest.raises(NoSlot) as error, slots.one("bob"):
            pass
        assert not error.value.theirs


def test_whoever_waits_for_a_slot_in_vain_is_told_so():
    slots = Slots(most=1, each=2, seconds=0.05)
    with slots.one("alice"):
        with pytest.raises(NoSlot) as error, slots.one("bob"):
            pass
        assert not error.value.theirs
    with slots.one("bob"):
        pass


@only_on("sqlite")  # what is sent is SQL there
def test_a_large_account_is_erased_in_slices(alice, bob):
    for owner, many in ((alice, 1_200), (bob, 1)):
        Chunk.objects.bulk_create(Chunk(owner=owner, text=f"Kept {n} bees") for n in range(many))
    Token.objects.issue(alice)
    sizes: list[int] = []
    with connection.execute_wrapper(_sizes_of_deletes(sizes)):
        erase(alice)
    assert not User.objects.filter(pk=alice.pk).exists()
    assert Chunk.objects.filter(owner=bob).count() == Chunk.objects.count() - _builtin() == 1
    assert sizes
    assert max(sizes) <= 500


def test_a_large_account_is_shut_at_once_and_erased_by_a_worker(alice):
    api = APIClient(headers={"Authorization": f"Bearer {Token.objects.issue(alice)[1]}"})
    Chunk.objects.bulk_create(Chunk(owner=alice, text=f"Kept {n} bees") for n in range(1_200))
    assert api.delete("/api/me").status_code == 202
    assert api.get("/api/chunks").status_code == 401
    assert not Token.objects.live().exists()
    assert not Client().login(email="alice@example.org", password="correct horse battery")
    assert User.objects.create_user("alice@example.org"), "the address is free"
    assert deliver() == 1
    assert not User.objects.filter(pk=alice.pk).exists()
    assert Chunk.objects.count() == _builtin()


def test_an_account_whose_place_in_the_queue_was_lost_is_erased_all_the_same(api, alice):
    Chunk.objects.bulk_create(Chunk(owner=alice, text=f"Kept {n} bees") for n in range(1_200))
    assert api.delete("/api/me").status_code == 202
    OrmQ.objects.all().delete()
    assert erase_shut() == 1
    assert not User.objects.filter(pk=alice.pk).exists()


def _builtin():
    return Chunk.objects.filter(owner=None).count()


def _sizes_of_deletes(sizes):
    def wrapper(execute, sql, params, many, context):
        if sql.startswith("DELETE"):
            sizes.append(len(params or ()))
        return execute(sql, params, many, context)

    return wrapper
