"""`/runs/<id>/changes/<change>/`: deciding a change, editing it, undoing that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from content.schema.locks import Lock
from core.api.problems import Problem
from tailoring.decisions import Change, Decided, locks_for, section_key
from tailoring.models import Decision, Outdated, Run, changes_in, keep_locked, locked_changes
from tailoring.running.edit import Unsupported, Unusable, doubts_of, save_edit
from web.person import for_people, is_fragment, run_of
from web.shown.changes import shown_change
from web.views.runs import result_page

_DECISIONS = {name: Decided(name) for name in ("accepted", "original", "proposed")}  # type: ignore[arg-type]


@require_POST
@for_people
def decide(request: HttpRequest, key: UUID, change: str) -> HttpResponseBase:
    """Accept what is proposed, or keep one's own."""
    run, found = _found(request, key, change)
    decided = _DECISIONS.get(request.POST.get("state", ""))
    if decided is None:
        raise Http404
    try:
        Decision.objects.decide(run, found.key, decided, seen=_seen(request))
    except Outdated:
        return _answer(request, run, found, 409, outdated=True)
    return _answer(request, run, found)


@require_safe
@for_people
def edit(request: HttpRequest, key: UUID, change: str) -> HttpResponseBase:
    run, found = _found(request, key, change)
    return _answer(request, run, found, editing="close" not in request.GET)


@require_POST
@for_people
def save(request: HttpRequest, key: UUID, change: str) -> HttpResponseBase:
    """Store an edit. Words that nothing supports must be confirmed first."""
    run, found = _found(request, key, change)
    text, stated = request.POST.get("text", ""), "stated" in request.POST
    try:
        save_edit(run, found, text, seen=_seen(request), stated=stated)
    except Outdated:
        return _answer(request, run, found, 409, outdated=True, typed=text)
    except Unsupported as error:
        return _answer(request, run, found, 422, editing=True, typed=text, doubts=error.words, ask=True)
    except (Unusable, Problem) as error:
        return _answer(request, run, found, 422, editing=True, typed=text, error=str(error))
    return _answer(request, run, found)


@require_POST
@for_people
def check(request: HttpRequest, key: UUID, change: str) -> HttpResponse:
    """Which words of what is being typed have no source."""
    run, found = _found(request, key, change)
    words = doubts_of(run, found, request.POST.get("text", "")[:4_000])
    return render(request, "web/parts/doubts.html", {"doubts": words, "checked": True})


@require_POST
@for_people
def undo(request: HttpRequest, key: UUID, change: str) -> HttpResponseBase:
    """Let stand what stood before the last decision."""
    run, found = _found(request, key, change)
    decision = Decision.objects.of(run).filter(change=found.key).first()
    try:
        if decision:
            decision.undo(seen=_seen(request))
    except Outdated:
        return _answer(request, run, found, 409, outdated=True)
    return _answer(request, run, found)


@require_POST
@for_people
def lock(request: HttpRequest, key: UUID, change: str) -> HttpResponseBase:
    """Keep the person's own words, in this run and in all that come; or let runs change them again."""
    run, found = _found(request, key, change)
    if run.resume is None:
        raise Http404
    locks = locks_for(found, run.record, whole="section" in request.POST)
    if "unlock" in request.POST:
        run.resume.unlock(*locks, Lock(section=section_key(found, run.record)))
        return _answer(request, run, found)
    run.resume.lock(*locks)
    try:
        Decision.objects.decide(run, found.key, Decided("original"), seen=_seen(request))
    except Outdated:
        return _answer(request, run, found, 409, outdated=True)
    keep_locked(run)
    return _answer(request, run, found)


def _found(request: HttpRequest, key: UUID, change: str) -> tuple[Run, Change]:
    """The asker's run and its change; a proposal that is not there any more does not exist."""
    run = run_of(request, key)
    found = next((one for one in changes_in(run) if one.key == change), None)
    if found is None:
        raise Http404
    return run, found


def _seen(request: HttpRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0


def _answer(
    request: HttpRequest, run: Run, change: Change, status: int = 200, **more: Any
) -> HttpResponseBase:
    """The change's article; without htmx its whole page, at the change."""
    decision = Decision.objects.of(run).filter(change=change.key).first()
    shown = shown_change(change, decision, locked=change.key in locked_changes(run))
    if is_fragment(request):
        answer = render(request, "web/parts/change.html", {"run": run, "one": shown, **more}, status=status)
        answer["HX-Trigger"] = '{"decided": {"target": "#side"}}'
        return answer
    if more:
        return result_page(request, run, status, at=change.key, **more)
    return redirect(f"{reverse('run-page', args=[run.pk])}#{shown.anchor}")
