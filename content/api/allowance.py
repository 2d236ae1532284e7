"""How much content one person may store over the API. Commands and the admin are the operator's, and not limited."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.api.allowance import refuse_beyond_storage
from accounts.models import User
from content.models import Chunk, Document, Source
from content.models.fields import size_of
from content.schema.chunking import ChunkText, chunk_resume
from content.schema.resume import ResumeData
from core.api.problems import Problem


def refuse_beyond_room(user: User, name: str, record: ResumeData) -> None:
    """Raises a 422 when the user has no room for a résumé of this name and what it says."""
    refuse_beyond_storage(user, size_of(record.model_dump(mode="json")))
    _refuse_beyond_pieces(user, name, Source.RESUME, chunk_resume(record))


def refuse_beyond_notes(user: User, name: str, source: str, pieces: Sequence[ChunkText]) -> None:
    """Raises a 422 when the user has no room for a document of this name with these pieces."""
    refuse_beyond_storage(user, sum(len(piece.text.encode()) for piece in pieces))
    _refuse_beyond_pieces(user, name, source, pieces)


def _refuse_beyond_pieces(user: User, name: str, source: str, pieces: Sequence[ChunkText]) -> None:
    if full := Document.objects.no_room_for(user, name, source, pieces):
        raise Problem(422, full, code="full")


def refuse_another_chunk(user: User) -> None:
    """Raises a 422 when the user has no room for one more chunk."""
    if full := Chunk.objects.no_room_for(user, 1):
        raise Problem(422, full, code="full")
