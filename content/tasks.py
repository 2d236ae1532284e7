"""What the queue does for content."""

from __future__ import annotations

import logging
from uuid import UUID

from content.importers import queued
from content.search import index_sync

log = logging.getLogger(__name__)


def bring_in_step(owner_id: str) -> None:
    """Embed what this owner's library lacks, and apply the changes that the vector index has not seen."""
    report = index_sync.bring_in_step(UUID(owner_id))
    if report.error:  # what is left waits for the next search of this owner, or for `manage.py reindex`
        log.warning("the vectors of %s are not in step yet: %s", owner_id, report.error)


def read_notes(import_id: str) -> None:
    """Read a large file of notes, by its import's id. Delivered again, or to two workers, it is stored once."""
    queued.read_delivered(import_id)


def mend(owner_id: str) -> None:
    """Take out of the vector index what the database no longer has, and put in what it lacks."""
    report = index_sync.reindex(UUID(owner_id))
    if report.error:
        log.warning("the vector index of %s is not mended yet: %s", owner_id, report.error)
