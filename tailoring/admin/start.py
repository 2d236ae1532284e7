"""The first page of the admin: what needs attention, and what the days were like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.admin import site
from django.db.models import Count, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from content.admin.attention import Task, content_tasks
from content.models import Chunk
from tailoring.models import Charge, Run, Spending, State
from tailoring.models.charge import MICRO

_DAYS, _RUNS, _GAPS = 30, 30, 10


@dataclass(frozen=True)
class Bar:
    """One bar of a chart; `share` is its length in percent of the longest."""

    label: str
    value: str
    share: int


def start(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the context of the first page what the user may know."""
    reads = site.get_model_admin(Chunk).has_view_permission(request)
    runs = site.get_model_admin(Run)
    if reads:
        results = _latest(request)
        context["tasks"] = content_tasks(request)
        context["gaps"] = _gaps(results)
        context["texts"] = _texts(results)
    if runs.has_view_permission(request):
        context.setdefault("tasks", []).append(_failed(request))
        context["runs"] = _by_outcome(request)
    if site.get_model_admin(Spending).has_view_permission(request):
        context["spend"] = _spend()
    return {**context, "title": "Desk", "days": _DAYS, "last_runs": _RUNS}


def _since(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def _failed(request: HttpRequest) -> Task:
    runs = site.get_model_admin(Run).get_queryset(request)
    failed = runs.filter(state=State.FAILED, created__gte=_since(7)).count()
    url = f"{reverse('admin:tailoring_run_changelist')}?state__exact={State.FAILED}"
    return Task(failed, "runs of the last week failed", url)


def _latest(request: HttpRequest) -> list[Any]:
    """The results of the last runs whose words the user may read."""
    runs = site.get_model_admin(Run).get_queryset(request)
    user: Any = request.user
    if not user.is_superuser:
        runs = runs.filter(owner__in=user.curates)
    done = runs.filter(state=State.DONE).only("outcome").order_by("-created", "id")
    return [run.result for run in done[:_RUNS] if run.result]


def _gaps(results: list[Any]) -> list[Bar]:
    """What the most of these jobs asked for and nobody's content showed."""
    asked = Counter(gap for result in results for gap in {gap.casefold() for gap in result.gaps})
    return _bars([(gap, n, f"{n} jobs") for gap, n in asked.most_common(_GAPS) if n > 1])


def _texts(results: list[Any]) -> list[Bar]:
    """What became of the texts that engines wrote."""
    names = ("passed", "repaired", "fell_back")
    said = ("passed at once", "repaired", "replaced by the person's words")
    sums = [sum(getattr(result.shares, name) for result in results) for name in names]
    return _bars([(label, n, str(n)) for label, n in zip(said, sums, strict=True)]) if any(sums) else []


def _by_outcome(request: HttpRequest) -> list[Bar]:
    runs = site.get_model_admin(Run).get_queryset(request).filter(created__gte=_since(_DAYS))
    counted = runs.order_by().values("state").annotate(n=Count("id"))
    found = {row["state"]: row["n"] for row in counted}
    return _bars([(str(state.label), n, str(n)) for state in State if (n := found.get(state, 0))])


def _spend() -> list[Bar]:
    """Dollars of each of the last days on which something was spent."""
    first = _since(_DAYS).date()
    spent: Counter[date] = Counter()
    for model in (Spending, Charge):
        rows = model._default_manager.filter(day__gte=first).order_by().values("day")
        for row in rows.annotate(sum=Sum("micro_dollars")):
            spent[row["day"]] += row["sum"] or 0
    days = sorted((day, n) for day, n in spent.items() if n)
    return _bars([(f"{day:%d %b}", n, f"${n / MICRO:.2f}") for day, n in days])


def _bars(values: list[tuple[str, int, str]]) -> list[Bar]:
    most = max((value for _, value, _ in values), default=1) or 1
    return [Bar(label, told, round(100 * value / most)) for label, value, told in values]
