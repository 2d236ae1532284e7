"""Files that people send, read in the sandbox within what one person may use. Whatever is wrong is a `Problem`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from rest_framework import serializers

from accounts.api.allowance import refuse_beyond_storage, refuse_often, told_when_busy
from accounts.models import User
from content.api.allowance import refuse_beyond_notes, refuse_beyond_room
from content.importers import Imported, ImportRefused
from content.importers.addresses import page_at
from content.importers.asking import placed_by_model
from content.importers.notes import Notes
from content.importers.queued import enqueue, is_long
from content.importers.sandbox import read_notes_safely, read_posting_safely, read_resume_safely
from content.importers.source import MAX_BYTES
from content.models import Document, NotesImport, Resume
from content.ports import BackendError
from core.api.problems import Problem


def read_upload(user: User, file: File[Any]) -> Imported:
    """The résumé in a file. Raises a 413, 422, 429 or 503."""
    with _reading(user, file):
        return read_resume_safely(file.read(), file.name or "", person=user.pk)


def read_posting(user: User, file: File[Any]) -> str:
    """The text of a job ad in a file. Raises a 413, 422, 429 or 503."""
    with _reading(user, file):
        return read_posting_safely(file.read(), file.name or "", person=user.pk)


def read_notes(user: User, file: File[Any]) -> Notes:
    """The pieces of a post, a note or a zip of them. Raises a 413, 422, 429 or 503."""
    with _reading(user, file):
        return read_notes_safely(file.read(), file.name or "", person=user.pk)


def ask_model(user: User, imported: Imported) -> Imported:
    """With the lines placed that the model places. Raises a 429, 502 or 503."""
    refuse_often(user, "questions to a model", settings.UPLOADS_PER_HOUR)
    try:
        return placed_by_model(imported, user)
    except BackendError as error:
        raise Problem(503 if error.permanent else 502, str(error), code="provider_failed") from None


def queue_notes(user: User, file: File[Any], source: str) -> NotesImport | None:
    """Leave a large file to a worker; nothing where it is read at once. Raises a 413, 422 or 429."""
    content = file.read()
    file.seek(0)
    if not is_long(content):
        return None
    with _reading(user, file):
        refuse_beyond_storage(user, len(content))
        waiting = NotesImport.objects.begin(user, file.name or "", source, content)
    enqueue(waiting)
    return waiting


def sent(user: User, upload: Mapping[str, Any]) -> File[Any]:
    """The file of a request, or what stands at the address that it names. Raises a 422, 429 or 503."""
    if file := upload.get("file"):
        found: File[Any] = file
        return found
    refuse_often(user, "addresses", settings.UPLOADS_PER_HOUR)
    try:
        with told_when_busy("addresses"):
            page = page_at(upload["url"], person=user.pk)
    except ImportRefused as error:
        raise Problem(422, str(error), code="not_fetched") from None
    return ContentFile(page.content, page.name)


def file_or_address(upload: dict[str, Any]) -> dict[str, Any]:
    """The fields of an upload, which has either a file or an address. Raises a ValidationError."""
    if bool(upload.get("file")) == bool(upload.get("url")):
        raise serializers.ValidationError({"file": "Give a file, or an address in `url`."})
    return upload


def store_notes(user: User, name: str, source: str, notes: Notes) -> Document:
    """Store the pieces as drafts. Raises a 422 when the user has no room for them."""
    refuse_beyond_notes(user, name, source, notes.pieces)
    document, _ = Document.objects.import_notes(
        user, name, notes.pieces, source=source, form=notes.form, unheld=notes.unheld
    )
    return document


def store_upload(user: User, name: str, imported: Imported) -> Resume:
    """Store what was read and make it current. Raises a 422 when the user has no room for it."""
    refuse_beyond_room(user, name, imported.resume)
    resume, _ = Resume.objects.import_as_current(
        user, imported.resume, name=name, format=imported.format, unheld=imported.lost
    )
    return resume


@contextmanager
def _reading(user: User, file: File[Any]) -> Iterator[None]:
    if (file.size or 0) > MAX_BYTES:
        raise Problem(413, "The file is larger than 5 MB: check that it is the right one.")
    refuse_often(user, "uploads", settings.UPLOADS_PER_HOUR)
    try:
        with told_when_busy("uploads"):
            yield
    except ImportRefused as error:
        raise Problem(422, str(error), code="not_readable") from None
