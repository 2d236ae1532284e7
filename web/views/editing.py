"""`/resumes/<id>/edit/` and what it said before: a résumé as a form, its picture, earlier versions, lines to place."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from content.api.allowance import refuse_beyond_room
from content.editing.fields import blocks_of, filled
from content.editing.versions import differences
from content.models import Resume, Version
from content.schema.locks import Lock
from content.schema.resume import ResumeData, first_fault
from core.api.problems import Problem
from tailoring.exports import ExportError
from tailoring.printing import pages_of
from web.forms import NameForm
from web.person import for_people, person, resume_of
from web.shown.placing import placed
from web.shown.resume import sections_of
from web.views.resumes import resume_list, resume_page


@require_safe
@for_people
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole résumé as fields, with the picture of its page."""
    return _form(request, resume_of(request, key))


@require_POST
@for_people
def save(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Say what the form says; what the résumé said before is kept as a version."""
    found = resume_of(request, key)
    try:
        record = filled(found.record, request.POST.dict())
        if request.POST.get("seen") != str(found.version):
            return _form(request, found, 409, record=record, outdated=True)
        refuse_beyond_room(person(request), found.document.name, record)
    except Problem as error:
        return _form(request, found, error.status_code, error=str(error))
    except ValueError as error:
        return _form(request, found, 422, error=first_fault(error))
    found.revise(record)
    messages.success(request, "Saved. What it said before is kept among the earlier versions.")
    return redirect("resume-page", found.pk)


@require_POST
@for_people
def picture(request: HttpRequest, key: UUID) -> HttpResponse:
    """The pages as the form would print, before it is saved."""
    try:
        record = filled(resume_of(request, key).record, request.POST.dict())
        shown: dict[str, Any] = {"pictures": _embedded(record, request)}
    except ValueError as error:
        shown = {"error": first_fault(error)}
    except (ExportError, Problem) as error:
        shown = {"error": str(error)}
    return render(request, "web/parts/preview.html", shown)


@require_safe
@for_people
def pages(request: HttpRequest, key: UUID) -> HttpResponse:
    """The pages of the résumé as it is stored."""
    try:
        shown: dict[str, Any] = {"pictures": _embedded(resume_of(request, key).record, request)}
    except (ExportError, Problem) as error:
        shown = {"error": str(error)}
    return render(request, "web/parts/preview.html", shown)


@require_POST
@for_people
def place(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Put a line that had no place where the person says, or let it go."""
    found = resume_of(request, key)
    line, text = request.POST.get("line", ""), " ".join(request.POST.get("text", "").split())
    if "drop" in request.POST:
        found.document.release(line)
    elif text and line in found.document.unheld:
        try:
            record = placed(found.record, text, request.POST.get("place", ""))
            refuse_beyond_room(person(request), found.document.name, record)
        except (Problem, ValueError) as error:
            says = first_fault(error) if isinstance(error, ValueError) else str(error)
            return resume_page(request, found, 422, error=says)
        found.revise(record)
        found.document.release(line)
        messages.success(request, "Placed. It is part of your résumé now.")
    return redirect(f"{reverse('resume-page', args=[found.pk])}?read")


@require_POST
@for_people
def lock(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Have no run change a section any more."""
    found = resume_of(request, key)
    section = request.POST.get("section", "")
    if section not in dict(sections_of(found.record)):
        raise Http404
    found.lock(Lock(section=section))
    return redirect("resume-page", found.pk)


@require_POST
@for_people
def unlock(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Let runs change it again."""
    found = resume_of(request, key)
    found.unlock(Lock(section=request.POST.get("section", ""), text=request.POST.get("text", "")))
    return redirect("resume-page", found.pk)


@require_safe
@for_people
def version(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """What a version said beside what the résumé says now, by word."""
    found = resume_of(request, key)
    earlier = get_object_or_404(found.versions.all(), number=number)
    told = differences(earlier.record, found.record)
    return render(request, "web/version.html", {"resume": found, "version": earlier, "differences": told})


@require_POST
@for_people
def restore_version(request: HttpRequest, key: UUID, number: int) -> HttpResponseBase:
    """Say again what a version said. What is replaced is kept as a version too."""
    found = resume_of(request, key)
    earlier: Version = get_object_or_404(found.versions.all(), number=number)
    try:
        refuse_beyond_room(person(request), found.document.name, earlier.record)
    except Problem as error:
        return resume_page(request, found, error.status_code, error=str(error))
    found.revise(earlier.record)
    messages.success(request, f"It says again what version {number} said.")
    return redirect("resume-page", found.pk)


@require_POST
@for_people
def write_new(request: HttpRequest) -> HttpResponseBase:
    """A résumé without a file: with a name, and all else to be filled in."""
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            return redirect("resume-edit", form.save(person(request)).pk)
        except Problem as error:
            form.add_error("full_name", str(error))
    return resume_list(request, status=422, writing=form)


@require_POST
@for_people
def restore(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Bring a deleted résumé back as it was."""
    deleted = Resume.objects.discarded().filter(owner=person(request))
    get_object_or_404(deleted, pk=key).restore()
    return redirect("resumes-page")


def _form(request: HttpRequest, resume: Resume, status: int = 200, **more: Any) -> HttpResponse:
    """The form: as stored; after a refusal as it was typed."""
    typed = request.POST if request.method == "POST" else {}
    record = more.pop("record", resume.record)
    shown = {"resume": resume, "blocks": blocks_of(record), "typed": typed, **more}
    return render(request, "web/edit_resume.html", shown, status=status)


def _embedded(record: ResumeData, request: HttpRequest) -> list[str]:
    """The pages as pictures within the page: what is not stored has no address."""
    return [base64.b64encode(page).decode() for page in pages_of(record, person(request))]
