"""What a résumé said before, beside what it says now, by word; and saying it again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.admin import CuratedReadOnly
from content.editing.versions import differences
from content.models import Resume, Version


@admin.register(Version)
class VersionAdmin(CuratedReadOnly):
    list_display = ("resume", "number", "owner", "replaced")
    list_select_related = ("owner", "resume__document")
    list_defers = ("data", "resume__data", "resume__document__unheld")
    search_fields = ("resume__document__name", "owner__email")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The comparison; a POST has the résumé say again what the version says."""
        self.refuse_who_may_not(request, "view")
        version: Version | None = self.get_object(request, object_id)
        if version is None:
            raise Http404
        self.refuse_who_may_not(request, "view", version)
        self.note_look(request, [version.owner_id])
        if request.method == "POST":
            return self._restore(request, version)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{version.resume}: version {version.number} beside what it says now",
            "opts": self.opts,
            "version": version,
            "differences": differences(version.record, version.resume.record),
        }
        return TemplateResponse(request, "content/admin/version.html", context)

    def _restore(self, request: HttpRequest, version: Version) -> HttpResponse:
        """Whoever may change the résumé may. What is replaced is kept as a version, too."""
        resumes: Any = site.get_model_admin(Resume)
        resumes.refuse_who_may_not(request, "change", version.resume)
        version.resume.revise(version.record)
        told = f"It says again what version {version.number} said."
        resumes.log_change(request, version.resume, told)
        messages.success(request, told)
        return redirect(reverse("admin:content_resume_change", args=[version.resume_id]))
