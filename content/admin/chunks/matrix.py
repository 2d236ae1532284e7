"""The matrix of chunks: how many there are of each source, type and lens, under the same filters as the list."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from content.models import ChunkType, Lens, Source

_TAGS = ("source__exact", "chunk_type__exact", "lens__exact")


def matrix(admin: Any, request: HttpRequest) -> HttpResponse:
    """The page."""
    shown = admin.get_changelist_instance(request)
    rows = shown.get_queryset(request).order_by().values("source", "chunk_type", "lens")
    counts = Counter(
        {(row["source"], row["chunk_type"], row["lens"]): row["n"] for row in rows.annotate(n=Count("id"))}
    )
    context = {
        **admin.admin_site.each_context(request),
        "title": "Matrix of chunks",
        "opts": admin.opts,
        "chips": admin.chips(request),
        "kinds": ChunkType.choices,
        "sources": [_source(request, counts, *choice) for choice in Source.choices],
        "all": _cell(request, counts, None, None, None),
        "list_url": _list(request),
    }
    return TemplateResponse(request, "content/admin/matrix.html", context)


def _source(request: HttpRequest, counts: Counter[Any], source: str, label: str) -> dict[str, Any]:
    """The rows of one source: a row a lens, a cell a type, and the sums at the end."""
    lenses = [
        {
            "label": name,
            "cells": [_cell(request, counts, source, kind, lens) for kind in ChunkType.values],
            "sum": _cell(request, counts, source, None, lens),
        }
        for lens, name in Lens.choices
    ]
    return {"label": label, "lenses": lenses, "sum": _cell(request, counts, source, None, None)}


def _cell(request: HttpRequest, counts: Counter[Any], *tags: str | None) -> dict[str, Any]:
    """How many chunks have these tags (None: any), and the list that shows them."""
    n = sum(
        number
        for found, number in counts.items()
        if all(tag is None or tag == one for tag, one in zip(tags, found, strict=True))
    )
    chosen = {name: tag for name, tag in zip(_TAGS, tags, strict=True) if tag is not None}
    return {"n": n, "url": _list(request, **chosen)}


def _list(request: HttpRequest, **chosen: str) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    for name, value in chosen.items():
        query[name] = value
    return f"{reverse('admin:content_chunk_changelist')}?{query.urlencode()}"
