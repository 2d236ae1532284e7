"""`/notes/`: posts and notes in, each piece shown before it is kept, and approved before it is used."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from content.models import Chunk
from content.models.notes_import import ImportState
from core.api.problems import Problem
from web.notes import READABLE, SOURCES, DecisionForm, HeldForm, NotesForm, notes_of, waiting_of
from web.person import for_people, person


@require_safe
@for_people
def notes(request: HttpRequest) -> HttpResponse:
    return note_list(request, NotesForm())


@require_POST
@for_people
def preview(request: HttpRequest) -> HttpResponseBase:
    """The pieces of a file or a text, with what each is proposed to be. Nothing is stored; a large file waits."""
    form = NotesForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            if form.left_to_a_worker(person(request)):
                messages.info(request, "The file is large: a worker reads it, and its pieces come below.")
                return redirect("notes-page")
            return render(request, "web/notes_preview.html", form.preview(person(request)))
        except Problem as error:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(error))
    return note_list(request, form, status=422)


@require_POST
@for_people
def keep(request: HttpRequest) -> HttpResponseBase:
    """The pieces that were shown and chosen, stored as drafts."""
    form = HeldForm(person(request), request.POST)
    if form.is_valid():
        try:
            return redirect("note-page", form.save().pk)
        except Problem as error:
            form.add_error(None, str(error))
    if again := form.again():
        return render(request, "web/notes_preview.html", again, status=422)
    return note_list(request, NotesForm(), status=422, refused=form.first_error)


@require_safe
@for_people
def note(request: HttpRequest, key: UUID) -> HttpResponse:
    """One document's pieces, in its order, with what was decided of each."""
    found = get_object_or_404(notes_of(person(request)), pk=key)
    shown = found.chunks.filter(owner=person(request)).order_by("created", "id")
    return render(request, "web/note.html", {"document": found, "chunks": shown})


@require_POST
@for_people
def decide(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Approve a piece, so that it is used, or put it aside."""
    found: Chunk = get_object_or_404(Chunk, owner=person(request), pk=key, shelved=False)
    get_object_or_404(notes_of(person(request)), pk=found.document_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        found.decide(status=form.cleaned_data["status"])
    return redirect(f"{reverse('note-page', args=[found.document_id])}#c-{found.pk}")


def note_list(request: HttpRequest, form: NotesForm, status: int = 200, **more: Any) -> HttpResponse:
    """What the person has brought in beside résumés, what still waits, and the form to bring in more."""
    shown = {
        "form": form,
        "sources": SOURCES,
        "readable": READABLE,
        "documents": notes_of(person(request)),
        "waiting": (waiting := waiting_of(person(request))),
        # Not where a form came back: looking again would send it again.
        "looks_again": request.method == "GET" and any(one.state != ImportState.FAILED for one in waiting),
        **more,
    }
    return render(request, "web/notes.html", shown, status=status)
