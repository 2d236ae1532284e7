"""One run, one process at a time: claims, leases, and what happens when the database is away for a moment."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from tailoring.models import Event, Run, State
from tailoring.models.run import MOST_EXECUTIONS
from tailoring.records import Answered, Step
from tailoring.running.execute import execute
from tailoring.running.lease import LeaseKeeper, LeaseLost
from tests.support.people import ada

pytestmark = pytest.mark.django_db
JOB = "Senior Backend Engineer. Requirements: Python, Docker, Kubernetes."


@pytest.fixture
def run(alice, settings):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"
    return Run.objects.begin(alice, JOB, ada(), stored=None, engine="offline")


def same(run):
    return Run.objects.get(pk=run.pk)


def test_one_of_two_who_claim_gets_it(run):
    first, second = same(run), same(run)
    assert first.claim(60)
    assert not second.claim(60)


def test_a_lease_that_ran_out_lets_another_in_and_the_first_writes_nothing_more(run):
    first, second = same(run), same(run)
    assert first.claim(60)
    Run.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert second.claim(60)
    assert not first.renew(60)
    assert not first.fail("internal", "too late")
    assert not first.hand_back()
    assert same(run).state == State.RUNNING
    assert second.renew(60)


def test_a_run_handed_back_waits_again_and_is_not_counted(run):
    assert run.claim(60)
    assert run.hand_back()
    assert (same(run).state, same(run).executions) == (State.QUEUED, 0)


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_what_is_over_cannot_be_claimed_or_cancelled(run, state):
    Run.objects.update(state=state)
    assert not run.claim(60)
    assert not run.cancel()


def test_overdue_is_what_the_queue_should_have_delivered(run, alice):
    assert not Run.objects.overdue()
    Run.objects.update(queued=timezone.now() - timedelta(seconds=10))
    assert list(Run.objects.overdue()) == [run]
    assert run.claim(60)
    assert not Run.objects.overdue()
    Run.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert list(Run.objects.overdue()) == [run]


def test_storing_an_answer_twice_changes_nothing_and_is_paid_for_once(run):
    answer = Answered(step=Step.ANALYZE, value={"required_skills": []})
    run.store(answer)
    run.store(answer)
    assert Event.objects.count() == 1
    assert run.stored_answers() == [answer]


def test_a_database_that_fails_in_the_middle_costs_no_answer(run):
    asked = []

    def break_off(record):
        if isinstance(record, Answered):
            asked.append(record.step)
            if len(asked) == 2:
                raise OperationalError("database or disk is full")

    execute(run.pk, break_off)
    assert (same(run).state, same(run).executions) == (State.QUEUED, 1)
    execute(run.pk, break_off)
    assert same(run).state == State.DONE
    assert len(asked) == len(set(asked))


def test_a_database_that_fails_every_time_ends_the_run_with_a_sentence(run):
    def break_off(record):
        raise OperationalError("database or disk is full")

    for _ in range(4 * MOST_EXECUTIONS):  # each record that was stored before is a chance more
        execute(run.pk, break_off)
    assert same(run).state == State.FAILED
    assert same(run).error.endswith(".")


def test_a_lease_keeper_that_lost_its_run_stops_it_in_mid_answer(run):
    assert run.claim(60)
    keeper = LeaseKeeper()
    with keeper.keeping(run) as lease:
        lease.check()
        same(run).cancel()
        keeper.note_lost({run.holder: lease})
        with pytest.raises(LeaseLost):
            lease.check()
