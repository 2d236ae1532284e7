"""What was accepted is finished or says why not, whatever dies in between, and no stored answer is paid for twice.

One worker survives the whole file; it is held still (SIGSTOP) while a test has another one in its hands.
"""

import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
import pytest

from tests.fakes.anthropic_api import AnthropicAPI, status
from tests.fakes.liar import sources_in
from tests.fakes.writer import Writer, faithful_draft, step_of
from tests.support.service import Service

pytestmark = pytest.mark.slow

STEPS = ("analysis", "matches", "draft", "doubts", "judgement", "repair")
ONCE = dict.fromkeys(STEPS, 1)


def draft(prompt):
    """One text that the guard refuses and one that it passes, so that every step is asked for."""
    answer = faithful_draft(prompt)
    texts = {bullet["evidence"][0]: bullet for role in answer["roles"] for bullet in role["bullets"]}
    for source in sources_in(prompt):
        if "handbook" in source.text:
            texts[source.id]["text"] = "Led on-call for 400 shops"
        elif "billing" in source.text:
            texts[source.id]["text"] = "Built Python and Django billing services for 40 shops"
    return answer


class Provider(AnthropicAPI):
    """Answers every step; `before(step)` is called before each answer."""

    def __init__(self, before=lambda step: None, **more):
        self.asked = []
        self.before = before
        self._writer = Writer(draft=draft)
        super().__init__(responder=self._respond, **more)

    def reset(self):
        super().reset()
        self.asked, self.before, self.scale = [], lambda step: None, 0.0

    def _respond(self, body):
        step = step_of(body)
        self.asked.append(step)
        self.before(step)
        return self._writer(body)

    @property
    def environment(self):
        return {
            "ANTHROPIC_API_KEY": self.api_key,
            "ANTHROPIC_BASE_URL": self.url,
            "TAILORING_ENGINE": "anthropic",
        }


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A service with one worker that no test kills, and the provider that this worker asks."""
    with (
        Provider() as provider,
        Service(
            tmp_path_factory.mktemp("faults"), **provider.environment, CALL_SECONDS="6", LEASE_SECONDS="300"
        ) as service,
    ):
        service.provider = provider
        service.survivor = service.start_worker()
        service.start_web()
        yield service


@pytest.fixture
def service(running):
    """The service, with no run left over and its worker awake."""
    running.provider.reset()
    yield running
    os.kill(running.survivor.pid, signal.SIGCONT)
    for process in running.processes[2:]:
        process.kill()
    del running.processes[2:]
    running.store.empty("tailoring_event", "tailoring_attempt", "tailoring_run", "django_q_ormq")


@contextmanager
def asleep(service):
    """No worker but those that the test starts; afterwards the survivor is awake again."""
    os.kill(service.survivor.pid, signal.SIGSTOP)
    while not service.store.is_at_rest():  # it was stopped in the middle of a transaction: nobody could write
        os.kill(service.survivor.pid, signal.SIGCONT)
        time.sleep(0.05)
        os.kill(service.survivor.pid, signal.SIGSTOP)
    yield
    os.kill(service.survivor.pid, signal.SIGCONT)


def begun(service, **asked):
    answer = service.tailor(**asked)
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def done(service, *runs):
    documents = [service.run(run, wait=60) for run in runs]
    assert [document["status"] for document in documents] == ["done"] * len(runs), service.logs()
    return documents


def killed_in(service, step):
    """A run whose worker was killed when it asked for `step`, and what that worker had asked for."""

    def kill(now):
        if now == step:
            victim.kill()

    with Provider(kill) as provider:
        victim = service.start_worker(**provider.environment)
        run = begun(service)
        service.wait_until(lambda: not victim.is_alive)
        return run, provider.asked


def test_a_worker_killed_in_any_step_is_taken_over_after_its_last_stored_answer(service):
    with asleep(service):
        killed = {step: killed_in(service, step) for step in STEPS if step != "doubts"}
        service.end_all_leases()
    documents = done(service, *(run for run, _ in killed.values()))
    # Of each run the step it was killed in is asked for again, and those after it, none before.
    # Judge and reader are asked at the same time: the reader's answer may be stored before the judge is killed.
    asked_again = Counter(service.provider.asked)
    assert asked_again.pop("doubts") in (3, 4)
    assert asked_again == {"analysis": 1, "matches": 2, "draft": 3, "judgement": 4, "repair": 5}
    for step, (_, asked) in killed.items():
        before = {"analysis", "matches", "draft"}
        assert before & set(asked) == set(STEPS[: 1 + STEPS.index(step)][:3])
    for document in documents:
        *one_by_one, one, other, last = [usage["step"] for usage in document["usage"]["steps"]]
        assert [*one_by_one, last] == ["analyze", "match", "generate", "repair"]
        assert {one, other} == {"judge", "read"}


def test_an_idle_worker_that_is_killed_is_missed_by_nobody(service):
    with asleep(service), Provider() as provider:
        idle = service.start_worker(**provider.environment)
        done(service, begun(service))
        idle.kill()
        run = begun(service)
        assert service.run(run)["status"] == "queued"
    done(service, run)


def test_runs_accepted_while_no_worker_is_there_are_done_when_one_is_back(service):
    with asleep(service):
        runs = [begun(service) for _ in range(4)]
        assert {service.run(run)["status"] for run in runs} == {"queued"}
    done(service, *runs)


def test_a_run_whose_queue_row_is_lost_is_found_by_the_sweep(service):
    with asleep(service):
        run = begun(service)
        service.store.empty("django_q_ormq")
    done(service, run)


def test_a_task_delivered_twice_to_two_workers_at_once_runs_once(service):
    with asleep(service):
        runs = [begun(service) for _ in range(3)]
        for _ in range(2):
            service.store.repeat("django_q_ormq")
        assert service.store.count("django_q_ormq") == 12
        service.start_worker()
    done(service, *runs)
    service.wait_until(lambda: service.store.count("django_q_ormq") == 0)
    assert Counter(service.provider.asked) == dict.fromkeys(STEPS, 3)


def test_a_worker_that_lost_its_run_writes_nothing_more(service):
    """It stood still while another took over: what it finds out late is not stored."""

    def lose(step):
        if step == "draft":
            os.kill(service.survivor.pid, signal.SIGCONT)
            service.end_all_leases()
            service.wait_until(lambda: service.run(run)["status"] == "done")

    with asleep(service), Provider(lose) as slow:
        # Its answer waits for the other worker's whole run, which takes longer than a call may on a busy machine.
        loser = service.start_worker(**slow.environment, CALL_SECONDS="60")
        run = begun(service)
        done(service, run)
        service.wait_until(lambda: "taken over" in loser.log.read_text())
        assert slow.asked == ["analysis", "matches", "draft"]
    assert sorted(service.provider.asked) == sorted(STEPS[2:])


def test_a_client_whose_server_dies_gets_the_same_run_with_its_key(service):
    service.provider.before = lambda step: time.sleep(0.3)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(service.tailor, prefer="wait=30", key="mine")
        service.wait_until(lambda: service.store.count("tailoring_run") == 1)
        service.processes[1].kill()
        with pytest.raises(httpx.TransportError):
            waiting.result()
        service.start_web()
        service.processes[1] = service.processes.pop()
        answer = service.tailor(prefer="wait=30", key="mine")
    assert answer.status_code == 200
    assert service.store.count("tailoring_run") == 1
    assert Counter(service.provider.asked) == ONCE


def test_a_provider_that_is_down_for_the_whole_run_ends_it_with_a_sentence(service):
    service.provider.script(None, *[status(529)] * 50)
    answer = service.tailor(prefer="wait=60")
    assert answer.status_code in (502, 504)
    assert answer.headers["content-type"] == "application/problem+json"
    run = service.run(answer.json()["run"])
    assert run["status"] == "failed"
    assert run["error"]["detail"] == answer.json()["detail"]


def test_a_database_that_is_locked_for_a_while_costs_no_run(service):
    with asleep(service):
        run = begun(service)
        with service.store.held_up():
            os.kill(service.survivor.pid, signal.SIGCONT)
            time.sleep(2)
    done(service, run)
    assert Counter(service.provider.asked) == ONCE


def test_a_clock_that_was_set_back_keeps_no_dead_workers_run(service):
    with asleep(service):
        run, _ = killed_in(service, "draft")
        later = datetime(2090, 1, 1, tzinfo=UTC)
        service.store.change("tailoring_run", lease_until=later, queued=later)
    done(service, run)


def test_a_run_that_ends_its_worker_every_time_is_given_up(service):
    with asleep(service):
        run = begun(service)
        service.store.change("tailoring_run", executions=5)
    document = service.run(run, wait=60)
    assert (document["status"], document["error"]["code"]) == ("failed", "internal")
    assert service.provider.asked == []


def test_a_worker_asked_to_stop_hands_its_runs_back_and_pays_for_no_answer_twice(service):
    with asleep(service), Provider(lambda step: time.sleep(1.0) if step == "draft" else None) as provider:
        # A lease that outlasts the answer on a busy machine too: a worker that stops renews none.
        first = service.start_worker(**provider.environment, LEASE_SECONDS="30")
        run = begun(service)
        service.wait_until(lambda: "draft" in provider.asked)
        assert first.stop() == 0
        assert service.run(run)["status"] == "queued"
        assert provider.asked == ["analysis", "matches", "draft"]
    done(service, run)
    assert sorted(service.provider.asked) == sorted(STEPS[3:])


def test_a_run_found_by_the_sweep_and_then_delivered_is_not_broken_off_at_a_stop(service):
    with asleep(service), Provider(lambda step: time.sleep(1.0) if step == "draft" else None) as provider:
        run = begun(service)
        service.store.change("tailoring_run", queued=datetime(2020, 1, 1, tzinfo=UTC))
        worker = service.start_worker(**provider.environment, LEASE_SECONDS="30")
        service.wait_until(lambda: "draft" in provider.asked and not service.store.rows("django_q_ormq"))
        assert worker.stop() == 0
    done(service, run)
    assert sorted(service.provider.asked) == sorted(STEPS[3:])


def test_a_cancelled_run_stops_in_the_middle_of_an_answer(service):
    service.provider.scale = 1.0  # as slowly as a model writes
    run = begun(service)
    service.wait_until(lambda: "draft" in service.provider.asked)
    cancelled = service.http.post(f"/api/runs/{run}/cancel")
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    stopped = f"[run {run}] the run was taken over or ended elsewhere"
    service.wait_until(lambda: stopped in service.survivor.log.read_text(), seconds=15)
    assert "judgement" not in service.provider.asked
    assert service.run(run)["status"] == "cancelled"
