"""The page that brings content in: first it shows what was read, then it stores that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.admin import Curated
from accounts.admin.curated import user_of
from accounts.admin.person_field import people_of
from content.admin.bringing_in.form import BringForm
from content.admin.bringing_in.reading import MOST_TAGGED, ReadAgain, Reading
from content.duplicates import NearDuplicates, Wording
from content.editing.parts import parts_of
from content.models import Chunk, ChunkQuerySet, ChunkType, Document, Lens, Status
from core.api.problems import Problem


def bring_in(admin: Curated, request: HttpRequest) -> HttpResponse:
    admin.refuse_who_may_not(request, "change")
    if "store" in request.POST:
        return _store(admin, request)
    form = BringForm(
        request, request.POST or None, request.FILES or None, initial={"owner": request.GET.get("owner")}
    )
    if request.method != "POST" or not form.is_valid():
        return _page(admin, request, form)
    given = form.cleaned_data
    try:
        user = user_of(request)
        reading = Reading.of(user, given["owner"], given["source"], form.upload(user))
    except Problem as error:
        return _page(admin, request, form, error.status_code, wrong=str(error))
    admin.note_look(request, [reading.owner])
    return _page(admin, request, form, reading=reading, **_shown(reading))


def _store(admin: Curated, request: HttpRequest) -> HttpResponse:
    try:
        reading = Reading.signed(request.POST.get("read", ""), user_of(request))
        owner = people_of(request).filter(pk=reading.owner).first()
        if owner is None:
            raise ReadAgain
    except ReadAgain:
        wrong = (
            "What was read is not there any more: choose the file, give the address or paste the text again."
        )
        return _page(admin, request, BringForm(request), 422, wrong=wrong)
    pieces = reading.chosen(request.POST)
    if not pieces and reading.resume is None:
        wrong = "Take at least one piece, or go back."
        return _page(admin, request, BringForm(request), 422, reading=reading, wrong=wrong, **_shown(reading))
    document = reading.store(owner, pieces)
    admin.log_addition(request, document, "brought in")
    return _done(request, reading, document)


def _done(request: HttpRequest, reading: Reading, document: Document) -> HttpResponse:
    if reading.resume is not None:
        messages.success(request, "The résumé is stored and current. Correct here what was read wrongly.")
        return redirect(reverse("admin:content_resume_change", args=[document.resume.pk]))
    drafts = document.chunks.filter(status=Status.DRAFT).count()
    messages.success(request, f"{document} is stored; {drafts} of its pieces wait here as drafts.")
    return redirect(f"{reverse('admin:content_chunk_review')}?document__id__exact={document.pk}")


def _shown(reading: Reading) -> dict[str, Any]:
    if reading.resume is not None:
        return {"parts": parts_of(reading.resume)}
    asked = [
        Wording(at, piece.text, piece.chunk_type) for at, piece in enumerate(reading.pieces[:MOST_TAGGED])
    ]
    stored = _elsewhere(reading)
    near = NearDuplicates(stored.wordings(), of_these=asked)
    alike = {one.key: found[0][0] for one in asked if (found := near.of(one))}
    texts: dict[Any, str] = dict(stored.filter(pk__in=list(alike.values())).values_list("pk", "text"))
    pieces = [(at, reading.pieces[at], texts.get(alike.get(at), "")) for at in range(len(asked))]
    return {"pieces": pieces, "more": max(0, len(reading.pieces) - MOST_TAGGED)}


def _elsewhere(reading: Reading) -> ChunkQuerySet:
    """What the person's content says beside what this document has said before."""
    same = list(Document.objects.filter(owner=reading.owner, name=reading.name).values_list("pk", flat=True))
    there = Chunk.objects.filter(owner=reading.owner, shelved=False).exclude(status=Status.RETIRED)
    return there.exclude(document_id__in=same)


def _page(
    admin: Curated, request: HttpRequest, form: BringForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": "Bring in",
        "opts": admin.opts,
        "form": form,
        "kinds": ChunkType.choices,
        "lenses": Lens.choices,
        **more,
    }
    return TemplateResponse(request, "content/admin/bring_in.html", context, status=status)
