"""Forgetting for good: résumés that were deleted longer ago than the settings let them be restored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from content.models import Chunk, Document, NotesImport, Resume, Vector
from content.models.vector import wording
from content.search.embedding import embedder, vector_index
from core.connections import forget_journal
from core.queue import QueueAway, put

_SMALL = 1_000  # chunks that are deleted while somebody waits
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def purge_deleted() -> int:
    """Purge the résumés that were deleted more than `DELETED_DAYS` ago, and forget old imports; says how many."""
    before = timezone.now() - timedelta(days=settings.DELETED_DAYS)
    NotesImport.objects.over_since(before).delete()
    due = list(Resume.objects.filter(deleted__lt=before).select_related("document"))
    for resume in due:
        purge(resume.document)
    return len(due)


def delete_document(document: Document) -> bool:
    """Delete a document as its owner does: a résumé's so that it can be restored, what was deleted before for good.

    False when that is much, and a worker goes on with it.
    """
    resume = Resume.objects.filter(document=document).first()
    if resume and resume.deleted is None:
        resume.discard()
        return True
    return _begin_purging(document, resume)


def is_large(document: Document) -> bool:
    """Whether deleting it for good is left to a worker."""
    return document.chunks.all()[:_SMALL].count() >= _SMALL


def _begin_purging(document: Document, resume: Resume | None) -> bool:
    if not is_large(document):
        purge(document)
        return True
    document.chunks.update(shelved=True)
    if resume:  # the sweep finds it, should the queue lose it
        Resume.objects.filter(pk=resume.pk).update(deleted=_LONG_AGO)
    try:
        put("content.retention.purge_document", str(document.pk))
    except QueueAway:
        if resume is None:
            purge(document)
            return True
    return False


def purge_document(key: str) -> None:
    """For the queue: purge it. Delivered again, it goes on, or finds nothing to do."""
    document = Document.objects.filter(pk=key).first()
    if document is not None:
        purge(document)


def purge(document: Document) -> None:
    """Delete it for good: with its versions, chunks, their points in the index and vectors that nothing else needs.

    In slices, so that nobody who writes waits for all of it. Runs that were begun from it keep their copy. Raises
    `BackendError` when the index does not answer; then everything is still there.
    """
    chunks = dict(document.chunks.values_list("pk", "text"))
    model = embedder()
    if model and (index := vector_index(model)):
        index.delete([str(key) for key in chunks])
    for keys in _slices(list(chunks)):
        Chunk.objects.filter(pk__in=keys).delete()
    document.delete()
    said = set(Chunk.objects.filter(owner_id=document.owner_id).values_list("text", flat=True))
    gone = sorted({wording(text) for text in chunks.values()} - {wording(text) for text in said})
    for wordings in _slices(gone):
        Vector.objects.filter(owner_id=document.owner_id, wording__in=wordings).delete()
    forget_journal()


def _slices(values: list[Any]) -> Iterator[list[Any]]:
    return (values[at : at + 500] for at in range(0, len(values), 500))
