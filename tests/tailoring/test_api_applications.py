"""`/api/applications`: the jobs one applies to, how far each has come, and what one applies with."""

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from content.models import Resume
from tailoring.models import Application, Run
from tailoring.tasks import work
from tests.support.clients import client_of
from tests.support.people import ada

pytestmark = pytest.mark.django_db
JOB = "Acme GmbH is hiring a Senior Backend Engineer in Berlin.\n\nRequirements:\n- Python\n- Docker\n"


@pytest.fixture(autouse=True)
def offline(settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"


@pytest.fixture
def api(alice):
    return client_of(alice)


@pytest.fixture
def run(alice):
    """A finished run of Alice's, from a stored résumé."""
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="ada.json")
    run = Run.objects.begin(alice, JOB, ada(), stored=resume, engine="offline")
    work(str(run.pk))
    return Run.objects.get(pk=run.pk)


def add(api, title="Florist", **more):
    return api.post("/api/applications", {"title": title, **more}, format="json")


def listed(api, query=""):
    return [line["title"] for line in api.get(f"/api/applications{query}").json()["results"]]


def without_dates(answer):
    """Some databases keep milliseconds."""
    return {name: value for name, value in answer.json().items() if name not in ("created", "updated")}


def test_an_application_is_kept_changed_and_deleted(api):
    made = add(api, company="Bergen Blooms", url="https://example.org/jobs/7", notes="Ask for Ola\nby phone")
    assert made.status_code == 201
    assert (made.json()["status"], made.json()["applied"]) == ("draft", None)
    at = made.headers["Location"]
    assert at == f"/api/applications/{made.json()['id']}"
    changed = api.patch(at, {"status": "interview", "applied": "2026-01-31"}, format="json").json()
    assert (changed["status"], changed["applied"], changed["notes"]) == (
        "interview", "2026-01-31", "Ask for Ola\nby phone",
    )  # fmt: skip
    assert without_dates(api.get(at)) == {
        **without_dates(made),
        "status": "interview",
        "applied": "2026-01-31",
    }
    assert api.delete(at).status_code == 204
    assert api.get(at).status_code == 404


def test_one_that_was_made_for_a_run_knows_what_the_run_knows(api, run):
    made = api.post("/api/applications", {"run": str(run.pk)}, format="json").json()
    assert "Senior Backend Engineer" in made["title"]
    assert made["company"] == run.result.analysis.company
    assert (made["run"], made["resume"]) == (str(run.pk), str(run.resume_id))
    own = api.post(
        "/api/applications", {"run": str(run.pk), "title": "Mine", "company": "Theirs"}, format="json"
    ).json()
    assert (own["title"], own["company"]) == ("Mine", "Theirs")


def test_one_that_was_sent_has_a_date_even_when_nobody_said_when(api):
    today = timezone.now().date().isoformat()
    made = add(api).json()
    at = f"/api/applications/{made['id']}"
    assert api.patch(at, {"status": "withdrawn"}, format="json").json()["applied"] is None
    assert api.patch(at, {"status": "applied"}, format="json").json()["applied"] == today
    assert add(api, status="rejected", applied="2026-01-01").json()["applied"] == "2026-01-01"


def test_applications_are_filtered_and_paged(api, run):
    add(api, "Florist", status="applied", applied="2026-01-10")
    add(api, "Baker", company="Flour & Sons", status="offer", applied="2026-02-10")
    add(api, "Painter", notes="likes flour", run=str(run.pk))
    assert listed(api) == ["Painter", "Baker", "Florist"]
    assert listed(api, "?status=applied&status=offer") == ["Baker", "Florist"]
    assert listed(api, "?q=flour") == ["Painter", "Baker"]
    assert listed(api, f"?run={run.pk}") == listed(api, f"?resume={run.resume_id}") == ["Painter"]
    assert listed(api, "?applied_after=2026-02-01") == ["Baker"]
    assert listed(api, "?applied_before=2026-02-01") == ["Florist"]
    assert listed(api, "?page_size=2&page=2") == ["Florist"]
    assert api.get("/api/applications?status=hired").status_code == 422


@pytest.mark.parametrize(
    "body",
    [{}, {"title": ""}, {"title": " \u200b"}, {"title": "x" * 201}, {"title": "x", "status": "hired"},
     {"title": "x", "url": "javascript:alert(1)"}, {"title": "x", "url": "ftp://example.org/"},
     {"title": "x", "applied": "tomorrow"}, {"title": "x", "run": "7"},
     {"title": "x", "run": "00000000-0000-0000-0000-000000000000"}],
)  # fmt: skip
def test_what_cannot_be_is_refused(api, body):
    answer = api.post("/api/applications", body, format="json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert not Application.objects.exists()


def test_bob_cannot_see_or_touch_what_is_alices_nor_point_at_it(api, run, bob):
    made = add(api, run=str(run.pk)).json()
    at, stranger = f"/api/applications/{made['id']}", client_of(bob)
    assert stranger.get("/api/applications").json()["count"] == 0
    answers = [
        stranger.get(at),
        stranger.patch(at, {"title": "Bob's"}, format="json"),
        stranger.delete(at),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3
    for name, key in (("run", run.pk), ("resume", run.resume_id)):
        answer = add(stranger, **{name: str(key)})
        assert answer.status_code == 422
        assert answer.json()["detail"] == f"{name}: There is no such {name}, or it is not yours."
    assert APIClient().get("/api/applications").status_code == 401
    assert api.get(at).json()["title"] == made["title"]


def test_it_outlives_its_run_and_its_resume(api, run):
    made = add(api, run=str(run.pk)).json()
    api.delete(f"/api/runs/{run.pk}")
    run.resume.document.delete()
    left = api.get(f"/api/applications/{made['id']}").json()
    assert (left["title"], left["run"], left["resume"]) == ("Florist", None, None)


def test_a_deleted_resume_cannot_be_applied_with(api, run):
    api.delete(f"/api/resumes/{run.resume_id}")
    assert add(api, resume=str(run.resume_id)).status_code == 422
