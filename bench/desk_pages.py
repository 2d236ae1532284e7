"""What `bench.desk` measures, on the database of DATABASE_URL, which is filled first unless it is already."""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from content.models import Change, Chunk, ChunkType, Lens, Source, Status  # noqa: E402

TIMES, AT_ONCE = 3, 10_000
VERBS = "Built Led Wrote Ran Moved Tested Designed Cut Explained Measured".split()
THINGS = "Kafka topics|the billing service|a k8s cluster|PostgreSQL reports|the React shop|ETL jobs|the handbook".split(
    "|"
)


def main() -> None:
    chunks, people = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", verbosity=0)
    if not User.objects.exists():
        _fill(chunks, people)
    desk = Client(headers={"host": "localhost"})
    staff = User.objects.get(email="staff@example.org")
    desk.force_login(staff)
    print(f"{'page':34}{'seconds':>9}{'queries':>9}{'bytes':>10}")
    for name, address in _pages(chunks).items():
        _measure(desk, name, address)
    _bulk(desk, staff)


def _fill(chunks: int, people: int) -> None:
    rnd = random.Random(7)
    User.objects.create_superuser("staff@example.org", "x")
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
    began = time.perf_counter()
    Chunk.objects.bulk_create(rows, batch_size=1_000)
    print(f"filled in {time.perf_counter() - began:.0f} s")


def _pages(chunks: int) -> dict[str, str]:
    owner = User.objects.get(email="p7@example.org").pk
    listed, matrix = reverse("admin:content_chunk_changelist"), reverse("admin:content_chunk_matrix")
    queries = {
        "": "",
        f"page {(far := max(1, min(1_000, chunks // 50))):,}": f"p={far}",
        "one owner": f"owner__id__exact={owner}",
        "source": "source__exact=blog",
        "type": "chunk_type__exact=meta",
        "lens": "lens__exact=facts",
        "status": "status__exact=draft",
        "no job": "job=none",
        "never printed": "use=never",
        "printed (none)": "use=printed",
        "three tags": "source__exact=blog&lens__exact=facts&status__exact=draft",
        "owner and three tags": f"owner__id__exact={owner}&source__exact=blog&lens__exact=facts&status__exact=draft",
        "skill in one owner": f"owner__id__exact={owner}&skill=kubernetes",
        "skill in all": "skill=kubernetes",
        "words in all": "q=wrote+kafka",
        "words that nothing says": "q=saxophone",
        "words and three tags": "q=wrote+kafka&source__exact=blog&lens__exact=facts&status__exact=draft",
        "by text": "o=1",
    }
    pages = {f"list: {name}" if name else "list": f"{listed}?{query}" for name, query in queries.items()}
    for name, query in {"": "", "three filters": "status__exact=draft&skill=kafka&use=never"}.items():
        pages[f"matrix: {name}" if name else "matrix"] = f"{matrix}?{query}"
    pages["start page"], pages["review"] = reverse("admin:index"), reverse("admin:content_chunk_review")
    return pages


def _measure(desk: Client, name: str, address: str) -> None:
    """The median of three, after one that fills caches."""
    desk.get(address)
    done = [_timed(lambda: desk.get(address)) for _ in range(TIMES)]
    _, queries, answer = done[0]
    assert answer.status_code == 200, address
    _print(name, statistics.median(each[0] for each in done), queries, len(answer.content))


def _bulk(desk: Client, staff: User) -> None:
    """Look at a change of many, apply it, and undo it, as one does on its page; of people of all kinds."""
    keys: list[UUID] = list(Chunk.objects.order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    for name, values in (
        ("retag", {"lens": "strategy", "status": "approved"}),
        ("retire", {"status": "retired"}),
    ):
        change = Change.objects.prepare(staff, keys, values)
        page = reverse("admin:content_change_change", args=[change.pk])
        _step(f"{name} {len(keys):,} at once: preview", partial(desk.get, page))
        for verb, typed in (("apply", {**values, "apply": "1"}), ("undo", {"undo": "1"})):
            _step(f"{name} {len(keys):,} at once: {verb}", partial(desk.post, page, typed, follow=True))


def _step(name: str, act: Callable[[], Any]) -> None:
    seconds, queries, answer = _timed(act)
    assert answer.status_code == 200, name
    _print(name, seconds, queries, len(answer.content))


def _timed(step: Callable[[], Any]) -> tuple[float, int, Any]:
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as caught:
        answer = step()
    return time.perf_counter() - began, len(caught), answer


def _print(name: str, seconds: float, queries: int, size: int) -> None:
    print(f"{name:34}{seconds:9.2f}{queries:9}{size:10,}", flush=True)


if __name__ == "__main__":
    main()
