"""Review: drafts one after the other, with what stands beside them and what says nearly the same; by keyboard."""

from __future__ import annotations

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.admin import Curated
from accounts.admin.curated import user_of
from content.admin.chunks.form import ChunkForm
from content.admin.chunks.recording import decide
from content.models import Change, Chunk, Status
from core.admin import uuid_in

_ENDS = {"approve": Status.APPROVED, "retire": Status.RETIRED}
_BESIDE = 3
_MOST_ALIKE = 5
_OURS = ("after", "chunk", "last")


class ReviewForm(ChunkForm):
    """What one may mend before a draft is decided on."""

    class Meta:
        model = Chunk
        fields = ("text", "chunk_type", "lens", "weight", "role")


def review(admin: Curated, request: HttpRequest) -> HttpResponse:
    """The page of the next draft under the filters; a POST decides on it and goes to the one after it."""
    try:
        drafts = _filtered(admin, request)
    except IncorrectLookupParameters:
        return redirect(reverse("admin:content_chunk_review"))
    drafts = drafts.filter(status=Status.DRAFT, shelved=False, owner__isnull=False)
    if request.method == "POST" and (key := uuid_in(request.POST.get("undo", ""))):
        return _undo(request, key)
    chunk = _asked(request, drafts)
    form_class = admin.get_form(request, chunk, form=ReviewForm, fields=ReviewForm.Meta.fields)
    if request.method == "POST" and chunk is not None:
        form = form_class(request.POST, instance=chunk)
        if form.is_valid():
            return _decide(admin, request, form, chunk)
    else:
        form = form_class(instance=chunk)
    return _page(admin, request, drafts, chunk, form)


def _filtered(admin: Curated, request: HttpRequest) -> QuerySet[Chunk]:
    """The chunks under the list's filters, which know nothing of the parameters of this page."""
    asked = copy(request)
    asked.GET = request.GET.copy()  # type: ignore[assignment]
    for name in _OURS:
        asked.GET.pop(name, None)  # type: ignore[misc]
    rows: QuerySet[Chunk] = admin.get_changelist_instance(asked).get_queryset(asked)
    return rows


def _asked(request: HttpRequest, drafts: QuerySet[Chunk]) -> Chunk | None:
    """The draft that the form is of, the one that is named, or the first after the one that was left."""
    ordered = drafts.select_related("owner", "document").order_by("owner_id", "created", "id")
    named = request.POST.get("chunk") or request.GET.get("chunk", "")
    if key := uuid_in(named):
        return ordered.filter(pk=key).first()
    after = uuid_in(request.GET.get("after", ""))
    left = Chunk.objects.filter(pk=after).first() if after else None
    if left is None:
        return ordered.first()
    same = Q(owner_id=left.owner_id)
    later = Q(created__gt=left.created) | Q(created=left.created, pk__gt=left.pk)
    return ordered.filter(same & later | Q(owner_id__gt=left.owner_id)).first()


def _decide(admin: Curated, request: HttpRequest, form: Any, chunk: Chunk) -> HttpResponse:
    end = next((status for name, status in _ENDS.items() if name in request.POST), None)
    changes = {name: form.cleaned_data[name] for name in form.changed_data}
    change = decide(request, chunk.pk, changes | ({"status": end} if end else {}))
    admin.log_change(request, chunk, f"review: {end or chunk.status}")
    return redirect(_address(request, after=str(chunk.pk), last=str(change.pk) if change else ""))


def _undo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Undo the last decision of whoever asks, and show its chunk again."""
    change = Change.objects.filter(pk=key, by=request.user.pk).first()
    row = change.rows.first() if change else None
    if change is None or row is None:
        return redirect(_address(request))
    if not change.owners() <= user_of(request).curates and not user_of(request).is_superuser:
        raise PermissionDenied
    change.undo()
    return redirect(_address(request, chunk=str(row.chunk_id)))


def _page(
    admin: Curated, request: HttpRequest, drafts: QuerySet[Chunk], chunk: Chunk | None, form: Any
) -> HttpResponse:
    admin.note_look(request, [chunk.owner_id] if chunk else [])
    context = {
        **admin.admin_site.each_context(request),
        "title": "Review of drafts",
        "opts": admin.opts,
        "chunk": chunk,
        "form": form,
        "waiting": drafts.count(),
        "beside": beside(chunk) if chunk else [],
        "alike": _alike(chunk) if chunk else [],
        "last": uuid_in(request.GET.get("last", "")),
        "next": _address(request, after=str(chunk.pk)) if chunk else "",
        "start": _address(request),
    }
    return TemplateResponse(request, "content/admin/review.html", context)


def _alike(chunk: Chunk) -> list[tuple[Chunk, int]]:
    """The nearest of the owner's chunks that say nearly the same, with the share of words in percent."""
    found = [(other, round(100 * share)) for other, share in chunk.alike(anywhere=True) if not other.shelved]
    return found[:_MOST_ALIKE]


def beside(chunk: Chunk) -> list[Chunk]:
    """What stands around it in its document."""
    if not chunk.place or chunk.document_id is None:
        return []
    before = Chunk.objects.filter(document_id=chunk.document_id, shelved=False).exclude(place="")
    rows = [*before.order_by("created", "id").only("text", "status", "created")[:2_000]]
    at = next((number for number, row in enumerate(rows) if row.pk == chunk.pk), 0)
    return rows[max(0, at - _BESIDE) : at + _BESIDE + 1]


def _address(request: HttpRequest, **more: str) -> str:
    query = request.GET.copy()
    for name in _OURS:
        query.pop(name, None)
    query.update({name: value for name, value in more.items() if value})
    return f"{reverse('admin:content_chunk_review')}?{query.urlencode()}"
