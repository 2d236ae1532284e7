"""`manage.py serve`: web and worker together, waiting clients, live events, and whatever dies comes back."""

import os
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.support.service import JOB, Service, free_port

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with Service(tmp_path_factory.mktemp("serve"), TAILORING_ENGINE="offline", METRICS="true") as service:
        service.serve = service.start_serve()
        yield service


def children(pid):
    """The processes that `pid` has started, by what they run."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat, command = (folder / "stat").read_text(), (folder / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if int(stat.rpartition(")")[2].split()[1]) == pid:
            found["web" if "uvicorn" in command else "worker"] = int(folder.name)
    return found


def events(service, run, last=""):
    """(id, name) of each event until the stream ends."""
    headers = {"Last-Event-ID": last} if last else {}
    with service.http.stream("GET", f"/api/runs/{run}/events", headers=headers) as answer:
        if answer.status_code == 204:
            return []
        assert answer.headers["content-type"] == "text/event-stream"
        lines = list(answer.iter_lines())
    ids = [line.removeprefix("id: ") for line in lines if line.startswith("id: ")]
    return list(
        zip(ids, [line.removeprefix("event: ") for line in lines if line.startswith("event: ")], strict=True)
    )


def test_a_client_that_waits_gets_its_result(service):
    answer = service.tailor(prefer="wait=50")
    assert answer.status_code == 200
    assert answer.headers["Preference-Applied"] == "wait=50"
    assert answer.json()["tailored_resume"]["contact"]["full_name"] == "Ada Byron"


def test_a_client_that_does_not_wait_asks_later_and_may_wait_there(service):
    answer = service.tailor()
    assert answer.status_code == 202
    later = service.http.get(answer.headers["Location"], params={"wait": 50})
    assert later.json()["status"] == "done"
    assert "Retry-After" not in later.headers


def test_events_are_told_from_the_first_to_the_last_and_go_on_after_any(service):
    run = service.tailor().json()["id"]
    told = events(service, run)
    names = [name for _, name in told]
    assert names[0] == names[-1] == "state"
    assert {"answered", "evidence", "attempt"} <= set(names)
    assert [int(number) for number, _ in told] == list(range(1, len(told) + 1))
    assert events(service, run, last=told[2][0]) == told[3:]
    assert events(service, run, last=told[-1][0]) == []


def test_twenty_requests_with_one_key_begin_one_run(service):
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: service.tailor(key="same"), range(20)))
    assert {answer.status_code for answer in answers} <= {200, 202}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_of_twenty_requests_with_one_key_none_is_refused_for_the_turn_that_the_first_took(tmp_path):
    with Service(tmp_path, TAILORING_ENGINE="offline", TAILORINGS_PER_MINUTE="8") as service:
        service.start_web()
        for key in "abcdefgh":
            with ThreadPoolExecutor(20) as pool:
                answers = list(pool.map(lambda _: service.tailor(key=key), range(20)))  # noqa: B023
            assert {answer.status_code for answer in answers} == {202}
            assert len({answer.json()["id"] for answer in answers}) == 1
        assert service.tailor().status_code == 429


def test_the_end_of_a_run_is_told_even_when_its_process_died_before_it_could(service):
    run = service.tailor(prefer="wait=50").json()["id"]
    service.store.empty("tailoring_event")
    assert events(service, run) == [("1", "state")]
    assert events(service, run, last="1") == []


def test_five_runs_a_minute_is_exact_across_two_servers(tmp_path):
    with Service(tmp_path, TAILORING_ENGINE="offline", TAILORINGS_PER_MINUTE="5") as service:
        service.start_web()
        first, service.port = service.port, free_port()
        second = httpx.Client(
            base_url=f"http://127.0.0.1:{first}", headers=service.http.headers, trust_env=False
        )
        service.http.base_url = f"http://127.0.0.1:{service.port}"
        service.start_web()

        def ask(number):
            client = service.http if number % 2 else second
            return client.post("/tailor", json={"job_description": JOB}, headers={"Prefer": "respond-async"})

        with second, ThreadPoolExecutor(16) as pool:
            statuses = sorted(answer.status_code for answer in pool.map(ask, range(24)))
        assert statuses == [202] * 5 + [429] * 19
        assert service.store.count("tailoring_run") == 5


def test_alive_ready_and_in_numbers(service):
    assert service.tailor(prefer="wait=50").status_code == 200
    assert service.http.get("/healthz").json() == {"status": "alive"}
    ready = service.http.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    numbers = service.http.get("/metrics").text
    assert 'bespoke_step_seconds_count{step="analyze"}' in numbers
    assert 'bespoke_runs_total{status="done"}' in numbers
    assert service.http.get("/metrics").headers["content-type"].startswith("text/plain; version=0.0.4")


def test_the_docs_and_what_they_need_are_served(service):
    page = service.http.get("/api/docs").text
    script = page.split('<script src="')[1].split('"')[0]
    assert service.http.get(script).status_code == 200
    assert service.http.get("/static/admin/css/base.css").status_code == 200


def test_a_killed_worker_and_a_killed_web_are_started_again(service):
    before = children(service.serve.pid)
    assert set(before) == {"web", "worker"}
    os.kill(before["worker"], signal.SIGKILL)
    run = service.tailor().json()["id"]
    told = events(service, run)[:2]
    os.kill(before["web"], signal.SIGKILL)
    service.wait_until(lambda: set(children(service.serve.pid)) == {"web", "worker"})
    service.wait_until(service.answers)
    assert events(service, run)[:2] == told
    assert service.run(run, wait=50)["status"] == "done"
    assert not set(before.values()) & set(children(service.serve.pid).values())


def test_a_taken_port_is_one_sentence(service):
    other = service.manage("serve", "--port", str(service.port))
    assert other.process.wait(30) == 2
    assert "cannot be listened on" in other.log.read_text()
    assert "Traceback" not in other.log.read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_everything_stops_and_what_ran_is_queued(tmp_path, number):
    with Service(tmp_path, TAILORING_ENGINE="offline") as service:
        serve = service.start_serve()
        service.wait_until(lambda: set(children(serve.pid)) == {"web", "worker"})
        run = service.tailor().json()["id"]
        ours = children(serve.pid)
        os.kill(serve.pid, number)
        assert serve.process.wait(40) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in ours.values())
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", service.port))
        assert [UUID(str(row["id"])) for row in service.store.rows("tailoring_run")] == [UUID(run)]
        assert [row["state"] for row in service.store.rows("tailoring_run")] in (["queued"], ["done"])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")
def test_children_do_not_outlive_a_killed_parent(tmp_path):
    with Service(tmp_path, TAILORING_ENGINE="offline") as service:
        serve = service.start_serve()
        service.wait_until(lambda: set(children(serve.pid)) == {"web", "worker"})
        ours = children(serve.pid).values()
        serve.kill()
        service.wait_until(lambda: not any(_runs(pid) for pid in ours), seconds=30)


def _runs(pid):
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True
    ).stdout.strip()
    return bool(shown) and not shown.startswith("Z")
