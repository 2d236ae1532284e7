"""Noting what an edit of a chunk changed, so that it stands in the history and can be undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from content.models import Change, Chunk

_EDITED = ("text", "source", "chunk_type", "lens", "status", "weight", "role")


def edited_fields(key: UUID) -> dict[str, Any] | None:
    """What a stored chunk is now, in the fields that one edits."""
    row: dict[str, Any] | None = Chunk.objects.filter(pk=key).values(*_EDITED).first()
    return row


def note_edit(request: HttpRequest, chunk: Chunk, before: dict[str, Any] | None) -> Change | None:
    """Note how the chunk differs from `before`; nothing when it does not."""
    now = {name: getattr(chunk, name) for name in _EDITED}
    edited = [name for name in _EDITED if before and before[name] != now[name]]
    if not before or not edited:
        return None
    was, after = ({name: row[name] for name in edited} for row in (before, now))
    return Change.objects.note_edit(request.user, chunk, was, after)  # type: ignore[arg-type]
