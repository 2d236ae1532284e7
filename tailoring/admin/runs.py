"""Runs in the admin, to be read: what was asked, what was found, what was printed and why."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString

from core.admin import ReadOnly, pretty_json
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
class RunAdmin(ReadOnly):
    list_display = ("job", "owner", "state", "engine", "score", "cost", "created", "seconds")
    list_filter = ("state", Engine, "created")
    list_select_related = ("owner",)
    list_defers = _OF_A_RUN
    search_fields = ("owner__email", "posting")
    fields = (
        ("owner", "resume"),
        ("state", "engine"),
        ("created", "finished"),
        ("error_code", "error"),
        "scores",
        "keywords",
        "gaps",
        "evidence",
        "provenance",
        "repairs",
        "tailored",
        "usage",
        "posting",
    )
    readonly_fields = ("scores", "keywords", "gaps", "evidence", "provenance", "repairs", "tailored", "usage")

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

    @admin.display(description="evaluation")
    def scores(self, run: Run) -> SafeString:
        return pretty_json(run.document().get("evaluation"))

    def keywords(self, run: Run) -> SafeString:
        return pretty_json(run.document().get("keywords"))

    def gaps(self, run: Run) -> SafeString:
        return pretty_json(run.document().get("gaps"))

    @admin.display(description="evidence, and which queries found it")
    def evidence(self, run: Run) -> SafeString:
        found = run.document().get("evidence") or []
        return pretty_json([item for item in found if item["why"]])

    def provenance(self, run: Run) -> SafeString:
        return pretty_json(run.document().get("provenance"))

    def repairs(self, run: Run) -> SafeString:
        return pretty_json(run.document().get("repairs"))

    @admin.display(description="tailored résumé")
    def tailored(self, run: Run) -> SafeString:
        return pretty_json(run.document().get("tailored_resume"))

    def usage(self, run: Run) -> SafeString:
        return pretty_json(run.document().get("usage"))


@admin.register(Attempt)
class AttemptAdmin(ReadOnly):
    list_display = ("run", "number", "created")
    list_select_related = ("run",)
    list_defers = ("data", *(f"run__{name}" for name in _OF_A_RUN))
    fields = ("run", "number", "created", "content")
    readonly_fields = ("content",)

    def content(self, attempt: Attempt) -> SafeString:
        return pretty_json(attempt.data)


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    list_display = ("run", "change", "state", "number", "updated")
    list_filter = ("state",)
    list_select_related = ("run",)
    list_defers = ("text", "earlier", *(f"run__{name}" for name in _OF_A_RUN))


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ("name", "run", "number", "created")
    list_filter = ("name",)
    list_select_related = ("run",)
    list_defers = ("data", *(f"run__{name}" for name in _OF_A_RUN))
    fields = ("run", "number", "name", "created", "content")
    readonly_fields = ("content",)

    def content(self, event: Event) -> SafeString:
        return pretty_json(event.data)
