"""Changes of chunks: looked at before they are applied, kept as history, undone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.admin import Curated, ForSuperusers
from accounts.admin.curated import user_of
from content.admin.changes.values_form import ValuesForm
from content.models import Change, ChangedChunk, ChangeState
from core.admin import ReadOnly

_SHOWN = 20


@admin.register(Change)
class ChangeAdmin(ReadOnly, Curated):
    """What was done to chunks, newest first: a curator sees their own, as long as they curate all whom it is about.

    A change that is prepared is no history yet.
    """

    owner_path = "by_id"

    list_display = ("what", "count", "by", "state", "created")
    list_filter = ("state",)
    list_select_related = ("by",)
    list_defers = ("selection",)
    search_fields = ("by__email",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        rows: QuerySet[Change] = super().get_queryset(request)
        return rows.exclude(state=ChangeState.PREPARED) if self.is_list(request) else rows

    def within_reach(self, request: HttpRequest) -> Q:
        user = user_of(request)
        return Q() if user.is_superuser else Q(by=user) if user.is_curator else Q(pk=None)

    def may(self, request: HttpRequest, deed: str, row: Any = None) -> bool:
        user = user_of(request)
        if row is None or user.is_superuser:
            return super().may(request, deed)
        return super().may(request, deed) and row.by_id == user.pk and row.owners() <= user.curates

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """It holds no words: no look is noted."""
        return super(Curated, self).changelist_view(request, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one change: what it will do or did, and the buttons that do it or undo it."""
        self.refuse_who_may_not(request, "view")
        change = self.get_object(request, object_id)
        if change is None:
            raise Http404
        self.refuse_who_may_not(request, "view", change)
        if request.method == "POST":
            return self._act(request, change)
        form = ValuesForm(change, initial=change.values) if change.state == ChangeState.PREPARED else None
        return self._page(request, change, form)

    def _act(self, request: HttpRequest, change: Change) -> HttpResponse:
        if "undo" in request.POST:
            if change.can_be_undone:
                self._tell_undone(request, change, change.undo())
            return _to(change)
        if change.state == ChangeState.PREPARED:
            form = ValuesForm(change, request.POST)
            if not form.is_valid():
                return self._page(request, change, form)
            change.values = form.cleaned_data
            change.save(update_fields=["values"])
            if "apply" not in request.POST:
                return _to(change)
        change.apply()
        self.message_user(
            request, f"{change.count} chunks changed. You can undo this below.", messages.SUCCESS
        )
        return _to(change)

    def _tell_undone(self, request: HttpRequest, change: Change, restored: int) -> None:
        kept = change.count - restored
        said = f"{restored} chunks are as they were."
        if kept > 0:
            said += f" {kept} stay: somebody has changed them since."
        self.message_user(request, said, messages.SUCCESS)

    def _page(self, request: HttpRequest, change: Change, form: ValuesForm | None) -> HttpResponse:
        rows = change.preview(_SHOWN)
        self.note_look(request, (chunk.owner_id for chunk, _ in rows))
        context = {
            **self.admin_site.each_context(request),
            "title": str(change),
            "opts": self.opts,
            "change_of_chunks": change,
            "form": form,
            "rows": rows,
            "more": max(0, change.count - _SHOWN),
            "prepared": change.state == ChangeState.PREPARED,
        }
        return TemplateResponse(request, "content/admin/change.html", context)


@admin.register(ChangedChunk)
class ChangedChunkAdmin(ForSuperusers):
    """The history of single chunks."""

    list_display = ("chunk", "change", "told")
    list_select_related = ("chunk", "change")
    list_defers = ("change__selection",)
    fields = readonly_fields = ("chunk", "change", "told")


def _to(change: Change) -> HttpResponse:
    return redirect(reverse("admin:content_change_change", args=[change.pk]))
