"""`/api/runs`: listing, filtering, fetching, cancelling and deleting one's runs, and their files."""

import pytest

from tailoring.exports import FORMATS
from tailoring.models import Event, Run, State
from tailoring.tasks import work
from tests.support.clients import client_of
from tests.support.people import ada

pytestmark = pytest.mark.django_db
JOB = "Senior Backend Engineer. Requirements: Python, Docker, Kubernetes."
KINDS = [made.name for made in FORMATS.values()]


@pytest.fixture(autouse=True)
def offline(settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"


@pytest.fixture
def api(alice):
    return client_of(alice)


def run_of(user, job=JOB):
    return Run.objects.begin(user, job, ada(), stored=None, engine="offline")


@pytest.fixture
def done(alice):
    run = run_of(alice)
    work(str(run.pk))
    return Run.objects.get(pk=run.pk)


def test_runs_are_listed_newest_first_a_page_at_a_time(api, alice):
    runs = [str(run_of(alice, f"Engineer number {number} at Acme").pk) for number in range(5)]
    page = api.get("/api/runs?page_size=2").json()
    assert page["count"] == 5
    assert [line["id"] for line in page["results"]] == runs[:2:-1]
    assert [line["id"] for line in api.get(page["next"]).json()["results"]] == runs[2:0:-1]
    assert page["results"][0]["title"] == "Engineer number 4 at Acme"


def test_runs_are_filtered(api, alice, done):
    waiting = run_of(alice, "A florist in Bergen")
    assert [line["id"] for line in api.get("/api/runs?status=queued").json()["results"]] == [str(waiting.pk)]
    assert [line["id"] for line in api.get("/api/runs?q=florist").json()["results"]] == [str(waiting.pk)]
    assert api.get("/api/runs?engine=anthropic").json()["count"] == 0
    assert api.get("/api/runs", {"created_after": waiting.created.isoformat()}).json()["count"] == 1


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        ("2879-05-21T13:06:40-18:52", 1, 0),
        ("0001-01-01T00:00:00+23:00", 0, 1),
        ("9999-12-31T23:59:59-23:00", 1, 0),
    ],
)
def test_any_moment_in_any_zone_may_be_asked_for(api, alice, moment, before, after):
    run_of(alice)
    assert api.get("/api/runs", {"created_before": moment}).json()["count"] == before
    assert api.get("/api/runs", {"created_after": moment}).json()["count"] == after


def test_listing_reads_no_results(api, alice, django_assert_max_num_queries):
    for _ in range(5):
        run_of(alice)
    with django_assert_max_num_queries(3):
        assert api.get("/api/runs").json()["count"] == 5


def test_a_done_run_comes_with_its_result(api, done):
    document = api.get(f"/api/runs/{done.pk}").json()
    assert document["status"] == "done"
    assert document["tailored_resume"]["contact"]["full_name"] == "Ada Byron"
    assert document["error"] is None
    assert document["started"] <= document["finished"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_done_run_is_given_as_a_file(api, done, kind):
    answer = api.get(f"/api/runs/{done.pk}/resume.{kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    assert answer.headers["Content-Type"] == FORMATS[f".{kind}"].media_type
    assert len(answer.content) > 300


def test_a_file_that_there_is_not_is_not_found(api, alice, done):
    assert api.get(f"/api/runs/{done.pk}/resume.exe").status_code == 404
    assert api.get(f"/api/runs/{run_of(alice).pk}/resume.pdf").status_code == 404


def test_a_cancelled_run_is_never_executed(api, alice):
    run = run_of(alice)
    assert api.post(f"/api/runs/{run.pk}/cancel").json()["status"] == "cancelled"
    work(str(run.pk))
    assert Run.objects.get().state == State.CANCELLED
    assert api.post(f"/api/runs/{run.pk}/cancel").status_code == 200


def test_what_is_over_cannot_be_cancelled(api, done):
    assert api.post(f"/api/runs/{done.pk}/cancel").status_code == 409


def test_deleting_a_run_deletes_all_it_left(api, done):
    assert Event.objects.exists()
    assert api.delete(f"/api/runs/{done.pk}").status_code == 204
    assert not Event.objects.exists()
    assert api.get(f"/api/runs/{done.pk}").status_code == 404


def test_a_wait_must_be_a_number(api, done):
    assert api.get(f"/api/runs/{done.pk}?wait=5").status_code == 200
    assert api.get(f"/api/runs/{done.pk}?wait=soon").status_code == 422


def test_events_after_the_last_one_are_none(api, done):
    last = done.events.order_by("number").last().number
    answer = api.get(f"/api/runs/{done.pk}/events", headers={"Last-Event-ID": str(last)})
    assert answer.status_code == 204


def test_events_tell_steps_and_never_a_draft(done):
    told = [event.shown() for event in done.events.order_by("number")]
    assert [event.name for event in done.events.order_by("number")][0::50] == ["state"]
    assert {"analysis"} <= set().union(*told)
    assert not any("value" in event for event in told)


def test_bob_cannot_see_or_touch_what_is_alices(done, bob):
    stranger = client_of(bob)
    address = f"/api/runs/{done.pk}"
    assert stranger.get("/api/runs").json()["count"] == 0
    answers = [
        stranger.get(address),
        stranger.get(f"{address}?wait=1"),
        stranger.delete(address),
        stranger.post(f"{address}/cancel"),
        stranger.get(f"{address}/events"),
        *(stranger.get(f"{address}/resume.{kind}") for kind in KINDS),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert Run.objects.filter(pk=done.pk, state=State.DONE).exists()
