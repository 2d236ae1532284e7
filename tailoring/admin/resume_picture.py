"""The pages of a résumé as pictures, as the form that is open in the admin would print them."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.admin.curated import user_of
from content.editing.fields import filled
from content.models import Resume
from content.schema.resume import first_fault
from core.api.problems import Problem
from tailoring.exports import ExportError
from tailoring.printing import pages_of


def picture(request: HttpRequest, key: UUID) -> HttpResponse:
    """A part of the page; who may read the résumé may see it printed."""
    resumes: Any = site.get_model_admin(Resume)
    resumes.refuse_who_may_not(request, "view")
    resume = resumes.get_object(request, str(key))
    if resume is None:
        raise Http404
    resumes.refuse_who_may_not(request, "view", resume)
    resumes.note_look(request, [resume.owner_id])
    shown: dict[str, Any] = {}
    try:
        record = filled(resume.record, request.POST.dict()) if request.method == "POST" else resume.record
        shown["pictures"] = [base64.b64encode(page).decode() for page in pages_of(record, user_of(request))]
    except ValueError as error:
        shown["wrong"] = first_fault(error)
    except (ExportError, Problem) as error:
        shown["wrong"] = str(error)
    return render(request, "tailoring/admin/picture.html", shown)
