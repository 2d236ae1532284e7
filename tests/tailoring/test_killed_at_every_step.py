"""Runs whose worker is killed at each step of theirs, forty deaths of a run in all: each ends, and is paid for once."""

import threading
from collections import Counter

import pytest

from tailoring.models.charge import MICRO
from tests.support.service import Service
from tests.tailoring.test_faults import STEPS, Provider, asleep, begun, done

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # five workers are started, one after the other

RUNS = 8
# The second reader is asked at the same time as the judge.
KILLED_IN = tuple(step for step in STEPS if step != "doubts")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with (
        Provider() as provider,
        Service(
            tmp_path_factory.mktemp("killed"), **provider.environment, CALL_SECONDS="150", LEASE_SECONDS="300"
        ) as service,
    ):
        service.provider = provider
        service.survivor = service.start_worker()
        service.start_web()
        yield service


def asked_until_killed_in(service, step):
    """What a worker asked for that took every run, and was killed when each had asked for `step`."""
    dead, waiting = threading.Event(), []

    def hold(now):
        if now == step:
            waiting.append(now)
            if len(waiting) == RUNS:
                victim.kill()
                dead.set()
            dead.wait(120)

    with Provider(hold) as provider:
        victim = service.start_worker(**provider.environment)
        service.wait_until(dead.is_set, seconds=120)
        service.end_all_leases()
        return Counter(provider.asked)


def test_each_run_ends_and_every_stored_answer_was_asked_for_and_paid_for_once(service):
    with asleep(service):
        runs = [begun(service) for _ in range(RUNS)]
        asked = Counter[str]()
        for step in KILLED_IN:
            asked += asked_until_killed_in(service, step)
    documents = done(service, *runs)
    asked += Counter(service.provider.asked)
    # Once for the worker that was killed before it had the answer, and once for the one that stored it.
    assert {step: asked[step] for step in KILLED_IN} == dict.fromkeys(KILLED_IN, 2 * RUNS)
    assert RUNS <= asked["doubts"] <= 2 * RUNS
    for document in documents:
        steps = [usage["step"] for usage in document["usage"]["steps"]]
        assert sorted(steps) == ["analyze", "generate", "judge", "match", "read", "repair"]
    stored = [usage["cost_usd"] for document in documents for usage in document["usage"]["steps"]]
    charges = [row["micro_dollars"] for row in service.store.rows("tailoring_charge")]
    assert sorted(charges) == sorted(round(cost * MICRO) for cost in stored)
    counted = sum(row["cost_usd"] for row in service.store.rows("tailoring_run"))
    assert counted == pytest.approx(sum(stored), abs=RUNS / MICRO)  # each run's is rounded to a millionth
