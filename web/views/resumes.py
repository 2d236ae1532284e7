"""`/resumes/`: files in, what was read of them, and which one is current."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from content.api.uploads import read_upload, store_upload
from content.editing.parts import parts_of
from content.models import Resume
from core.api.problems import Problem
from web.forms import READABLE, RenameForm, UploadForm
from web.person import for_people, person, resume_of
from web.shown.placing import places_in, unplaced_of
from web.shown.resume import sections_of


@require_safe
@for_people
def resumes(request: HttpRequest) -> HttpResponse:
    return resume_list(request)


@require_POST
@for_people
def upload(request: HttpRequest) -> HttpResponse:
    """A file is read, stored and made current; then what was read of it is shown."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            resume = store_upload(person(request), file.name, read_upload(person(request), file))
            return redirect(f"{reverse('resume-page', args=[resume.pk])}?read")
        except Problem as error:
            form.add_error("file", str(error))
    return resume_list(request, status=422, form=form)


@require_safe
@for_people
def resume(request: HttpRequest, key: UUID) -> HttpResponse:
    """One résumé as it is stored, with what its file held and could not be placed."""
    return resume_page(request, resume_of(request, key))


@require_POST
@for_people
def make_current(request: HttpRequest, key: UUID) -> HttpResponseBase:
    resume_of(request, key).make_current()
    return redirect("resumes-page")


@require_POST
@for_people
def rename(request: HttpRequest, key: UUID) -> HttpResponseBase:
    found, form = resume_of(request, key), RenameForm(request.POST)
    if form.is_valid() and form.save(found):
        return redirect("resume-page", key)
    return resume_page(request, found, 422, naming=form)


@require_POST
@for_people
def discard(request: HttpRequest, key: UUID) -> HttpResponseBase:
    resume_of(request, key).discard()
    return redirect("resumes-page")


def resume_page(request: HttpRequest, found: Resume, status: int = 200, **more: Any) -> HttpResponse:
    """One résumé as it is stored, with what its file held and could not be placed, and its earlier versions."""
    named = dict(sections_of(found.record))
    whole = {lock.section for lock in found.locks if not lock.text}
    shown = {
        "resume": found,
        "record": found.record,
        "parts": parts_of(found.record),
        "unplaced": unplaced_of(found.document.unheld, found.record),
        "places": places_in(found.record),
        "locks": [(named.get(lock.section, "An earlier job"), lock) for lock in found.locks],
        "lockable": [(key, name) for key, name in named.items() if key not in whole],
        "versions": found.versions.all(),
        "is_current": Resume.objects.of(person(request)).current() == found,
        "just_read": "read" in request.GET,
        **more,
    }
    return render(request, "web/resume.html", shown, status=status)


def resume_list(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    """All of the person's résumés, those that are deleted apart, and the ways to add one."""
    owned = Resume.objects.of(person(request)).select_related("document")
    deleted = Resume.objects.discarded().filter(owner=person(request)).select_related("document")
    shown = {"form": UploadForm(), "resumes": owned, "current": owned.current(), "deleted": deleted}
    return render(request, "web/resumes.html", {**shown, "readable": READABLE, **more}, status=status)
