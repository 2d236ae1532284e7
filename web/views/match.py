"""`/runs/<id>/judge/` and `…/interview/`: what a person says of a model's matches, and the sheet to talk by."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tailoring.models import Decision, Outdated, changes_in, decided_resume, match_of
from tailoring.running import equation
from web.person import for_people, run_of
from web.shown.interview import sheet_of

_VERDICTS = {"accept": equation.accept, "refuse": equation.refuse, "undo": equation.take_back}


@require_POST
@for_people
def judge(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Whether what a model took for the same is the same."""
    run, verdict = run_of(request, key), _VERDICTS.get(request.POST.get("verdict", ""))
    asked, seen = request.POST.get("asked", ""), request.POST.get("seen", "")
    line = next((one for one in match_of(run) if one.equated and one.name == asked), None)
    if verdict is None or line is None:
        raise Http404
    try:
        verdict(run, line, seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0)
    except Outdated:
        messages.warning(request, "You decided this in another window meanwhile; nothing was changed.")
    return redirect(f"{reverse('run-page', args=[run.pk])}?match#match")


@require_safe
@for_people
def interview(request: HttpRequest, key: UUID) -> HttpResponse:
    """One page to take along: each line with the words behind it, what was left out, and a sentence for each gap."""
    run = run_of(request, key)
    resume = decided_resume(run)
    if resume is None:
        raise Http404
    sheet = sheet_of(resume, changes_in(run), Decision.objects.by_change(run), match_of(run))
    return render(request, "web/interview.html", {"run": run, "resume": resume, "sheet": sheet})
