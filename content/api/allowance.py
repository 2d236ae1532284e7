"""How much content one person may store over the API. Commands and the admin are the operator's, and not limited."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

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
    theirs = Document.objects.filter(owner=user)
    same = theirs.filter(source=source, name=name).values_list("pk", flat=True).first()
    if same is None and theirs.count() >= settings.MOST_DOCUMENTS:
        raise Problem(
            422,
            f"You may have {settings.MOST_DOCUMENTS} documents, deleted ones included until they are purged; "
            "replace one instead.",
            code="full",
        )
    stored = Chunk.objects.filter(owner=user)
    # What the document said once and says no more is kept, so that only what it never said comes to it.
    known = set(stored.filter(document=same).values_list("origin_hash", flat=True)) if same else set()
    fresh = sum(piece.content_hash not in known for piece in pieces)
    _refuse_beyond(stored.count() + fresh)


def refuse_another_chunk(user: User) -> None:
    """Raises a 422 when the user has no room for one more chunk."""
    _refuse_beyond(Chunk.objects.filter(owner=user).count() + 1)


def _refuse_beyond(chunks: int) -> None:
    if chunks > settings.MOST_CHUNKS:
        raise Problem(
            422,
            f"You may have {settings.MOST_CHUNKS} pieces of content, and this would make {chunks}; "
            "delete some, or a résumé, first.",
            code="full",
        )
