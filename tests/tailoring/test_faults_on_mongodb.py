"""A MongoDB server that dies or steps down in the middle of a run: nothing is lost or paid twice."""

import contextlib
import threading
import time
from collections import Counter

import pytest
from pymongo.errors import PyMongoError

from tests.support.databases import only_on
from tests.support.servers import MongoDB
from tests.support.service import Service
from tests.tailoring.test_faults import ONCE, Provider

pytestmark = [only_on("mongodb"), pytest.mark.timeout(240), pytest.mark.slow]


def once(action):
    """`action()` for the first that asks, however often it is asked."""
    lock = threading.Lock()
    done: list[object] = []

    def act():
        with lock:
            if not done:
                done.append(action())

    return act


@pytest.fixture
def server():
    with MongoDB() as server:
        yield server


def served(tmp_path, server, provider):
    return Service(tmp_path, at=server.address, **provider.environment, LEASE_SECONDS="8")


def is_whole(service, run):
    document = service.run(run, wait=120)
    assert document["status"] == "done", service.logs()
    assert document["tailored_resume"]["contact"]["full_name"] == "Ada Byron"
    assert "Traceback" not in service.processes[0].log.read_text()


@pytest.mark.parametrize("step", ["analysis", "draft", "judgement"])
def test_a_server_that_is_killed_in_a_step_and_comes_back_costs_no_answer(tmp_path, server, step):
    def die():
        server.kill()
        threading.Timer(2.0, server.start).start()

    kill = once(die)
    with (
        Provider(lambda now: kill() if now == step else None) as provider,
        served(tmp_path, server, provider) as service,
    ):
        service.start_web()
        service.start_worker()
        run = service.tailor().json()["id"]
        service.wait_until(lambda: step in provider.asked)
        time.sleep(3)
        is_whole(service, run)
        asked = Counter(provider.asked)
    # What was being answered when it died may be asked again, nothing that was stored before.
    assert {name: asked[name] for name in ("analysis", "draft") if name != step and name in ONCE} == {
        name: 1 for name in ("analysis", "draft") if name != step
    }


def test_a_primary_that_steps_down_in_every_step_costs_no_answer(tmp_path, server):
    def step_down(step):
        # It hangs up on all when it steps down.
        with server.client() as client, contextlib.suppress(PyMongoError):
            client.admin.command({"replSetStepDown": 1, "force": True})

    with Provider(step_down) as provider, served(tmp_path, server, provider) as service:
        service.start_web()
        service.start_worker()
        run = service.tailor().json()["id"]
        is_whole(service, run)
        executions = [row["executions"] for row in service.store.rows("tailoring_run")]
    asked = Counter(provider.asked)
    assert {step: asked[step] for step in ("analysis", "draft")} == {"analysis": 1, "draft": 1}
    assert executions in ([1], [2])


def test_while_the_server_is_away_one_is_told_to_come_again_and_nothing_is_half_written(tmp_path, server):
    with Provider() as provider, served(tmp_path, server, provider) as service:
        service.start_web()
        before = service.http.get("/api/resumes").json()
        server.kill()
        began = time.monotonic()
        answer = service.tailor(key="mine")
        assert time.monotonic() - began < 15
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        server.start()
        service.start_worker()
        service.wait_until(lambda: service.http.get("/api/resumes").status_code == 200)
        assert service.http.get("/api/resumes").json() == before
        is_whole(service, service.tailor(key="mine").json()["id"])
    assert Counter(provider.asked) == ONCE
