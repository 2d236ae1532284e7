"""The page of one résumé: all it says as fields by section, the picture of its page, and what it said before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.admin import Curated
from content.editing.fields import blocks_of, filled
from content.models import Resume
from content.schema.resume import first_fault

_VERBS = {
    "make_current": (Resume.make_current, "It is the current one: runs are cut from it."),
    "restore": (Resume.restore, "It is back as it was, with its chunks."),
}


def edit_page(admin: Curated, request: HttpRequest, resume: Resume) -> HttpResponse:
    """The form; a POST saves it, makes the résumé current, or restores it, as the pressed button says."""
    if request.method != "POST":
        return _page(admin, request, resume)
    admin.refuse_who_may_not(request, "change", resume)
    for name, (verb, told) in _VERBS.items():
        if name in request.POST:
            verb(resume)
            return _done(admin, request, resume, told)
    return _save(admin, request, resume)


def _save(admin: Curated, request: HttpRequest, resume: Resume) -> HttpResponse:
    try:
        record = filled(resume.record, request.POST.dict())
    except ValueError as error:
        return _page(admin, request, resume, 422, wrong=first_fault(error))
    if request.POST.get("seen") != str(resume.version):
        told = "Somebody has changed this résumé meanwhile. The form shows what you typed: look once more, then save."
        return _page(admin, request, resume, 409, wrong=told, record=record)
    resume.revise(record)
    return _done(admin, request, resume, "Saved. What it said before is kept as a version.")


def _done(admin: Curated, request: HttpRequest, resume: Resume, told: str) -> HttpResponse:
    admin.log_change(request, resume, told)
    messages.success(request, told)
    return redirect(reverse("admin:content_resume_change", args=[resume.pk]))


def _page(
    admin: Curated, request: HttpRequest, resume: Resume, status: int = 200, **more: Any
) -> HttpResponse:
    """As stored; after a refusal as it was typed."""
    admin.note_look(request, [resume.owner_id])
    record = more.pop("record", None) or resume.record
    context = {
        **admin.admin_site.each_context(request),
        "title": str(resume),
        "opts": admin.opts,
        "resume": resume,
        "current": Resume.objects.of(resume.owner).current() == resume,
        "blocks": blocks_of(record),
        "typed": request.POST if request.method == "POST" else {},
        "versions": resume.versions.defer("data"),
        "may_change": admin.may(request, "change", resume),
        "may_delete": admin.may(request, "delete", resume),
        **more,
    }
    return TemplateResponse(request, "content/admin/edit_resume.html", context, status=status)
