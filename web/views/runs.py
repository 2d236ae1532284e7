"""`/runs/`: the runs, and one while it is under way, failed or done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.api.problems import Problem
from tailoring import exports
from tailoring.models import Decision, Run, State, changes_in, decided_resume, locked_changes, match_of
from tailoring.printing import digest_of
from tailoring.running.again import tailor_again
from tailoring.running.comparison import can_compare
from tailoring.running.execute import enqueue
from web.forms import StatementForm
from web.person import for_people, is_fragment, person, run_of
from web.shown.changes import Shown, in_short, shown_changes, tally
from web.shown.match import in_words, worst_first
from web.shown.progress import steps_of
from web.shown.resume import roles_of

_LISTED = 100


@require_safe
@for_people
def runs(request: HttpRequest) -> HttpResponse:
    owned = Run.objects.of(person(request)).defer("posting", "data", "outcome")[:_LISTED]
    return render(request, "web/runs.html", {"runs": owned})


@gzip_page
@require_safe
@for_people
def run(request: HttpRequest, key: UUID) -> HttpResponse:
    """The run as it is: its steps, why it failed, or its result. htmx asks for the steps alone, until it is over."""
    found = run_of(request, key)
    if is_fragment(request):
        return _steps(request, found)
    if found.state == State.DONE:
        return result_page(request, found)
    return render(request, "web/run.html", shown_of(found))


@require_safe
@for_people
def side(request: HttpRequest, key: UUID) -> HttpResponse:
    """What stands beside the changes: how far one is, the page as it will print, the files."""
    found = run_of(request, key)
    shown = _changes(found)
    return render(request, "web/parts/side.html", _beside(found, shown))


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


@require_POST
@for_people
def again(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A new run for the same job, which goes on from the decisions made."""
    found = run_of(request, key)
    try:
        return redirect("run-page", tailor_again(found, request.POST.get("key", "")[:64]).pk)
    except Problem as error:
        says = {"heading": "It could not be tailored again", "lead": str(error), "back": found}
        return render(request, "web/said.html", says, status=error.status_code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def say(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """ "I have done this": the form for it, and what the person says becomes a piece of their content."""
    found = run_of(request, key)
    if request.method != "POST":
        return _say_form(request, found, request.GET.get("asked", "")[:300])
    form = StatementForm(request.POST)
    if not form.is_valid():
        return result_page(request, found, 422, statement=form)
    try:
        form.save(found)
    except Problem as error:
        form.add_error("text", str(error))
        return result_page(request, found, 422, statement=form)
    messages.success(request, "Kept as your own statement. Tailor again to use it.")
    return redirect(f"{reverse('run-page', args=[found.pk])}#match")


def _say_form(request: HttpRequest, run: Run, asked: str) -> HttpResponse:
    """For htmx the form alone; else the page with it."""
    if run.result is None:
        raise Http404
    if is_fragment(request):
        shown = {"run": run, "asked": asked, "roles": roles_of(run.record)}
        return render(request, "web/parts/say.html", shown)
    return result_page(request, run, statement=StatementForm(initial={"asked": asked}))


def shown_of(run: Run) -> dict[str, Any]:
    """What the page of a run that is not done shows."""
    events = run.events.order_by("number").values_list("name", "data")
    return {"run": run, "steps": steps_of(events, over=run.is_over)}


def result_page(request: HttpRequest, run: Run, status: int = 200, **more: Any) -> HttpResponse:
    """A finished run: its changes, the riskiest first unless the printed order is asked for; `at` is one of them."""
    in_order = request.GET.get("order") == "printed"
    shown = _changes(run, in_order=in_order)
    context = {
        **_beside(run, shown),
        "result": run.result,
        "roles": roles_of(run.record),
        "key": uuid4().hex,
        "changes": shown,
        "in_short": in_short(shown),
        "in_order": in_order,
        "can_compare": can_compare(run),
        **more,
    }
    return render(request, "web/result.html", context, status=status)


def _changes(run: Run, *, in_order: bool = False) -> list[Shown]:
    decisions = Decision.objects.by_change(run)
    return shown_changes(changes_in(run), decisions, locked_changes(run), in_order=in_order)


def _beside(run: Run, shown: Sequence[Shown]) -> dict[str, Any]:
    resume = decided_resume(run)
    mark = digest_of(resume) if resume else ""
    lines = match_of(run)
    numbers = dict(Decision.objects.of(run).values_list("change", "number"))
    match = {"asked": worst_first(lines, numbers), "in_words": in_words(lines)}
    return {
        "run": run,
        "tally": tally(shown),
        "formats": exports.FORMATS.values(),
        "mark": mark,
        "match": match,
        "left_out": [one for one in shown if one.is_left_out],
    }


def _steps(request: HttpRequest, run: Run) -> HttpResponse:
    if run.is_over:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "web/parts/steps.html", shown_of(run))
