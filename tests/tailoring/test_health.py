"""How the service tells that it is well, and what is wrong without saying secrets."""

import json
import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.logs import Structured
from content.models import Resume
from tailoring.models import Counter, Run, State
from tests.support.clients import client_of
from tests.support.people import ada

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offline(settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"


@pytest.fixture
def run(alice):
    return Run.objects.begin(alice, "Python engineer", ada(), stored=None, engine="offline")


def parts():
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()["parts"]


def test_all_is_well(run):
    assert Client().get("/healthz").status_code == 200
    assert parts() == (200, dict.fromkeys(("database", "queue", "index", "engine"), "ok"))


def test_a_queue_that_nobody_serves_is_not_ready(run):
    Run.objects.update(queued=timezone.now() - timedelta(minutes=5))
    status, said = parts()
    assert status == 503
    assert "is a worker running?" in said["queue"]


def test_a_long_queue_that_moves_is_ready(alice, run):
    Run.objects.update(queued=timezone.now() - timedelta(minutes=5))
    other = Run.objects.begin(alice, "Go engineer", ada(), stored=None, engine="offline")
    assert other.claim(60)
    assert parts()[1]["queue"] == "ok"


def test_runs_of_a_dead_worker_that_nobody_takes_are_not_ready(run):
    run.claim(60)
    Run.objects.update(lease_until=timezone.now() - timedelta(minutes=5))
    assert "dead worker" in parts()[1]["queue"]


def test_an_engine_without_its_key_and_an_index_that_is_away_are_told_without_secrets(settings):
    settings.TAILORING_ENGINE = "anthropic"
    settings.EMBEDDINGS, settings.QDRANT_URL, settings.QDRANT_API_KEY = (
        "local",
        "http://127.0.0.1:9",
        "secret-key",
    )
    status, said = parts()
    assert status == 503
    assert "not configured" in said["engine"]
    assert "does not answer" in said["index"]
    assert "secret-key" not in str(said)


def test_numbers_are_off_unless_set(settings, run):
    assert Client().get("/metrics").status_code == 404
    settings.METRICS = True
    Counter.objects.tally("runs", State.DONE)
    Counter.objects.tally("step_seconds", "judge", 1.5)
    lines = Client().get("/metrics").content.decode().splitlines()
    assert 'bespoke_runs_total{status="done"} 1' in lines
    assert 'bespoke_step_seconds_sum{step="judge"} 1.5' in lines
    assert 'bespoke_runs_now{status="queued"} 1' in lines
    assert any(line.startswith("bespoke_queue_age_seconds ") for line in lines)
    assert "# TYPE bespoke_http_seconds histogram" in lines
    assert "# TYPE bespoke_step_seconds summary" in lines


def test_metrics_tell_latency_traffic_errors_saturation_and_dollars(settings, run):
    settings.METRICS = True
    Counter.objects.tally("cost_dollars", "a-model", 0.25)
    client = Client()
    client.get("/readyz")
    client.get(f"/api/runs/{run.pk}/no-such-file.exe")
    told = client.get("/metrics").content.decode().splitlines()
    numbers = dict(line.rsplit(" ", 1) for line in told)
    assert int(numbers['bespoke_http_requests_total{method="GET",route="/readyz",status="200"}']) >= 1
    assert int(numbers['bespoke_http_requests_total{method="GET",route="unknown",status="404"}']) >= 1
    assert numbers['bespoke_http_seconds_bucket{le="+Inf"}'] == numbers["bespoke_http_seconds_count"]
    assert int(numbers["bespoke_http_requests_now"]) == 1
    assert numbers['bespoke_runs_now{status="queued"}'] == "1"
    assert int(numbers["bespoke_runs_at_once"]) >= 1
    assert numbers['bespoke_cost_dollars_total{model="a-model"}'] == "0.25"
    assert str(run.pk) not in "\n".join(told)


def test_a_log_line_names_the_request_that_its_answer_names_and_the_run(alice, caplog):
    Resume.objects.import_as_current(alice, ada(), name="cv")
    api = client_of(alice)
    headers = {"Prefer": "respond-async", "X-Request-ID": "my-own-request"}
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(Structured().format(record))  # type: ignore[method-assign]
    logging.getLogger("bespoke").addHandler(handler)
    logging.getLogger("tailoring").addHandler(handler)
    with caplog.at_level(logging.INFO):
        answer = api.post("/tailor", {"job_description": "Python"}, format="json", headers=headers)
    assert answer["X-Request-ID"] == "my-own-request"
    begun = next(json.loads(line) for line in lines if '"begun"' in line)
    assert (begun["request"], begun["run"]) == ("my-own-request", answer.json()["id"])
    told = next(json.loads(line) for line in lines if "POST /tailor 202" in line)
    assert told["request"] == "my-own-request"


@pytest.mark.parametrize("given", ["short", "with a space in it", "x" * 65, "line%0abreak"])
def test_what_is_no_request_id_is_replaced_by_one(given):
    answer = Client().get("/healthz", headers={"X-Request-ID": given})
    assert answer["X-Request-ID"] != given
    assert len(answer["X-Request-ID"]) == 16
