"""`/runs/<id>/compare/`: the same input to a model alone, beside what we print; its cost is said first."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from content.editing.parts import parts_of
from core.api.problems import Problem
from tailoring.models import Run, decided_resume
from tailoring.running.comparison import (
    ask_to_compare,
    can_compare,
    comparison_of,
    dollars_for,
    forget_failed,
    is_comparing,
)
from web.person import for_people, run_of


@require_safe
@for_people
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """What it costs; while it is asked, that it is; then both, line by line."""
    return _page(request, _comparable(request, key))


@require_POST
@for_people
def begin(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Ask once, for the cost that was said."""
    run = _comparable(request, key)
    forget_failed(run)
    try:
        ask_to_compare(run)
    except Problem as error:
        return _page(request, run, error.status_code, error=str(error))
    return redirect("run-page-compare", run.pk)


def _comparable(request: HttpRequest, key: UUID) -> Run:
    run = run_of(request, key)
    if not can_compare(run):
        raise Http404
    return run


def _page(request: HttpRequest, run: Run, status: int = 200, **more: object) -> HttpResponse:
    found, resume = comparison_of(run), decided_resume(run)
    shown = {
        "run": run,
        "found": found,
        "waiting": found is None and is_comparing(run),
        "cents": max(1, round(dollars_for(run) * 100)),
        "ours": [part for part in parts_of(resume) if part.lines] if resume else [],
        "doubted": sum(bool(line.doubts) for line in found.lines) if found else 0,
        **more,
    }
    return render(request, "web/compare.html", shown, status=status)
