"""The curation desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from content.models import Chunk, ChunkType, Document, Lease, Lens, Resume, Status, Vector


def _setting(field: str, value: str, description: str) -> Any:
    """An action that sets `field` of the selected chunks to `value`."""

    @admin.action(description=description, permissions=["change"])
    def act(modeladmin: ChunkAdmin, request: HttpRequest, queryset: QuerySet[Chunk]) -> None:
        changed = queryset.update(**{field: value})
        modeladmin.message_user(request, f"{changed} chunks changed.")

    act.__name__ = f"set_{field}_{value}"
    return act


@admin.register(Chunk)
class ChunkAdmin(admin.ModelAdmin):
    list_display = (
        "text_start",
        "owner",
        "source",
        "chunk_type",
        "lens",
        "status",
        "said",
        "weight",
        "updated",
    )
    list_display_links = ("text_start",)
    list_editable = ("chunk_type", "lens", "status", "weight")
    list_filter = ("status", "source", "chunk_type", "lens", "said")
    list_select_related = ("owner",)
    list_per_page = 50
    search_fields = ("text", "owner__email", "place")
    autocomplete_fields = ("owner", "document")
    readonly_fields = ("content_hash", "created", "updated")
    actions = (
        _setting("status", Status.APPROVED, "Approve"),
        _setting("status", Status.RETIRED, "Retire"),
        *(_setting("lens", lens, f"Set lens: {lens.label}") for lens in Lens),
        *(_setting("chunk_type", kind, f"Set type: {kind.label}") for kind in ChunkType),
    )

    @admin.display(description="text", ordering="text")
    def text_start(self, chunk: Chunk) -> str:
        return str(chunk)


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    list_display = ("name", "owner", "source", "format", "updated")
    list_filter = ("source", "format")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__email")
    autocomplete_fields = ("owner",)


@admin.register(Resume)
class ResumeAdmin(admin.ModelAdmin):
    list_display = ("__str__", "owner", "made_current", "updated")
    list_select_related = ("owner", "document")
    search_fields = ("document__name", "owner__email")
    autocomplete_fields = ("owner", "document")
    readonly_fields = ("made_current", "created", "updated")
    actions = ("make_current",)

    @admin.action(description="Make current", permissions=["change"])
    def make_current(self, request: HttpRequest, queryset: QuerySet[Resume]) -> None:
        for resume in queryset:
            resume.make_current()


@admin.register(Vector)
class VectorAdmin(admin.ModelAdmin):
    """For looking: vectors are made from chunks, and made again when they are deleted."""

    list_display = ("wording", "owner", "model", "kind", "created")
    list_filter = ("model", "kind")
    list_select_related = ("owner",)
    search_fields = ("wording", "owner__email")
    fields = readonly_fields = ("owner", "model", "kind", "wording", "created")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Lease)
class LeaseAdmin(admin.ModelAdmin):
    """Who pays for vectors right now; one that was left by a dead process may be deleted."""

    list_display = ("model", "owner", "until")
    list_select_related = ("owner",)
    search_fields = ("model", "owner__email")
    fields = readonly_fields = ("owner", "model", "until")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
