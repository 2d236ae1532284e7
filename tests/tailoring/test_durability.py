"""What a death of a worker costs: nothing that was stored, no chance that made progress, no cent twice or never."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tailoring.models import Charge, Event, Run, Spending, State
from tailoring.models.run import MOST_EXECUTIONS
from tailoring.records import Answered, Step, Usage
from tailoring.running.execute import execute
from tests.support.people import ada

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(alice, settings):
    settings.EMBEDDINGS = "none"
    return Run.objects.begin(alice, "Python engineer", ada(), stored=None, engine="offline")


def answer(attempt, dollars=0.25):
    usage = Usage(model="m", input_tokens=1, output_tokens=1, cost_usd=dollars)
    return Answered(step=Step.JUDGE, attempt=attempt, value={}, usage=usage)


def dies(run):
    """Its worker is gone, and its lease with it."""
    Run.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_run_whose_every_death_came_after_progress_is_not_given_up(run):
    for attempt in range(2 * MOST_EXECUTIONS):
        assert run.claim(60)
        assert run.executions <= 2
        run.store(answer(attempt))
        dies(run)
    Event.objects.filter(run=run).delete()
    assert execute(run.pk).state == State.DONE


def test_a_run_that_dies_again_and_again_without_progress_is_given_up(run):
    assert run.claim(60)
    run.store(answer(1))
    for _ in range(MOST_EXECUTIONS):
        dies(run)
        assert run.claim(60)
        run.store(answer(1))  # stored already: no progress
    dies(run)
    ended = execute(run.pk)
    assert (ended.state, ended.error_code) == (State.FAILED, "internal")


def test_what_an_answer_cost_is_counted_once_wherever_its_worker_died(run, alice):
    assert run.claim(60)
    run.store(answer(1))
    run.store(answer(1))
    # Stored, and then the worker died before it could count it.
    Event.objects.append(run.pk, "answered", answer(2).model_dump(mode="json"), key="answered/judge/2")
    assert Spending.objects.today(alice).spent == 250_000
    for _ in range(2):
        run.settle()
        assert Spending.objects.today(alice).spent == 500_000
    run.store(answer(2))
    assert run.cancel()
    assert Spending.objects.today(alice).spent == 500_000


def test_deleting_a_run_gives_nothing_back_and_counts_what_was_not_counted_yet(run, alice):
    client = APIClient()
    client.force_authenticate(alice)
    Event.objects.append(run.pk, "answered", answer(1).model_dump(mode="json"), key="answered/judge/1")
    Run.objects.filter(pk=run.pk).update(state=State.DONE)
    assert client.delete(f"/api/runs/{run.pk}").status_code == 204
    assert Spending.objects.today(alice).spent == 250_000


def test_a_budget_counts_what_the_answers_cost_today(alice, bob, settings):
    settings.DAILY_DOLLARS = 1.0
    Charge.objects.count_once(uuid.uuid4(), alice.pk, 0.7)
    Charge.objects.count_once(uuid.uuid4(), bob.pk, 5.0)
    Charge.objects.count_once(uuid.uuid4(), alice.pk, 5.0, timezone.now().date() - timedelta(days=1))
    assert Spending.objects.count_run(alice)
    Charge.objects.count_once(uuid.uuid4(), alice.pk, 0.3)
    assert not Spending.objects.count_run(alice)
    assert not Spending.objects.count_run(bob)
