"""What search takes as libraries grow: `python -m bench.search.scale [--qdrant] [--people N]`.

Makes a SQLite file of its own. One person with 500, 5,000 and 50,000 chunks; with `--people` 1,000 chunks for each
of N people, whose vectors are drawn at random (search costs the same, and embedding them is timed before).
`--qdrant`: the same through the Qdrant backend, over HTTP to the vendor's engine in this process.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

QUERIES = 30
EACH = 1_000


def main(folder: str) -> None:
    os.environ.update(
        DATABASE_URL=f"sqlite:///{folder}/scale.sqlite3", DJANGO_SETTINGS_MODULE="config.settings"
    )
    os.environ.update(EMBEDDINGS="local", QDRANT_URL="")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(f"{'library':>22}{'indexed/s':>12}{'first search':>14}{'next':>10}{'peak MB':>10}{'file MB':>10}")
    if "--people" in sys.argv:
        many_people(int(sys.argv[sys.argv.index("--people") + 1]), folder)
        return
    for size in (500, 5_000, 50_000):
        one_person(size, folder)


def one_person(size: int, folder: str) -> None:
    """Import, index and search one person's library."""
    from accounts.models import User
    from content.search import index_sync

    owner = User.objects.create_user(f"{size}@example.org")
    fill(owner, size)
    started = time.perf_counter()
    report = index_sync.reindex(owner.pk)
    speed = report.embedded / (time.perf_counter() - started)
    line(f"{size:,}", f"{speed:,.0f}", *searches(owner), folder)
    if "--qdrant" in sys.argv:
        in_qdrant(owner, size, folder)


def many_people(count: int, folder: str) -> None:
    from accounts.models import User

    people = [User(email=f"p{number}@example.org") for number in range(count)]
    User.objects.bulk_create(people)
    started = time.perf_counter()
    for person in people:
        fill(person, EACH, vectors=True)
    speed = count * EACH / (time.perf_counter() - started)
    line(f"{count:,} × {EACH:,}", f"{speed:,.0f}", *searches(people[count // 2]), folder)


def in_qdrant(owner: Any, size: int, folder: str) -> None:
    from django.conf import settings

    from content.search import index_sync
    from tests.fakes.qdrant_api import QdrantAPI

    with QdrantAPI() as api:
        settings.QDRANT_URL, settings.INDEX_SECONDS = api.url, 60
        started = time.perf_counter()
        report = index_sync.reindex(owner.pk)
        speed = report.missing / (time.perf_counter() - started)
        line(f"{size:,} in Qdrant", f"{speed:,.0f}", *searches(owner), folder)
        settings.QDRANT_URL = ""


def fill(owner: Any, size: int, *, vectors: bool = False) -> None:
    import numpy as np

    from content.models import Chunk, Vector
    from content.models.vector import wording
    from content.search.backends.local import LocalEmbedder

    rng = np.random.default_rng(size)
    texts = [sentence(random.Random(f"{owner.email}{n}"), n) for n in range(size)]
    chunks = [Chunk(owner=owner, text=text, source="note", status="approved") for text in texts]
    Chunk.objects.bulk_create(chunks, batch_size=5_000)
    if vectors:
        rows = rng.standard_normal((size, LocalEmbedder.dimensions), np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        Vector.objects.bulk_create(
            [
                Vector(owner=owner, model=LocalEmbedder.name, wording=wording(text), data=row.tobytes())
                for text, row in zip(texts, rows, strict=True)
            ],
            batch_size=5_000,
        )


def searches(owner: Any) -> tuple[float, float]:
    """Seconds of a run's search, in a fresh `PersonalSearch`, twice."""
    from content.search.personal import PersonalSearch
    from tests.support.people import ada

    queries = [sentence(random.Random(f"query {n}"), 0) for n in range(QUERIES)]
    took = []
    for _ in range(2):
        started = time.perf_counter()
        PersonalSearch(owner, ada())(queries)
        took.append(time.perf_counter() - started)
    return took[0], took[1]


def sentence(draw: random.Random, number: int) -> str:
    """A bullet of about 16 words from the judged résumés' own: real words, in an order of chance."""
    from bench.search.retrieval import cases, pieces

    if not _WORDS:
        held = {case.resume for case in cases()}
        _WORDS.extend(
            word for resume in sorted(held) for piece in pieces(resume) for word in piece.text.split()
        )
    return " ".join([*draw.choices(_WORDS, k=15), str(number)])


def line(name: str, speed: str, first: float, again: float, folder: str) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
    print(f"{name:>22}{speed:>12}{first:>12.2f} s{again:>8.2f} s{peak:>10,.0f}{size:>10,.0f}", flush=True)


_WORDS: list[str] = []

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(folder)
