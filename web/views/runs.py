"""`/runs/`: the runs, and one while it is under way, failed or done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tailoring import exports
from tailoring.models import Run, State
from tailoring.running.execute import enqueue
from web.person import for_people, is_fragment, person, run_of
from web.shown.progress import steps_of

_LISTED = 100


@require_safe
@for_people
def runs(request: HttpRequest) -> HttpResponse:
    owned = Run.objects.of(person(request)).defer("posting", "data", "outcome")[:_LISTED]
    return render(request, "web/runs.html", {"runs": owned})


@require_safe
@for_people
def run(request: HttpRequest, key: UUID) -> HttpResponse:
    """The run as it is: its steps, why it failed, or its result. htmx asks for the steps alone, until it is over."""
    found = run_of(request, key)
    if is_fragment(request):
        return _steps(request, found)
    template = "web/result.html" if found.state == State.DONE else "web/run.html"
    return render(request, template, shown_of(found))


@require_POST
@for_people
def cancel(request: HttpRequest, key: UUID) -> HttpResponseBase:
    run_of(request, key).cancel()
    return redirect("run-page", key)


@require_POST
@for_people
def retry(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A failed run goes on after its last stored answer."""
    found = run_of(request, key)
    if found.retry():
        enqueue(found)
    return redirect("run-page", key)


def shown_of(run: Run) -> dict[str, Any]:
    """What a run's page shows."""
    events = run.events.order_by("number").values_list("name", "data")
    return {
        "run": run,
        "result": run.result,
        "steps": steps_of(events, over=run.is_over),
        "formats": exports.FORMATS.values(),
    }


def _steps(request: HttpRequest, run: Run) -> HttpResponse:
    if run.is_over:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "web/parts/steps.html", shown_of(run))
