"""Résumés and what they said before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.admin import Curated, CuratedReadOnly
from content.admin.documents import delete_and_tell
from content.models import Resume, Version
from content.retention import is_large
from content.schema.resume import ResumeData
from core.admin import Inline, pretty_json


def readable_resume(data: Any) -> SafeString:
    """A stored résumé as one reads it, section by section."""
    return render_to_string("content/admin/resume.html", {"resume": ResumeData.model_validate(data)})


class Earlier(Inline):
    """What a résumé said before. To say it again: its owner restores the version, or edits the résumé."""

    model = Version
    verbose_name_plural = "what it said before"
    fields = readonly_fields = ("number", "replaced")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        return super().get_queryset(request).defer("data")


class Deleted(admin.SimpleListFilter):
    title = parameter_name = "deleted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "no"), ("yes", "yes")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Resume]) -> QuerySet[Resume]:
        if self.value() is None:
            return queryset
        return queryset.filter(deleted__isnull=self.value() == "no")


@admin.register(Resume)
class ResumeAdmin(Curated):
    """Deleting one here deletes it as its owner does: it can be restored. Deleting a deleted one is for good."""

    curators_may = frozenset({"view", "add", "change"})
    list_display = ("__str__", "owner", "version", "made_current", "updated", "deleted")
    list_filter = (Deleted,)
    list_select_related = ("owner", "document")
    list_defers = ("data", "document__unheld")
    search_fields = ("document__name", "owner__email")
    autocomplete_fields = ("owner", "document")
    fixed = ("owner", "document")
    readonly_fields = ("page", "version", "made_current", "created", "updated", "deleted")
    fieldsets = (
        (None, {"fields": (("owner", "document"), "page")}),
        ("As JSON", {"classes": ("collapse",), "fields": ("data",)}),
        ("Dates", {"fields": (("version", "made_current"), ("created", "updated"), "deleted")}),
    )
    add_fieldsets = ((None, {"fields": ("owner", "document", "data")}),)
    inlines = (Earlier,)
    actions = ("make_current", "restore")

    @admin.display(description="what it says")
    def page(self, resume: Resume) -> SafeString:
        return readable_resume(resume.data)

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
        documents = [resume.document for resume in objs if resume.deleted]
        gone = [document for document in documents if not is_large(document)]
        listed, counts, lacking, protected = super().get_deleted_objects(gone, request)
        listed += [f"{document}, and all that came from it" for document in documents if document not in gone]
        kept = [
            f"{resume} (can be restored for {settings.DELETED_DAYS} days)"
            for resume in objs
            if not resume.deleted
        ]
        return [*kept, *listed], counts, lacking, protected

    def delete_model(self, request: HttpRequest, obj: Resume) -> None:
        delete_and_tell(self, request, obj.document)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Resume]) -> None:
        for resume in queryset:
            self.delete_model(request, resume)


@admin.register(Version)
class VersionAdmin(CuratedReadOnly):
    """To be read."""

    list_display = ("resume", "number", "owner", "replaced")
    list_select_related = ("owner", "resume__document")
    list_defers = ("data", "resume__data", "resume__document__unheld")
    search_fields = ("resume__document__name", "owner__email")
    fields = readonly_fields = ("owner", "resume", "number", "replaced", "said")

    @admin.display(description="what it said")
    def said(self, version: Version) -> SafeString:
        return format_html("{}{}", readable_resume(version.data), pretty_json(version.data))
