"""The admin's lists at 100,000 chunks of 200 people: seconds, queries and bytes of each page, and a bulk retag.

`python -m bench.desk [CHUNKS [PEOPLE]]`, on SQLite in a file that is thrown away.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from typing import Any

PLACE = tempfile.TemporaryDirectory(prefix="bespoke-desk-")
os.environ["DATABASE_URL"] = f"sqlite:///{PLACE.name}/desk.sqlite3"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from content.models import Change, Chunk, ChunkType, Lens, Source, Status  # noqa: E402

TIMES = 3
VERBS = "Built Led Wrote Ran Moved Tested Designed Cut Explained Measured".split()
THINGS = "Kafka topics|the billing service|a k8s cluster|PostgreSQL reports|the React shop|ETL jobs|the handbook".split(
    "|"
)


def main() -> None:
    asked = [int(each) for each in sys.argv[1:]]
    chunks, people = [*asked, *(100_000, 200)[len(asked) :]]
    owners = _fill(chunks, people)
    desk = Client(headers={"host": "localhost"})
    staff = User.objects.create_superuser("staff@example.org", "x")
    desk.force_login(staff)
    far = max(1, min(1_000, chunks // 50))
    listed, matrix = reverse("admin:content_chunk_changelist"), reverse("admin:content_chunk_matrix")
    print(f"{chunks:,} chunks of {people} people")
    print(f"{'page':34}{'seconds':>9}{'queries':>9}{'bytes':>10}")
    for name, address in (
        ("list", listed),
        (f"page {far:,}", f"{listed}?p={far}"),
        ("one owner", f"{listed}?owner__id__exact={owners[7].pk}"),
        ("three tags", f"{listed}?source__exact=blog&lens__exact=facts&status__exact=draft"),
        ("skill in one owner", f"{listed}?owner__id__exact={owners[7].pk}&skill=kubernetes"),
        ("skill in all", f"{listed}?skill=kubernetes"),
        ("words in all", f"{listed}?q=wrote+kafka"),
        ("matrix", matrix),
        ("matrix of three filters", f"{matrix}?status__exact=draft&skill=kafka&use=never"),
    ):
        _measure(desk, name, address)
    _bulk(staff)


def _fill(chunks: int, people: int) -> list[User]:
    call_command("migrate", verbosity=0)
    rnd = random.Random(7)
    owners = User.objects.bulk_create(User(email=f"p{n}@example.org") for n in range(people))
    rows = (
        Chunk(
            owner=owners[n % people],
            text=f"{rnd.choice(VERBS)} {rnd.choice(THINGS)} and {rnd.choice(THINGS)} in {2000 + n % 25}, number {n}",
            source=rnd.choice(Source.values[:5]),
            chunk_type=rnd.choice(ChunkType.values),
            lens=rnd.choice(Lens.values),
            status=rnd.choice(Status.values),
        )
        for n in range(chunks)
    )
    Chunk.objects.bulk_create(rows, batch_size=1_000)
    return owners


def _measure(desk: Client, name: str, address: str) -> None:
    """The median of three, after one that fills caches."""
    desk.get(address)
    seconds, answer, queries = [], None, 0
    for _ in range(TIMES):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as caught:
            answer = desk.get(address)
        seconds.append(time.perf_counter() - began)
        queries = len(caught)
    assert answer is not None
    assert answer.status_code == 200, address
    print(f"{name:34}{statistics.median(seconds):9.2f}{queries:9}{len(answer.content):10,}", flush=True)


def _bulk(staff: User) -> None:
    keys = list(Chunk.objects.values_list("pk", flat=True)[:10_000])
    change = Change.objects.prepare(staff, keys, {"lens": "strategy", "status": "approved"})
    for name, verb in (("bulk retag of 10,000", change.apply), ("undoing it", change.undo)):
        _timed(name, verb)


def _timed(name: str, verb: Any) -> None:
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as caught:
        verb()
    print(f"{name:34}{time.perf_counter() - began:9.2f}{len(caught):9}{'':>10}", flush=True)


if __name__ == "__main__":
    main()
