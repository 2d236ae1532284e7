"""The service under load: web and worker as they run, against the simulated provider.

    python -m bench.service.load [--clients 500] [--runs 100] [--scale 0.2]

Accept-to-202, queue pick-up, reads a second, clients that wait and clients that stream, runs in flight, runs a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

import aiohttp

from tests.fakes.anthropic_api import AnthropicAPI
from tests.fakes.writer import Writer
from tests.support.service import Process, Service


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=500, help="clients that wait, and as many that stream")
    parser.add_argument("--runs", type=int, default=100, help="runs in flight on one worker")
    parser.add_argument("--scale", type=float, default=0.2, help="how long a simulated second takes")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        AnthropicAPI(responder=Writer(), scale=options.scale) as provider,
    ):
        environment = {
            "TAILORING_ENGINE": "anthropic",
            "ANTHROPIC_API_KEY": provider.api_key,
            "ANTHROPIC_BASE_URL": provider.url,
            "TAILORINGS_PER_MINUTE": "1000",
            "RUNS_PER_WORKER": str(options.runs),
            "LOG_LEVEL": "warning",
        }
        with Service(Path(folder), **environment) as service:
            web = service.start_web()
            accepted(service)
            worker = service.start_worker()
            flown(service, worker, options.runs, options.scale)
            picked_up(service)
            reads(service, web)
            held(service, web, worker, options.clients)


def accepted(service: Service, times: int = 100) -> None:
    """How long until a run is stored, queued and answered 202; no worker runs yet."""
    took = [timed(service.tailor) for _ in range(times)]
    show("accept to 202", took)
    service.store.empty("django_q_ormq")
    service.store.change("tailoring_run", state="cancelled")


def flown(service: Service, worker: Process, runs: int, scale: float) -> None:
    """So many runs at once on one worker: its memory, and runs a minute."""
    for _ in range(2):  # what a worker loads once
        service.tailor(prefer="wait=60")
    resting = memory(worker)
    os.kill(worker.pid, signal.SIGSTOP)
    keys = [service.tailor().json()["id"] for _ in range(runs)]
    os.kill(worker.pid, signal.SIGCONT)
    with peak(worker) as peaks:
        started = time.monotonic()
        states = Counter(service.run(key, wait=120)["status"] for key in keys)
        took = time.monotonic() - started
    print(
        f"{runs} runs on one worker: {dict(states)} in {took:.1f} s (a simulated second took {scale:g} s): ",
        end="",
    )
    print(f"{60 * runs / took:.0f} runs a minute; worker {resting} MB at rest, {max(peaks)} MB at most")
    rows = service.store.rows("tailoring_run")
    flying = [(row["started"], row["finished"]) for row in rows if row["started"]]
    print(f"at once in flight: {overlap(flying)}")


def picked_up(service: Service, times: int = 20) -> None:
    """From stored to claimed, when the worker has nothing else to do."""
    for _ in range(times):
        service.tailor(prefer="wait=60")
    rows = [row for row in service.store.rows("tailoring_run") if row["started"]]
    last = sorted(rows, key=lambda row: str(row["created"]))[-times:]
    show("queue pick-up", [(moment(row["started"]) - moment(row["created"])).total_seconds() for row in last])


def reads(service: Service, web: Process, seconds: float = 4.0, clients: int = 8) -> None:
    """Requests a second of what is read most."""
    run = service.tailor(prefer="wait=60").json()["id"]
    for path in ("/healthz", "/api/runs", f"/api/runs/{run}", "/api/chunks"):
        used = cpu(web)
        done, took = asyncio.run(_hammer(service, path, seconds, clients))
        used = 1000 * (cpu(web) - used) / done
        said = f"{done / seconds:6.0f} a second, p95 {1000 * p95(took):.0f} ms, {used:.1f} ms of CPU each"
        print(f"GET {path.replace(run, '{id}'):16} {said}")


def held(service: Service, web: Process, worker: Process, clients: int) -> None:
    """Clients that wait and clients that stream, all at once, for a run that nobody takes."""
    os.kill(worker.pid, signal.SIGSTOP)
    run = service.tailor().json()["id"]
    before = memory(web)
    with peak(web) as peaks:
        outcome = asyncio.run(_hold(service, run, clients, lambda: os.kill(worker.pid, signal.SIGCONT)))
    print(
        f"{clients} waiting and {clients} streaming clients: {outcome}; web {before} MB before, {max(peaks)} MB at most"
    )


async def _hammer(service: Service, path: str, seconds: float, clients: int) -> tuple[int, list[float]]:
    took: list[float] = []
    ends = time.monotonic() + seconds

    async def client(session: aiohttp.ClientSession) -> None:
        while time.monotonic() < ends:
            began = time.monotonic()
            async with session.get(path) as answer:
                await answer.read()
                assert answer.status == 200, answer.status
            took.append(time.monotonic() - began)

    async with _session(service) as session:
        await asyncio.gather(*(client(session) for _ in range(clients)))
    return len(took), took


async def _hold(service: Service, run: str, clients: int, release: Callable[[], None]) -> str:
    async with _session(service) as session:
        there = asyncio.Semaphore(50)  # a listening socket has a backlog

        async def waits() -> str:
            async with there:
                call = asyncio.ensure_future(_get(session, f"/api/runs/{run}?wait=120"))
                await asyncio.sleep(0.05)
            return str(json.loads(await call)["status"])

        async def streams() -> str:
            async with there:
                call = asyncio.ensure_future(_get(session, f"/api/runs/{run}/events"))
                await asyncio.sleep(0.05)
            return "whole" if (await call).count(b'"status":"done"') == 1 else "cut"

        tasks: list[Awaitable[str]] = [
            asyncio.ensure_future(kind()) for kind in (waits, streams) for _ in range(clients)
        ]
        await asyncio.sleep(8)
        release()
        began = time.monotonic()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    counted = Counter(one if isinstance(one, str) else type(one).__name__ for one in ended)
    return f"{dict(counted)}, all answered {time.monotonic() - began:.1f} s after the worker woke"


async def _get(session: aiohttp.ClientSession, path: str) -> bytes:
    async with session.get(path) as answer:
        return await answer.read()


def _session(service: Service) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        f"http://127.0.0.1:{service.port}",
        headers={"Authorization": f"Bearer {service.token}"},
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(180),
    )


@contextmanager
def peak(process: Process) -> Iterator[list[int]]:
    """Its memory, looked at ten times a second."""
    seen, over = [memory(process)], threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            seen.append(memory(process))

    thread = threading.Thread(target=look)
    thread.start()
    yield seen
    over.set()
    thread.join()


def memory(process: Process) -> int:
    """Megabytes that it holds in memory."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def cpu(process: Process) -> float:
    """Seconds of a core that it has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(call: Callable[[], Any]) -> float:
    began = time.monotonic()
    call()
    return time.monotonic() - began


def show(name: str, seconds: list[float]) -> None:
    median = quantiles(seconds, n=20)[9]
    print(f"{name}: p50 {1000 * median:.0f} ms, p95 {1000 * p95(seconds):.0f} ms ({len(seconds)} times)")


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[18]


def moment(text: str | datetime) -> datetime:
    return text if isinstance(text, datetime) else datetime.fromisoformat(text)


def overlap(spans: list[tuple[str, str]]) -> int:
    """The most spans that lie over one moment."""
    ends = sorted([(moment(a), 1) for a, _ in spans] + [(moment(b), -1) for _, b in spans if b])
    most = now = 0
    for _, step in ends:
        now += step
        most = max(most, now)
    return most


if __name__ == "__main__":
    main()
