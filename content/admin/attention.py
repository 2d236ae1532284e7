"""What of the content needs somebody: drafts, near-duplicates, chunks without a job, documents that gave nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.admin import site
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from content.duplicates import NearDuplicates
from content.models import Change, ChangeState, Chunk, ChunkType, Document, Lens, Source, Status

_PEOPLE, _DRAFTS, _WORDINGS = 3, 100, 2_000  # how many are looked at for near-duplicates
_DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """Something to see to: how many, of what, and the page where it is done."""

    count: int
    what: str
    url: str


def content_tasks(request: HttpRequest) -> list[Task]:
    """What waits in the content that the user may read."""
    chunks = site.get_model_admin(Chunk).get_queryset(request).filter(shelved=False, owner__isnull=False)
    drafts = chunks.filter(status=Status.DRAFT)
    review = reverse("admin:content_chunk_review")
    return [
        Task(drafts.count(), "drafts wait to be reviewed", review),
        *_near_duplicates(drafts, review),
        *_without_a_job(chunks),
        Task(_unread(request), "documents of the last week gave no chunk", _documents()),
        _broken_off(request),
    ]


def _broken_off(request: HttpRequest) -> Task:
    """Changes whose process ended in the middle, or has not ended yet: their pages finish or undo them."""
    half = (ChangeState.APPLYING, ChangeState.UNDOING)
    changes = site.get_model_admin(Change).get_queryset(request).filter(state__in=half)
    query = urlencode({"state__in": ",".join(half)})
    url = f"{reverse('admin:content_change_changelist')}?{query}"
    return Task(changes.count(), "changes are half done", url)


def _without_a_job(chunks: Any) -> list[Task]:
    """Facts that do not stand in a résumé and belong to no job, by source: a job's lines cannot lean on them alone."""
    homeless = {"status": Status.APPROVED, "lens": Lens.FACTS, "chunk_type": ChunkType.ACHIEVEMENT}
    found = chunks.filter(**homeless, role="").exclude(source__in=(Source.RESUME, Source.BUILTIN))
    tasks = []
    for row in found.order_by().values("source").annotate(n=Count("id")).order_by("source"):
        query = {f"{name}__exact": value for name, value in {**homeless, "source": row["source"]}.items()}
        url = f"{reverse('admin:content_chunk_changelist')}?{urlencode({**query, 'job': 'none'})}"
        tasks.append(
            Task(row["n"], f"facts from {Source(row['source']).label}s belong to no job".lower(), url)
        )
    return tasks


def alike_in(owner: UUID, chunks: Any) -> list[tuple[Chunk, list[UUID]]]:
    """Those of these chunks of one person that say nearly what another says that is not retired, and which."""
    others = Chunk.objects.filter(owner_id=owner, shelved=False).exclude(status=Status.RETIRED)
    index = NearDuplicates(_newest(others))
    found = ((chunk, [key for key, _ in index.of(chunk.wording)]) for chunk in chunks[:_DRAFTS])
    return [(chunk, keys) for chunk, keys in found if keys]  # type: ignore[misc]


def _newest(chunks: Any) -> Any:
    keys = list(chunks.order_by("-updated").values_list("pk", flat=True)[:_WORDINGS])
    return Chunk.objects.filter(pk__in=keys).wordings()


def _near_duplicates(drafts: Any, review: str) -> list[Task]:
    """A line for each of the people with most drafts."""
    most = drafts.order_by().values("owner_id").annotate(n=Count("id")).order_by("-n", "owner_id")[:_PEOPLE]
    people = User.objects.in_bulk([row["owner_id"] for row in most])
    tasks = []
    for owner, person in people.items():
        found = alike_in(owner, drafts.filter(owner_id=owner).order_by("created", "id"))
        if found:
            said = f"drafts of {person} say nearly what another chunk says"
            url = f"{review}?owner__id__exact={owner}&chunk={found[0][0].pk}"
            tasks.append(Task(len(found), said, url))
    return tasks


def _unread(request: HttpRequest) -> int:
    new = site.get_model_admin(Document).get_queryset(request).filter(updated__gte=timezone.now() - _DAYS)
    keys = list(new.order_by("-updated").values_list("pk", flat=True)[:500])
    read = set(Chunk.objects.filter(document_id__in=keys).order_by().values_list("document_id", flat=True))
    return len(set(keys) - read)


def _documents() -> str:
    return reverse("admin:content_document_changelist")
