"""How the service tells that it is well, and what is wrong without saying secrets."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tailoring.models import Counter, Run, State
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
