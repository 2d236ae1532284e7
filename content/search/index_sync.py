"""Keeping vectors and their index in step with the chunks. The database rules; the index follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import numpy as np
from django.utils import timezone

from content.models import Chunk, ChunkQuerySet
from content.models.vector import UNUSED_DAYS, Vector, wording
from content.ports import BackendError, Point, Spent, VectorIndex
from content.search.embedding import Embedding, embedder, vector_index

_AT_ONCE = 256
_SECONDS = 120.0  # for the embedding of one batch: nobody waits for it


@dataclass
class Report:
    """What was found and done. `missing`, `stale` and `extra` count points of the index; `error` ended it early."""

    chunks: int = 0
    embedded: int = 0
    missing: int = 0
    stale: int = 0
    extra: int = 0
    unused: int = 0
    spent: Spent = field(default_factory=Spent)
    error: BackendError | None = None

    @property
    def in_step(self) -> bool:
        return not (self.embedded or self.missing or self.stale or self.extra or self.error)


def bring_in_step(owner_id: UUID) -> Report:
    """Embed what this owner's library lacks, and apply every change that the index has not seen.

    What cannot be done now keeps waiting: doing it again is always safe, and pays for nothing twice.
    """
    report = Report()
    model = embedder()
    if model is None:
        return report
    index = vector_index(model)
    theirs = Chunk.objects.filter(owner_id=owner_id)
    for chunks in _batches(theirs.waiting(model.name) if index else _usable(theirs)):
        try:
            _apply(owner_id, chunks, index, report)
        except BackendError as error:
            report.error = error
            break
    return report


def reindex(
    owner_id: UUID | None = None, *, write: bool = True, watch: Callable[[Report], None] = lambda report: None
) -> Report:
    """Compare every usable chunk with its vector and its point, and mend what differs when `write`.

    `watch` is told after each batch. What is in step is passed by, so that one that broke off goes on from there.
    """
    report = Report()
    model = embedder()
    if model is None:
        return report
    index = vector_index(model)
    try:
        if index and write:
            index.prepare()
        for owner in [owner_id] if owner_id else _owners():
            for chunks in _batches(_usable(Chunk.objects.filter(owner_id=owner))):
                _compare(owner, chunks, index, report, write)
                watch(report)
        if index:
            _drop_extra(index, owner_id, report, write)
    except BackendError as error:
        report.error = error
    return report


def prune() -> int:
    """Delete the vectors that nothing has needed for `UNUSED_DAYS`: queries, and words that are said no more."""
    before = timezone.now() - timedelta(days=UNUSED_DAYS)
    pruned = 0
    owners = Vector.objects.order_by().values_list("owner_id", flat=True).distinct()
    for owner_id in list(owners):
        texts = Chunk.objects.filter(owner_id=owner_id).values_list("text", flat=True)
        count, _ = Vector.objects.unused_since(before, owner_id, {wording(t) for t in texts}).delete()
        pruned += count
    return pruned


def forget(owner_id: UUID) -> None:
    """Take everything of this owner out of the index, before the owner is erased. Raises `BackendError`."""
    model = embedder()
    if model and (index := vector_index(model)):
        index.forget(str(owner_id))


def _usable(chunks: ChunkQuerySet) -> ChunkQuerySet:
    return chunks.approved().assertable()


def _owners() -> list[UUID]:
    found = _usable(Chunk.objects.all()).order_by().values_list("owner_id", flat=True).distinct()
    return sorted(key for key in found if key is not None)


def _batches(chunks: ChunkQuerySet) -> Iterator[list[Chunk]]:
    """`chunks` by key, a batch at a time, each read when it is asked for."""
    ordered = chunks.order_by("pk")
    batch = list(ordered[:_AT_ONCE])
    while batch:
        yield batch
        batch = list(ordered.filter(pk__gt=batch[-1].pk)[:_AT_ONCE])


def _apply(owner_id: UUID, chunks: Sequence[Chunk], index: VectorIndex | None, report: Report) -> None:
    """Bring the index to what these chunks are now: the usable ones are held, the others are not."""
    usable = [chunk for chunk in chunks if chunk.usable]
    vectors, model = _vectors(owner_id, usable, report)
    if index:
        index.delete([str(chunk.pk) for chunk in chunks if not chunk.usable])
        _hold(index, usable, vectors)
        Chunk.objects.all().in_step(chunks, model)
    report.chunks += len(chunks)


def _compare(
    owner_id: UUID, chunks: Sequence[Chunk], index: VectorIndex | None, report: Report, write: bool
) -> None:
    report.chunks += len(chunks)
    there = {point.key: point for point in index.get([str(chunk.pk) for chunk in chunks])} if index else {}
    missing = [chunk for chunk in chunks if index and str(chunk.pk) not in there]
    stale = [c for c in chunks if str(c.pk) in there and there[str(c.pk)] != _point(c)]
    report.missing += len(missing)
    report.stale += len(stale)
    if not write:
        return
    vectors, model = _vectors(owner_id, chunks, report)
    if index:
        _hold(index, [*missing, *stale], vectors)
        Chunk.objects.all().in_step(chunks, model)


def _vectors(owner_id: UUID, chunks: Sequence[Chunk], report: Report) -> tuple[dict[str, np.ndarray], str]:
    """The chunks' vectors by wording, embedding what has none. Raises `BackendError` when it fails."""
    model = embedder()
    assert model is not None
    embedding = Embedding(owner_id, model, seconds=_SECONDS)
    vectors = embedding.documents([chunk.text for chunk in chunks])
    report.spent += embedding.spent
    report.embedded += embedding.spent.texts
    if embedding.failure:
        raise embedding.failure
    return vectors, model.name


def _hold(index: VectorIndex, chunks: Sequence[Chunk], vectors: dict[str, np.ndarray]) -> None:
    if chunks:
        rows = np.stack([vectors[wording(chunk.text)] for chunk in chunks])
        index.upsert([_point(chunk) for chunk in chunks], rows)


def _drop_extra(index: VectorIndex, owner_id: UUID | None, report: Report, write: bool) -> None:
    """Take out what the index holds and the database does not, or no longer for use."""
    batch: list[Point] = []
    extra: list[str] = []
    for point in index.scan(str(owner_id) if owner_id else None):
        batch.append(point)
        if len(batch) == _AT_ONCE:
            extra += _extra(batch)
            batch = []
    extra += _extra(batch)
    report.extra += len(extra)
    if write:
        index.delete(extra)


def _extra(points: Sequence[Point]) -> list[str]:
    usable = _usable(Chunk.objects.filter(pk__in=[point.key for point in points]))
    owner_of = {str(key): str(owner) for key, owner in usable.values_list("pk", "owner_id")}
    return [point.key for point in points if owner_of.get(point.key) != point.owner]


def _point(chunk: Chunk) -> Point:
    return Point(
        key=str(chunk.pk),
        owner=str(chunk.owner_id),
        source=chunk.source,
        chunk_type=chunk.chunk_type,
        lens=chunk.lens,
        status=chunk.status,
        wording=wording(chunk.text),
    )
