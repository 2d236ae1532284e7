"""A client that follows a run loses no event when the server dies under it, and is told none twice."""

import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.support.service import Service
from tests.tailoring.test_faults import Provider

pytestmark = pytest.mark.slow


def follow(service, run, last, enough):
    """The numbers of the events that are told after `last`, until the stream ends or `enough(numbers)`."""
    numbers = []
    headers = {"Last-Event-ID": str(last)} if last else {}
    with (
        contextlib.suppress(httpx.TransportError),
        service.http.stream("GET", f"/api/runs/{run}/events", headers=headers) as answer,
    ):
        for line in answer.iter_lines():
            if line.startswith("id: "):
                numbers.append(int(line.removeprefix("id: ")))
                if enough(numbers):
                    break
    return numbers


def test_a_stream_goes_on_after_the_last_event_when_the_server_was_killed_and_is_back(tmp_path):
    with (
        Provider(before=lambda step: time.sleep(0.4)) as provider,
        Service(tmp_path, **provider.environment) as service,
    ):
        web = service.start_web()
        service.start_worker()
        run = service.tailor().json()["id"]

        def kill_after_two(numbers):
            if len(numbers) == 2:
                web.kill()
            return False

        first = follow(service, run, 0, kill_after_two)
        assert len(first) >= 2
        service.start_web()
        rest = follow(service, run, first[-1], lambda numbers: False)
        assert first + rest == list(range(1, 1 + len(first) + len(rest)))
        assert service.run(run)["status"] == "done"
        assert rest, "the run was over before the server was killed"


def test_whoever_streams_or_waits_is_let_go_when_the_token_is_revoked(tmp_path):
    with Service(tmp_path) as service:
        service.start_web()
        run = service.tailor().json()["id"]  # no worker: it waits
        token = service.http.get("/api/tokens").json()["results"][0]["id"]
        started = time.monotonic()
        with ThreadPoolExecutor(3) as pool, service.http.stream("GET", f"/api/runs/{run}/events") as answer:
            lines = answer.iter_lines()
            assert next(lines) == "retry: 1000"
            asked = pool.submit(service.http.get, f"/api/runs/{run}", params={"wait": 50})
            begun = pool.submit(service.tailor, prefer="wait=50")
            service.wait_until(lambda: service.http.get("/api/runs").json()["count"] == 2)
            assert service.http.delete(f"/api/tokens/{token}").status_code == 204
            assert [line for line in lines if line.startswith("id: ")] == []
            for refused in (asked.result(), begun.result()):
                assert (refused.status_code, refused.json()["status"]) == (401, 401)
                assert "Location" not in refused.headers
        assert time.monotonic() - started < 20
        assert service.http.get("/api/me").status_code == 401
