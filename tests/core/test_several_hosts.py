"""What several processes and hosts share is counted once and done once, whatever carries the queue and the counts."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext

import httpx
import pytest

from accounts.models.rate_window import RateWindow, take
from tests.fakes.anthropic_api import AnthropicAPI
from tests.fakes.writer import Writer, step_of
from tests.support import databases
from tests.support.servers import Redis, free_port
from tests.support.service import Service

pytestmark = pytest.mark.slow

CARRIERS = ["database", pytest.param("redis", marks=databases.needs("redis"))]
STEPS = ("analysis", "matches", "draft", "judgement")


class Provider(AnthropicAPI):
    """Answers every step, and remembers which steps it was asked for."""

    def __init__(self):
        self.asked: list[str] = []
        writer = Writer()

        def respond(body):
            self.asked.append(step_of(body))
            time.sleep(0.05)
            return writer(body)

        super().__init__(responder=respond)

    @property
    def environment(self):
        return {
            "ANTHROPIC_API_KEY": self.api_key,
            "ANTHROPIC_BASE_URL": self.url,
            "TAILORING_ENGINE": "anthropic",
        }


@pytest.fixture
def provider():
    with Provider() as provider:
        yield provider


def begun(service, number):
    return [
        service.tailor(job=f"Backend engineer {n}. Requirements: Python.").json()["id"] for n in range(number)
    ]


def done(service, runs):
    assert [service.run(run, wait=60)["status"] for run in runs] == ["done"] * len(runs), service.logs()


@pytest.mark.parametrize("carrier", CARRIERS)
def test_no_run_is_done_twice_by_four_workers(tmp_path, provider, carrier):
    with Redis() if carrier == "redis" else nullcontext() as redis:
        more = {"QUEUE_BROKER_URL": redis.address} if redis else {}
        with Service(tmp_path, **provider.environment, **more, RUNS_PER_WORKER="4") as service:
            service.start_web()
            for _ in range(4):
                service.start_worker()
            runs = begun(service, 24)
            done(service, runs)
            executions = Counter(row["executions"] for row in service.store.rows("tailoring_run"))
    assert executions == {1: 24}
    assert Counter(provider.asked) == dict.fromkeys(STEPS, 24)


@databases.needs("redis")
@pytest.mark.skipif(
    databases.KIND != "sqlite", reason="it takes long, and asks no more of a server: make test"
)
def test_a_queue_that_is_lost_or_away_delays_runs_and_loses_none(tmp_path, provider):
    with (
        Redis() as redis,
        Service(tmp_path, **provider.environment, QUEUE_BROKER_URL=redis.address) as service,
    ):
        service.start_web()
        before = begun(service, 2)
        redis.kill()  # what was queued was in its memory alone
        during = begun(service, 2)
        worker = service.start_worker(QUEUE_BROKER_URL="")
        done(service, [*before, *during])
        worker.stop()
        redis.start()
        worker = service.start_worker()
        done(service, begun(service, 1))
        redis.kill()
        away = begun(service, 2)
        redis.start()
        done(service, away)
        assert worker.is_alive
    assert Counter(provider.asked)["draft"] == 7


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_passes_a_throttle_is_exact_across_two_servers(tmp_path, carrier):
    with ExitStack() as stack:
        more = {"CACHE_URL": stack.enter_context(Redis()).address} if carrier == "redis" else {}
        service = stack.enter_context(
            Service(tmp_path, TAILORINGS_PER_MINUTE="1", TAILORING_ENGINE="offline", **more)
        )
        clients = []
        for _ in range(2):
            service.port = free_port()
            client = httpx.Client(
                base_url=f"http://127.0.0.1:{service.port}",
                headers=service.http.headers,
                trust_env=False,
                timeout=60,
            )
            clients.append(stack.enter_context(client))
            service.http.base_url = client.base_url
            service.start_web()
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda n: clients[n % 2].post("/tailor", json={}), range(60)))
    assert Counter(answer.status_code for answer in answers) == {422: 24, 429: 36}
    assert all(
        1 <= int(answer.headers["Retry-After"]) <= 61 for answer in answers if answer.status_code == 429
    )


@pytest.mark.django_db
def test_a_period_ends_and_what_it_counted_is_forgotten():
    assert [take("knock", 2, 1) for _ in range(3)] == [0, 0, 1]
    time.sleep(1.1)
    assert [take("knock", 2, 1) for _ in range(3)] == [0, 0, 1]
    time.sleep(1.1)
    assert take("another", 2, 1) == 0
    assert RateWindow.objects.count() == 1


@pytest.mark.django_db
def test_one_who_is_refused_hinders_nobody_else():
    assert [bool(take("alice", 3, 3600)) for _ in range(5)] == [False, False, False, True, True]
    assert take("bob", 3, 3600) == 0


@pytest.mark.django_db
def test_a_redis_that_is_away_leaves_the_counting_to_the_database(settings):
    settings.CACHE_URL = f"redis://127.0.0.1:{free_port()}"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": settings.CACHE_URL}
    }
    assert [bool(take("alice", 1, 3600)) for _ in range(2)] == [False, True]
