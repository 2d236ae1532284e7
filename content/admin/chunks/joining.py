"""Pages that merge chunks into one, and split one into several: what will happen is shown before it does."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.admin import Curated
from accounts.admin.curated import user_of
from content.models import Change
from content.models.joining import MOST_MERGED, merge, refuse_merging, split
from core.admin import uuid_in

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_EMPTY_LINE = re.compile(r"\n\s*\n")


def merge_page(admin: Curated, request: HttpRequest) -> HttpResponse:
    """The chunks, which of them stays, and what it shall say."""
    asked = request.POST if request.method == "POST" else request.GET
    keys = [key for key in map(uuid_in, asked.getlist("key")[: MOST_MERGED + 1]) if key]
    chunks = list(_changeable(admin, request).filter(pk__in=keys).order_by("created", "id"))
    admin.note_look(request, (chunk.owner_id for chunk in chunks))
    kept = next((chunk for chunk in chunks if str(chunk.pk) == request.POST.get("kept")), None)
    wrong = ""
    try:
        refuse_merging(chunks)
        if "merge" in request.POST:
            if kept is None:
                raise ValidationError("Choose which of them stays.")
            others = [chunk for chunk in chunks if chunk is not kept]
            return _to(merge(user_of(request), kept, others, request.POST.get("text", "")))
    except ValidationError as error:
        wrong = " ".join(error.messages)
    longest = max(chunks, key=lambda chunk: len(chunk.text), default=None)
    context = {
        **_context(admin, request, "Merge chunks"),
        "chunks": chunks,
        "kept": kept or longest,
        "text": request.POST.get("text", longest.text if longest else ""),
        "wrong": wrong,
    }
    return TemplateResponse(request, "content/admin/merge.html", context)


def split_page(admin: Curated, request: HttpRequest, key: UUID) -> HttpResponse:
    """The parts of a chunk, an empty line between them; first looked at, then split."""
    chunk = _changeable(admin, request).filter(pk=key).first()
    if chunk is None:
        raise Http404
    admin.note_look(request, [chunk.owner_id])
    text = request.POST.get("text") or "\n\n".join(_SENTENCE.split(chunk.text))
    parts = [part.strip() for part in _EMPTY_LINE.split(text.replace("\r", "")) if part.strip()]
    wrong = ""
    if "split" in request.POST:
        try:
            return _to(split(user_of(request), chunk, parts))
        except ValidationError as error:
            wrong = " ".join(error.messages)
    context = {
        **_context(admin, request, "Split a chunk"),
        "chunk": chunk,
        "text": text,
        "parts": parts,
        "wrong": wrong,
    }
    return TemplateResponse(request, "content/admin/split.html", context)


def _changeable(admin: Curated, request: HttpRequest) -> Any:
    admin.refuse_who_may_not(request, "change")
    return admin.get_queryset(request).filter(owner__isnull=False).select_related("owner", "document")


def _context(admin: Curated, request: HttpRequest, title: str) -> dict[str, Any]:
    return {**admin.admin_site.each_context(request), "title": title, "opts": admin.opts}


def _to(change: Change) -> HttpResponse:
    return redirect(reverse("admin:content_change_change", args=[change.pk]))
