"""Chunks: found by their tags and words, read, edited, approved."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from content.admin.chunk_form import ChunkForm
from content.models import Chunk, ChunkType, Lens, Status
from core.admin import Admin

_SHOWN = 240  # characters of a text in a list


def _setting(field: str, value: str, description: str) -> Any:
    """An action that sets `field` of the selected chunks to `value`."""

    @admin.action(description=description, permissions=["change"])
    def act(modeladmin: ChunkAdmin, request: HttpRequest, queryset: QuerySet[Chunk]) -> None:
        changed = queryset.update(**{field: value})
        modeladmin.message_user(request, f"{changed} chunks changed.")

    act.__name__ = f"set_{field}_{value}"
    return act


@admin.register(Chunk)
class ChunkAdmin(Admin):
    list_display = ("text_start", "owner", "tags", "status", "weight", "changed")
    list_display_links = ("text_start",)
    list_filter = (
        ("owner", AutocompleteSelectFilter),
        *((name, ChoicesDropdownFilter) for name in ("source", "chunk_type", "lens", "status", "said")),
        "shelved",
    )
    list_filter_submit = True
    list_fullwidth = True
    show_full_result_count = False
    list_defers = ("indexed", "outbox", "content_hash", "origin_hash")
    list_select_related = ("owner",)
    form = ChunkForm
    compressed_fields = False
    search_fields = ("text", "owner__email", "place")
    autocomplete_fields = ("owner", "document")
    fixed = ("owner", "document")
    readonly_fields = ("place", "shelved", "created", "updated")
    fieldsets = (
        (None, {"fields": ("text", ("source", "chunk_type", "lens"), ("status", "weight", "said"), "role")}),
        (
            "Where it comes from",
            {"fields": (("owner", "document"), ("place", "shelved"), ("created", "updated"))},
        ),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    ("owner", "document"),
                    "text",
                    ("source", "chunk_type", "lens"),
                    ("status", "weight", "said"),
                )
            },
        ),
    )
    actions = (
        _setting("status", Status.APPROVED, "Approve"),
        _setting("status", Status.RETIRED, "Retire"),
        *(_setting("lens", lens, f"Set lens: {lens.label}") for lens in Lens),
        *(_setting("chunk_type", kind, f"Set type: {kind.label}") for kind in ChunkType),
    )

    @admin.display(description="text", ordering="text")
    def text_start(self, chunk: Chunk) -> str:
        return chunk.text if len(chunk.text) <= _SHOWN else f"{chunk.text[:_SHOWN]}…"

    @admin.display(description="tags")
    def tags(self, chunk: Chunk) -> str:
        named = (chunk.get_source_display(), chunk.get_chunk_type_display(), chunk.get_lens_display())
        return " · ".join(named).lower()

    @admin.display(description="changed", ordering="updated")
    def changed(self, chunk: Chunk) -> str:
        return f"{chunk.updated:%d %b %Y}"
