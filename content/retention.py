"""Forgetting for good: résumés that were deleted longer ago than the settings let them be restored."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from content.models import Chunk, Resume, Vector
from content.models.vector import wording
from content.search.embedding import embedder, vector_index
from core.connections import forget_journal


def purge_deleted() -> int:
    """Purge the résumés that were deleted more than `DELETED_DAYS` ago; says how many."""
    before = timezone.now() - timedelta(days=settings.DELETED_DAYS)
    due = list(Resume.objects.filter(deleted__lt=before).select_related("document"))
    for resume in due:
        purge(resume)
    return len(due)


def purge(resume: Resume) -> None:
    """Delete it for good: document, versions, chunks, their points in the index and vectors that nothing else needs.

    Runs that were begun from it keep their copy. Raises `BackendError` when the index does not answer; then
    everything is still there.
    """
    chunks = dict(resume.document.chunks.values_list("pk", "text"))
    model = embedder()
    if model and (index := vector_index(model)):
        index.delete([str(key) for key in chunks])
    resume.document.delete()
    said = set(Chunk.objects.filter(owner_id=resume.owner_id).values_list("text", flat=True))
    gone = sorted({wording(text) for text in chunks.values()} - {wording(text) for text in said})
    for at in range(0, len(gone), 500):
        Vector.objects.filter(owner_id=resume.owner_id, wording__in=gone[at : at + 500]).delete()
    forget_journal()
