"""Résumés: listed, opened, added, deleted and restored."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from accounts.admin import Curated
from content.admin.documents import delete_and_tell
from content.admin.resumes.editing import edit_page
from content.models import Resume
from content.retention import is_large


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
    readonly_fields = ("version", "made_current", "created", "updated", "deleted")
    fieldsets = (
        (None, {"fields": (("owner", "document"), "data")}),
        ("Dates", {"fields": (("version", "made_current"), ("created", "updated"), "deleted")}),
    )
    add_fieldsets = ((None, {"fields": ("owner", "document", "data")}),)
    actions = ("make_current", "restore")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A form by section; with `?json` the document itself, as one box."""
        if "json" in request.GET or "data" in request.POST:
            return super().change_view(request, object_id, form_url, extra_context)
        self.refuse_who_may_not(request, "view")
        resume = self.get_object(request, object_id)
        if resume is None:
            raise Http404
        self.refuse_who_may_not(request, "view", resume)
        return edit_page(self, request, resume)

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
