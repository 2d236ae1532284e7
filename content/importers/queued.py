"""Large files of notes, read by a worker, a few of their files at a time, so that it can tell how far it is."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError

from content.importers import ImportRefused
from content.importers.sandbox import read_notes_by_parts
from content.models import Document, NotesImport
from content.models.notes_import import MOST_EXECUTIONS
from core.queue import QueueAway, put

READ = "content.tasks.read_notes"  # stands in queued rows
MOST_AT_ONCE_BYTES = 500_000
MOST_AT_ONCE_FILES = 25
BROKEN = "The file ended its reader several times and was given up: import it in parts."
log = logging.getLogger(__name__)


class _TakenOver(Exception):
    """Another process has the import, or it was deleted."""


def is_long(content: bytes) -> bool:
    """Whether a file is left to a worker, by its size and by how many entries its archive says that it has."""
    return len(content) > MOST_AT_ONCE_BYTES or _entries(content) > MOST_AT_ONCE_FILES


def _entries(content: bytes) -> int:
    """The count at the end of a zip archive. It is unpacked elsewhere."""
    at = content.rfind(b"PK\5\6", max(0, len(content) - 65_557))
    return (
        int.from_bytes(content[at + 10 : at + 12], "little") if content.startswith(b"PK") and at >= 0 else 1
    )


def enqueue(waiting: NotesImport) -> None:
    """Hand a stored import to the queue. A worker finds it by itself should the queue be away."""
    try:
        put(READ, str(waiting.pk))
    except QueueAway as error:
        log.warning("import %s could not be put into the queue: %s", waiting.pk, error)


def read_delivered(key: str) -> None:
    """Read what the queue has delivered. Delivered again, or to two workers at once, it is stored once."""
    waiting = NotesImport.objects.filter(pk=key).first()
    if waiting is None or not waiting.claim():
        return
    if waiting.executions > MOST_EXECUTIONS:
        waiting.fail(BROKEN)
        return
    try:
        _read(waiting)
    except ImportRefused as refused:
        waiting.fail(str(refused))
    except _TakenOver:
        log.warning("import %s was taken over or deleted", waiting.pk)
    except (OperationalError, InterfaceError):
        # The database was away, locked or full: the sweep has it begun again.
        log.warning("import %s was broken off by the database", waiting.pk, exc_info=True)


def _read(waiting: NotesImport) -> None:
    def told(done: int, total: int) -> None:
        if not waiting.progressed(done, total):
            raise _TakenOver

    notes = read_notes_by_parts(bytes(waiting.content), waiting.name, told)
    if full := Document.objects.no_room_for(waiting.owner, waiting.name, waiting.source, notes.pieces):
        raise ImportRefused(full)
    # Storing the same pieces again changes nothing, so that whoever takes over may begin anew.
    document, counts = Document.objects.import_notes(
        waiting.owner, waiting.name, notes.pieces, source=waiting.source, form=notes.form, unheld=notes.unheld
    )
    waiting.finish(document, counts, notes.unheld)
