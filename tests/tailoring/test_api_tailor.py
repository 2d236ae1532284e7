"""`POST /tailor`: what it accepts, what it refuses and how it says so."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Token
from content.models import Resume
from tailoring.models import Charge, Run, State, Turn
from tailoring.running.execute import execute
from tailoring.tasks import work
from tests.support.people import ada

pytestmark = pytest.mark.django_db
JOB = "Senior Backend Engineer. Requirements: Python, Docker, Kubernetes. Nice to have: React."
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def offline(settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"


def client_of(user):
    client = APIClient()
    _, secret = Token.objects.issue(user)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def resume_of(user, name="ada.json"):
    return Resume.objects.import_as_current(user, ada(), name=name, format="Bespoke", unheld=[])[0]


@pytest.fixture
def api(alice):
    resume_of(alice)
    return client_of(alice)


def tailor(client, job=JOB, prefer="respond-async", **body):
    headers = {"Prefer": prefer, **body.pop("headers", {})}
    return client.post("/tailor", {"job_description": job, **body}, format="json", headers=headers)


def refused(answer, status):
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == PROBLEM
    document = json.loads(answer.content)
    assert {"type", "title", "status", "detail"} <= set(document)
    assert document["status"] == status
    return document


def test_a_run_is_stored_queued_and_told_where_it_is(api, alice):
    answer = tailor(api)
    assert answer.status_code == 202
    run = Run.objects.get(owner=alice)
    assert answer.headers["Location"] == f"/api/runs/{run.pk}"
    assert answer.headers["Preference-Applied"] == "respond-async"
    assert answer.headers["Retry-After"]
    assert answer.json()["status"] == "queued"
    assert run.posting == JOB


def test_the_queue_carries_the_runs_id_and_nothing_else(api):
    from django_q.models import OrmQ

    tailor(api)
    task = OrmQ.objects.get().task
    assert task["args"] == (str(Run.objects.get().pk),)
    assert task["kwargs"] == {}


def test_a_wait_is_capped_and_told(api, settings):
    settings.MOST_WAIT_SECONDS = 0
    answer = tailor(api, prefer="wait=9999")
    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "wait=0")


@pytest.mark.parametrize("prefer", ["wait=soon", "wait=-5", "return=minimal", "wait"])
def test_a_preference_that_is_not_understood_is_ignored(api, settings, prefer):
    settings.WAIT_SECONDS = 0
    answer = tailor(api, prefer=prefer)
    assert answer.status_code == 202
    assert "Preference-Applied" not in answer.headers


def test_a_repeat_with_its_key_returns_the_first_run_and_its_result(api):
    first = tailor(api, headers={"Idempotency-Key": "k1"})
    work(first.json()["id"])
    again = tailor(api, headers={"Idempotency-Key": "k1"})
    assert again.status_code == 200
    document = again.json()
    assert document["id"] == first.json()["id"]
    expected = (
        "id status engine analysis tailored_resume evaluation keywords attempts gaps evidence provenance"
    )
    assert {*expected.split(), "repairs", "usage"} <= set(document)
    assert {"keyword_coverage", "relevance_ranking", "ats_compatibility", "overall", "issues"} <= set(
        document["evaluation"]
    )
    assert Run.objects.count() == 1


def test_a_key_used_for_another_request_is_a_conflict(api):
    tailor(api, headers={"Idempotency-Key": "k1"})
    document = refused(tailor(api, job=JOB + " Also Go.", headers={"Idempotency-Key": "k1"}), 409)
    assert document["run"] == str(Run.objects.get().pk)


def test_keys_of_two_people_have_nothing_to_do_with_each_other(api, bob):
    resume_of(bob)
    one = tailor(api, headers={"Idempotency-Key": "k1"})
    other = tailor(client_of(bob), job=JOB + " Go.", headers={"Idempotency-Key": "k1"})
    assert (one.status_code, other.status_code) == (202, 202)
    assert Run.objects.count() == 2


@pytest.mark.parametrize(
    "job", ["", "   \n\t", "\u200b\u200b", "12345 !!!", "x" * 50_001, 5, None, ["a"], {"a": 1}]
)
def test_a_text_that_is_no_job_is_refused(api, job):
    document = refused(tailor(api, job=job), 422)
    assert document["errors"][0]["pointer"] == "#/job_description"
    assert Run.objects.count() == 0


def test_the_longest_text_is_accepted_and_hidden_characters_are_dropped(api):
    assert tailor(api, job="word " * 9_999 + "words").status_code == 202
    hidden = json.dumps({"job_description": "Python\x00 \u202eengineer\ud800"})
    answer = api.post("/tailor", hidden, content_type="application/json", headers={"Prefer": "respond-async"})
    assert answer.status_code == 202
    assert Run.objects.latest("created").posting == "Python engineer"


def test_a_body_without_the_text_or_of_another_form_is_refused(api):
    refused(api.post("/tailor", {}, format="json"), 422)
    listed = refused(api.post("/tailor", [JOB], format="json"), 422)
    assert listed["detail"].startswith("Invalid data. Expected a dictionary")
    refused(api.post("/tailor", "{", content_type="application/json"), 400)
    refused(api.post("/tailor", b'{"job_description": "\xff"}', content_type="application/json"), 400)
    refused(api.post("/tailor", "[" * 100_000, content_type="application/json"), 400)
    refused(api.post("/tailor", '{"job_description": NaN}', content_type="application/json"), 400)
    refused(api.post("/tailor", JOB, content_type="text/plain"), 415)
    refused(api.post("/tailor", " " * 7_000_000, content_type="application/json"), 413)


def test_other_methods_and_unknown_addresses_are_problems_too(api):
    assert "POST" in api.get("/tailor").headers["Allow"]
    refused(api.get("/tailor"), 405)
    refused(api.delete("/api/runs"), 405)
    refused(api.get("/api/no-such-thing"), 404)
    refused(api.get("/api/runs/not-a-uuid"), 404)
    refused(api.get("/api/runs?page=99"), 404)
    refused(api.get("/api/runs?status=lost"), 422)


def test_nobody_comes_in_without_a_token_or_with_a_wrong_one(db):
    answer = tailor(APIClient())
    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    wrong = APIClient()
    wrong.credentials(HTTP_AUTHORIZATION="Bearer bsp_nonsense")
    refused(tailor(wrong), 401)


def test_without_a_resume_there_is_nothing_to_tailor(bob):
    refused(tailor(client_of(bob)), 404)


def test_the_resume_named_is_used_and_anothers_does_not_exist(api, alice, bob):
    older = resume_of(alice, "older.json")
    resume_of(alice, "newer.json")
    theirs = resume_of(bob)
    assert tailor(api, resume=str(older.pk)).json()["resume"] == str(older.pk)
    refused(tailor(api, resume=str(theirs.pk)), 404)
    refused(tailor(api, resume=str(uuid.uuid4())), 404)
    refused(tailor(api, resume="nonsense"), 404)
    refused(tailor(api, resume=7.5), 404)
    refused(tailor(api, resume=[]), 422)


def test_an_engine_without_its_key_is_not_configured(api, settings):
    settings.TAILORING_ENGINE = "anthropic"
    document = refused(tailor(api), 503)
    assert document["title"] == "Tailoring service is not configured"
    assert Run.objects.count() == 0


def test_the_sixth_run_in_a_minute_is_refused_until_one_is_a_minute_old(api, alice):
    for _ in range(5):
        assert tailor(api).status_code == 202
    answer = tailor(api)
    refused(answer, 429)
    assert 50 <= int(answer.headers["Retry-After"]) <= 61
    Turn.objects.filter(owner=alice, number=3).update(free_from=timezone.now() - timedelta(seconds=1))
    assert tailor(api).status_code == 202
    refused(tailor(api), 429)


def test_the_wait_is_told_for_a_turn_that_is_still_there_when_there_are_fewer(api, alice, settings):
    for _ in range(5):
        tailor(api)
    Turn.objects.filter(owner=alice, number=3).update(free_from=timezone.now() - timedelta(seconds=1))
    settings.TAILORINGS_PER_MINUTE = 2
    answer = tailor(api)
    refused(answer, 429)
    assert int(answer.headers["Retry-After"]) >= 50


def test_deleting_a_run_and_asking_again_with_its_key_takes_another_turn(api, settings):
    settings.TAILORINGS_PER_MINUTE = 2
    for _ in range(2):
        run = tailor(api, headers={"Idempotency-Key": "k"}).json()["id"]
        assert api.delete(f"/api/runs/{run}").status_code == 204
    refused(tailor(api, headers={"Idempotency-Key": "k"}), 429)


def test_repeats_and_refused_bodies_take_no_turn(api, bob):
    for _ in range(8):
        assert tailor(api, headers={"Idempotency-Key": "k"}).status_code == 202
        refused(tailor(api, job=""), 422)
        refused(tailor(api, resume=str(uuid.uuid4())), 404)
    for _ in range(4):
        assert tailor(api).status_code == 202
    refused(tailor(api), 429)


def test_one_persons_haste_does_not_slow_another(api, bob):
    resume_of(bob)
    for _ in range(6):
        tailor(api)
    assert tailor(client_of(bob)).status_code == 202


def test_a_turn_taken_before_the_clock_was_set_back_is_free(api, alice, settings):
    settings.TAILORINGS_PER_MINUTE = 1
    Turn.objects.create(owner=alice, number=0, free_from=timezone.now() + timedelta(days=1))
    assert tailor(api).status_code == 202


def test_the_days_runs_and_dollars_are_a_budget_that_deleting_does_not_refill(api, alice):
    alice.daily_runs = 2
    alice.save(update_fields=["daily_runs"])
    runs = [tailor(api).json()["id"] for _ in range(2)]
    assert api.delete(f"/api/runs/{runs[0]}").status_code == 204
    answer = tailor(api)
    assert "budget" in refused(answer, 429)["detail"]
    assert int(answer.headers["Retry-After"]) > 60 or timezone.now().hour == 23
    assert Turn.objects.filter(owner=alice, free_from__gt=timezone.now()).count() == 2
    alice.daily_runs, alice.daily_dollars = None, 0.5
    alice.save(update_fields=["daily_runs", "daily_dollars"])
    assert tailor(api).status_code == 202
    Charge.objects.count_once(uuid.uuid4(), alice.pk, 0.6)
    refused(tailor(api), 429)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("provider_failed", 502),
        ("refused", 502),
        ("timed_out", 504),
        ("not_configured", 503),
        ("internal", 500),
    ],
)
def test_a_failed_run_is_a_problem_with_its_sentence(api, code, status):
    key = tailor(api, headers={"Idempotency-Key": "k"}).json()["id"]
    run = Run.objects.get(pk=key)
    assert run.claim(60)
    run.fail(code, "The model service is down.")
    answer = tailor(api, headers={"Idempotency-Key": "k"})
    assert refused(answer, status)["detail"] == "The model service is down."
    assert answer.headers["Location"] == f"/api/runs/{key}"


def test_a_view_that_breaks_shows_nothing_of_its_inside(api, alice):
    run = Run.objects.get(pk=tailor(api).json()["id"])
    Run.objects.filter(pk=run.pk).update(outcome={"secret": "xyzzy"}, state=State.DONE)
    document = refused(api.get(f"/api/runs/{run.pk}"), 500)
    assert "xyzzy" not in json.dumps(document)
    assert "pydantic" not in json.dumps(document)


def test_a_run_is_executed_by_one_process_however_often_it_is_delivered(api):
    key = tailor(api).json()["id"]
    work(key)
    events = list(Run.objects.get(pk=key).events.values_list("number", "name"))
    work(key)
    assert execute(key).state == State.DONE
    assert list(Run.objects.get(pk=key).events.values_list("number", "name")) == events
