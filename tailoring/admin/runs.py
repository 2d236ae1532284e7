"""Runs in the admin, read like a story; whoever may not read the content sees what happened, when and for how much."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.safestring import SafeString

from accounts.admin import Curated, ForSuperusers
from accounts.admin.curated import operates, user_of
from accounts.models import User
from content.models import Change, ChangedChunk, Chunk
from core.admin import ReadOnly, pretty_json
from tailoring.admin.chunk_uses import RUNS_READ, uses_of
from tailoring.admin.preview import preview_page
from tailoring.admin.resume_picture import picture
from tailoring.admin.story import costs_of, story_of
from tailoring.admin.vocabulary import vocabulary_page
from tailoring.models import Attempt, Decision, Event, Run

_OF_A_RUN = ("posting", "data", "outcome", "error")


class Engine(admin.SimpleListFilter):
    """By engine, without reading all runs for the engines that there are."""

    title = parameter_name = "engine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in settings.TAILORING_BACKENDS]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Run]) -> models.QuerySet[Run]:
        return queryset.filter(engine=self.value()) if self.value() else queryset


@admin.register(Run)
class RunAdmin(ReadOnly, Curated):
    """A curator reads the runs of their people; an operator sees all, and of none what it says or is for."""

    list_display = ("job", "owner", "state", "engine", "score", "cost", "created", "seconds")
    list_filter = ("state", Engine, "created")
    list_select_related = ("owner",)
    list_defers = _OF_A_RUN
    search_fields = ("owner__email", "posting")

    @admin.display(description="run")
    def key(self, run: Run) -> str:
        return str(run.pk)[:8]

    @admin.display(description="score", ordering="overall", empty_value="–")
    def score(self, run: Run) -> str | None:
        return None if run.overall is None else f"{run.overall:.2f}"

    @admin.display(description="cost", ordering="cost_usd")
    def cost(self, run: Run) -> str:
        return f"${run.cost_usd:.4f}" if run.cost_usd else "–"

    @admin.display(description="seconds")
    def seconds(self, run: Run) -> str:
        if run.started is None or run.finished is None:
            return "–"
        return f"{(run.finished - run.started).total_seconds():.1f}"

    def within_reach(self, request: HttpRequest) -> Q:
        return Q() if operates(request) else super().within_reach(request)

    def may(self, request: HttpRequest, deed: str, row: Any = None) -> bool:
        return (deed == "view" and operates(request)) or super().may(request, deed, row)

    def get_urls(self) -> list[Any]:
        shown = self.admin_site.admin_view(self.preview_view)
        of_chunk = self.admin_site.admin_view(self.of_chunk_view)
        printed = self.admin_site.admin_view(picture)
        vocabulary = self.admin_site.admin_view(self.vocabulary_view)
        return [
            path("what-for/", shown, name="tailoring_run_preview"),
            path("of-chunk/<uuid:key>/", of_chunk, name="tailoring_run_of_chunk"),
            path("vocabulary/", vocabulary, name="tailoring_run_vocabulary"),
            path("resume-picture/<uuid:key>/", printed, name="tailoring_run_resume_picture"),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        return preview_page(self, request)

    def vocabulary_view(self, request: HttpRequest) -> HttpResponse:
        return vocabulary_page(self, request)

    def of_chunk_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """What curators changed of one chunk, and what the last runs did with it."""
        chunk = self.admin_site.get_model_admin(Chunk).get_queryset(request).filter(pk=key).first()
        if chunk is None or chunk.owner_id is None:
            raise Http404
        self.note_look(request, [chunk.owner_id])
        context = {
            **self.admin_site.each_context(request),
            "title": "A chunk: its changes and runs",
            "opts": self.opts,
            "chunk": chunk,
            "changes": self._changes_of(request, chunk),
            "added_by": _added_by(chunk),
            "uses": uses_of(chunk),
            "read": RUNS_READ,
        }
        return TemplateResponse(request, "tailoring/admin/of_chunk.html", context)

    def _changes_of(self, request: HttpRequest, chunk: Chunk) -> list[tuple[ChangedChunk, bool]]:
        """Its last changes, each with whether the user may look at the whole of it."""
        changes = cast("Curated", self.admin_site.get_model_admin(Change))
        rows = chunk.changes.select_related("change__by").order_by("-change__created", "id")[:RUNS_READ]
        return [(row, changes.may(request, "view", row.change)) for row in rows]

    def get_list_display(self, request: HttpRequest) -> Any:
        """To an operator a run has a key in the place of the job's name."""
        shown = super().get_list_display(request)
        return shown if self._lists_content(request) else ["key", *(name for name in shown if name != "job")]

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields if self._lists_content(request) else ("owner__email",)

    def _lists_content(self, request: HttpRequest) -> bool:
        """Whether all that is listed may be read: a search that finds is a look, too."""
        return user_of(request).is_superuser or not operates(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if self._lists_content(request):
            return super().changelist_view(request, extra_context)
        return super(Curated, self).changelist_view(request, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        self.refuse_who_may_not(request, "view")
        run = self.get_object(request, object_id)
        if run is None:
            raise Http404
        reads = user_of(request).may_read(run.owner_id)
        if reads:
            self.note_look(request, [run.owner_id])
        context = {
            **self.admin_site.each_context(request),
            "title": run.job if reads else f"Run {str(run.pk)[:8]}",
            "opts": self.opts,
            "run": run,
            "costs": costs_of(run),
            "story": story_of(run) if reads else None,
        }
        return TemplateResponse(request, "tailoring/admin/run.html", context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Its title is the job's."""
        run = self.get_object(request, object_id)
        if run is not None and not user_of(request).may_read(run.owner_id):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)


@admin.register(Attempt)
class AttemptAdmin(ForSuperusers):
    list_display = ("run", "number", "created")
    list_select_related = ("run",)
    list_defers = ("data", *(f"run__{name}" for name in _OF_A_RUN))
    fields = ("run", "number", "created", "content")
    readonly_fields = ("content",)

    def content(self, attempt: Attempt) -> SafeString:
        return pretty_json(attempt.data)


@admin.register(Decision)
class DecisionAdmin(ForSuperusers):
    list_display = ("run", "change", "state", "number", "updated")
    list_filter = ("state",)
    list_select_related = ("run",)
    list_defers = ("text", "earlier", *(f"run__{name}" for name in _OF_A_RUN))


@admin.register(Event)
class EventAdmin(ForSuperusers):
    list_display = ("name", "run", "number", "created")
    list_filter = ("name",)
    list_select_related = ("run",)
    list_defers = ("data", *(f"run__{name}" for name in _OF_A_RUN))
    fields = ("run", "number", "name", "created", "content")
    readonly_fields = ("content",)

    def content(self, event: Event) -> SafeString:
        return pretty_json(event.data)


def _added_by(chunk: Chunk) -> User | None:
    """Who added it by hand on the desk, if anybody did."""
    kind = ContentType.objects.get_for_model(Chunk)
    added = LogEntry.objects.filter(content_type=kind, object_id=str(chunk.pk), action_flag=ADDITION)
    entry = added.select_related("user").order_by("action_time").first()
    return entry.user if entry else None
