"""The curation desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from content.models import Chunk, ChunkType, Document, Lease, Lens, Resume, Status, Vector, Version
from content.retention import purge
from core.admin import Admin, pretty_json


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
    list_filter = ("status", "source", "chunk_type", "lens", "said", "shelved")
    list_select_related = ("owner",)
    list_per_page = 50
    search_fields = ("text", "owner__email", "place")
    autocomplete_fields = ("owner", "document")
    fixed = ("owner", "document")
    readonly_fields = ("content_hash", "shelved", "created", "updated")
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
class DocumentAdmin(Admin):
    list_display = ("name", "owner", "source", "format", "updated")
    list_filter = ("source",)
    list_select_related = ("owner",)
    search_fields = ("name", "owner__email")
    autocomplete_fields = ("owner",)
    readonly_fields = ("unheld", "created", "updated")


class Earlier(admin.TabularInline):
    """What a résumé said before. To say it again: its owner restores the version, or edits the résumé."""

    model = Version
    fields = readonly_fields = ("number", "replaced")
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Deleted(admin.SimpleListFilter):
    title = parameter_name = "deleted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "no"), ("yes", "yes")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Resume]) -> QuerySet[Resume]:
        if self.value() is None:
            return queryset
        return queryset.filter(deleted__isnull=self.value() == "no")


@admin.register(Resume)
class ResumeAdmin(Admin):
    """Deleting one here deletes it as its owner does: it can be restored. Deleting a deleted one is for good."""

    list_display = ("__str__", "owner", "version", "made_current", "updated", "deleted")
    list_filter = (Deleted,)
    list_select_related = ("owner", "document")
    search_fields = ("document__name", "owner__email")
    autocomplete_fields = ("owner", "document")
    fixed = ("owner", "document")
    readonly_fields = ("version", "made_current", "created", "updated", "deleted")
    inlines = (Earlier,)
    actions = ("make_current", "restore")

    @admin.action(description="Make current", permissions=["change"])
    def make_current(self, request: HttpRequest, queryset: QuerySet[Resume]) -> None:
        for resume in queryset:
            resume.make_current()

    @admin.action(description="Restore", permissions=["change"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Resume]) -> None:
        for resume in queryset:
            resume.restore()

    def save_model(self, request: HttpRequest, obj: Resume, form: Any, change: bool) -> None:
        """What it says is revised as its owner revises it: with a version, and its chunks in step."""
        if not change:
            super().save_model(request, obj, form, change)
            obj.revise(obj.record)
            return
        Resume.objects.get(pk=obj.pk).revise(obj.record)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What the page that asks first says: of those that can be restored nothing else goes."""
        gone = [resume.document for resume in objs if resume.deleted]
        listed, counts, lacking, protected = super().get_deleted_objects(gone, request)
        kept = [
            f"{resume} (can be restored for {settings.DELETED_DAYS} days)"
            for resume in objs
            if not resume.deleted
        ]
        return [*kept, *listed], counts, lacking, protected

    def delete_model(self, request: HttpRequest, obj: Resume) -> None:
        if obj.deleted:
            purge(obj)
        else:
            obj.discard()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Resume]) -> None:
        for resume in queryset:
            self.delete_model(request, resume)


@admin.register(Version)
class VersionAdmin(Admin):
    """To be read."""

    list_display = ("resume", "number", "owner", "replaced")
    list_select_related = ("owner", "resume__document")
    search_fields = ("resume__document__name", "owner__email")
    fields = readonly_fields = ("owner", "resume", "number", "replaced", "said")

    @admin.display(description="what it said")
    def said(self, version: Version) -> SafeString:
        return pretty_json(version.data)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Vector)
class VectorAdmin(Admin):
    """For looking: vectors are made from chunks, and made again when they are deleted."""

    list_display = ("wording", "owner", "model", "kind", "created")
    list_select_related = ("owner",)
    search_fields = ("wording", "owner__email")
    fields = readonly_fields = ("owner", "model", "kind", "wording", "created")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Lease)
class LeaseAdmin(Admin):
    """Who pays for vectors right now; one that was left by a dead process may be deleted."""

    list_display = ("model", "owner", "until")
    list_select_related = ("owner",)
    search_fields = ("model", "owner__email")
    fields = readonly_fields = ("owner", "model", "until")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
