"""Deciding about a chunk so that what changed, of it and of other wordings, stands in the history and can be undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from content.models import Change, Chunk
from content.models.chunk import Decided

_EDITED = ("text", "source", "chunk_type", "lens", "status", "weight", "role")


def decide(request: HttpRequest, key: UUID, changes: dict[str, Any]) -> Change | None:
    """Change a chunk, and note how it and those that followed it differ; nothing when it does not."""
    chunk = Chunk.objects.get(pk=key)
    before = _told(chunk)
    fields = {field.name for field in Chunk._meta.concrete_fields}  # a form has others of its own
    followed = chunk.decide(**{name: value for name, value in changes.items() if name in fields})
    now = _told(chunk)
    edited = [name for name in _EDITED if before[name] != now[name]]
    if not edited:
        return None
    was, after = ({name: row[name] for name in edited} for row in (before, now))
    return Change.objects.note_edit(request.user, [Decided(chunk, was, after), *followed])  # type: ignore[arg-type]


def _told(chunk: Chunk) -> dict[str, Any]:
    return {name: getattr(chunk, name) for name in _EDITED}
