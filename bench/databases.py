"""The databases and brokers side by side: setting up, lists and search in a large library, and runs a minute.

    python -m bench.databases [--chunks 100000] [--runs 60]

Each server is started for it and gone afterwards; SQLite is the measure of the ratios.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.fakes.anthropic_api import AnthropicAPI
from tests.fakes.writer import Writer
from tests.support.databases import is_there
from tests.support.servers import Redis
from tests.support.service import Service
from tests.support.stores import ROOT, empty_store, manage

KINDS = ("sqlite", "postgres", "mongodb")
LIBRARY = """
import sys, time, django
django.setup()
from django.test import Client
from accounts.models import User
from content.search.personal import PersonalSearch
from content.models import Chunk
from tests.support.people import ada
count = int(sys.argv[1])
owner = User.objects.create_superuser("a@example.org", "x")
words = "python django kafka nurse ward triage ledger billing shops harbour crane".split()
for at in range(0, count, 1000):
    Chunk.objects.bulk_create([
        Chunk(owner=owner, status="approved", text=f"Ran {words[n % 11]} for {words[n % 7]}, {n}", content_hash=n)
        for n in range(at, at + 1000)
    ])
client = Client(headers={"host": "localhost"})
client.force_login(owner)
def took(action):
    action()
    began = time.perf_counter()
    for _ in range(3): action()
    return 1000 * (time.perf_counter() - began) / 3
search = lambda: PersonalSearch(owner, ada())(["kafka for billing", "triage on a ward"])
print(took(lambda: client.get("/api/chunks")), took(lambda: client.get("/admin/content/chunk/")), took(search))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=60)
    options = parser.parse_args()
    kinds = [kind for kind in KINDS if is_there(kind)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table("migrate (s)", {kind: migrated(kind, folder) for kind in kinds})
        libraries = {kind: library(kind, folder, options.chunks) for kind in kinds}
        for at, what in enumerate(("list by the API (ms)", "list by the admin (ms)", "search (ms)")):
            table(f"{options.chunks} chunks: {what}", {kind: times[at] for kind, times in libraries.items()})
        for broker in ("database", "redis") if is_there("redis") else ("database",):
            for workers in (1, 2, 4):
                done = {kind: flown(kind, folder, options.runs, workers, broker) for kind in kinds}
                table(f"runs a minute, {workers} workers, queue in {broker}", done)


def migrated(kind: str, folder: Path) -> float:
    store = empty_store(kind, folder)
    began = time.monotonic()
    manage(store.url, "migrate", "--verbosity", "0")
    store.drop()
    return time.monotonic() - began


def library(kind: str, folder: Path, chunks: int) -> list[float]:
    store = empty_store(kind, folder)
    manage(store.url, "migrate", "--verbosity", "0")
    environment = {
        **os.environ, "DATABASE_URL": store.url, "DJANGO_SETTINGS_MODULE": "config.settings", "EMBEDDINGS": "none",
    }  # fmt: skip
    command = [sys.executable, "-c", LIBRARY, str(chunks)]
    said = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout
    store.drop()
    return [float(number) for number in said.split()]


def flown(kind: str, folder: Path, runs: int, workers: int, broker: str) -> float:
    """Runs a minute, when a model answers at once: what is measured is what the databases cost."""
    with ExitStack() as stack:
        provider = stack.enter_context(AnthropicAPI(responder=Writer(), scale=0.0))
        environment = {
            "TAILORING_ENGINE": "anthropic", "ANTHROPIC_API_KEY": provider.api_key,
            "ANTHROPIC_BASE_URL": provider.url, "LOG_LEVEL": "warning", "RUNS_PER_WORKER": "8",
        }  # fmt: skip
        if broker == "redis":
            environment["QUEUE_BROKER_URL"] = stack.enter_context(Redis()).address
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=folder)))
        service = stack.enter_context(Service(place, on=kind, **environment))
        service.start_web()
        for _ in range(workers):
            service.start_worker()
        for _ in range(2 * workers):  # what a worker loads once
            service.tailor(prefer="wait=60")
        began = time.monotonic()
        keys = [service.tailor().json()["id"] for _ in range(runs)]
        states = {service.run(key, wait=120)["status"] for key in keys}
        assert states == {"done"}, states
        return 60 * runs / (time.monotonic() - began)


def table(what: str, figures: dict[str, float]) -> None:
    first = next(iter(figures.values()))
    cells = "".join(f"{kind} {figure:9.1f} (×{figure / first:.2f})   " for kind, figure in figures.items())
    print(f"{what:50}{cells}", flush=True)


if __name__ == "__main__":
    main()
