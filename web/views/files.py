"""`/runs/<id>/resume.<kind>` and its pictures: the résumé as it was decided."""

from __future__ import annotations

from functools import cache
from threading import Thread
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.api.problems import Problem
from tailoring import exports
from tailoring.api.runs import FileAnswer
from tailoring.exports import ExportError
from tailoring.guard import check
from tailoring.models import decided_resume
from tailoring.printing import digest_of, file_of, offers_for, pages_of
from tailoring.records import Source
from web.person import for_people, person, run_of


@require_safe
@for_people
def file(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """The résumé in one of the formats that are written, under a name that people know it by."""
    run, made = run_of(request, key), exports.FORMATS.get(f".{kind}")
    resume = decided_resume(run)
    if made is None or resume is None:
        raise Http404
    try:
        return FileAnswer(file_of(resume, made, person(request)), made, run.file_name)
    except (ExportError, Problem) as error:
        says = {"heading": "This file could not be made", "lead": str(error), "back": run}
        return render(request, "web/said.html", says, status=getattr(error, "status_code", 422))


@require_safe
@for_people
def files(request: HttpRequest, key: UUID) -> HttpResponse:
    """The formats, each made, read back and compared with what was decided."""
    make_the_guard_ready()
    run = run_of(request, key)
    return render(request, "web/parts/files.html", {"run": run, "offers": offers_for(run, person(request))})


@require_safe
@for_people
def pages(request: HttpRequest, key: UUID) -> HttpResponse:
    """The pictures of the pages, as many as there are."""
    run = run_of(request, key)
    resume = decided_resume(run)
    try:
        count = len(pages_of(resume, person(request))) if resume else 0
    except (ExportError, Problem) as error:
        return render(request, "web/parts/pages.html", {"run": run, "error": str(error)})
    mark = digest_of(resume) if resume else ""
    return render(request, "web/parts/pages.html", {"run": run, "pages": range(1, 1 + count), "mark": mark})


@require_safe
@for_people
def picture(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """One page as it will print."""
    resume = decided_resume(run_of(request, key))
    mark = request.META.get("QUERY_STRING", "")
    if resume and mark and mark != digest_of(resume):
        return HttpResponse(status=204)  # decided otherwise meanwhile: the page that shows it asks anew
    try:
        found = pages_of(resume, person(request)) if resume else []
    except (ExportError, Problem) as error:
        return HttpResponse(str(error), status=getattr(error, "status_code", 422), content_type="text/plain")
    if not 1 <= number <= len(found):
        raise Http404
    return HttpResponse(found[number - 1], content_type="image/webp")


@cache
def make_the_guard_ready() -> None:
    """Have its lists read, once a process, while a page is looked at: the first edit then waits no longer."""
    source = Source(id="s", text="Wrote a handbook of 40 pages.")
    Thread(target=check, args=("Built 3 mills in Leeds.", [source], None, []), daemon=True).start()
