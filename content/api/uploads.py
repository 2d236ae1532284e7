"""Files that people send, read in the sandbox within what one person may use. Whatever is wrong is a `Problem`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from accounts.api.allowance import refuse_often, told_when_busy
from accounts.models import User
from content.api.allowance import refuse_beyond_notes, refuse_beyond_room
from content.importers import Imported, ImportRefused
from content.importers.notes import Notes
from content.importers.sandbox import read_notes_safely, read_posting_safely, read_resume_safely
from content.importers.source import MAX_BYTES
from content.models import Document, Resume
from core.api.problems import Problem


def read_upload(user: User, file: UploadedFile) -> Imported:
    """The résumé in a file. Raises a 413, 422, 429 or 503."""
    with _reading(user, file):
        return read_resume_safely(file.read(), file.name or "", person=user.pk)


def read_posting(user: User, file: UploadedFile) -> str:
    """The text of a job ad in a file. Raises a 413, 422, 429 or 503."""
    with _reading(user, file):
        return read_posting_safely(file.read(), file.name or "", person=user.pk)


def read_notes(user: User, file: UploadedFile) -> Notes:
    """The pieces of a post, a note or a zip of them. Raises a 413, 422, 429 or 503."""
    with _reading(user, file):
        return read_notes_safely(file.read(), file.name or "", person=user.pk)


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
def _reading(user: User, file: UploadedFile) -> Iterator[None]:
    if (file.size or 0) > MAX_BYTES:
        raise Problem(413, "The file is larger than 5 MB: check that it is the right one.")
    refuse_often(user, "uploads", settings.UPLOADS_PER_HOUR)
    try:
        with told_when_busy("uploads"):
            yield
    except ImportRefused as error:
        raise Problem(422, str(error), code="not_readable") from None
