"""`/runs/<id>/resume.<kind>`: the résumé as a file."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.api.allowance import refuse_often, told_when_busy
from core.api.problems import Problem
from tailoring import exports
from tailoring.api.runs import FileAnswer
from tailoring.exports import ExportError
from web.person import for_people, person, run_of


@require_safe
@for_people
def file(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """The résumé in one of the formats that are written, under a name that people know it by."""
    run, made = run_of(request, key), exports.FORMATS.get(f".{kind}")
    if made is None or run.tailored is None:
        raise Http404
    try:
        refuse_often(person(request), "files", settings.FILES_PER_HOUR)
        with told_when_busy("files"):
            return FileAnswer(made.render(run.tailored, run.owner_id), made, run.file_name)
    except (ExportError, Problem) as error:
        says = {"heading": "This file could not be made", "lead": str(error), "back": run}
        return render(request, "web/said.html", says, status=getattr(error, "status_code", 422))
