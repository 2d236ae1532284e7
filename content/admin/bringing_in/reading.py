"""What was read of a file, kept signed in the page that shows it until it is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.files.base import File
from django.http import QueryDict
from pydantic import BaseModel

from accounts.models import User
from content.api.uploads import read_notes, read_upload
from content.models import ChunkType, Document, Lens, Resume, Source
from content.schema.chunking import ChunkText, chunk_resume
from content.schema.resume import ResumeData

MOST_TAGGED = 150  # more pieces than these are stored with the tags that the rules propose
_SALT, _KEPT = "content.bringing_in", 24 * 3600


class ReadAgain(Exception):
    """What the page holds is too old, or was changed on its way."""


class Reading(BaseModel):
    """Whose it is, what it is called, and its pieces; of a résumé the document, too."""

    by: UUID
    owner: UUID
    source: str
    name: str
    form: str
    unheld: list[str]
    pieces: list[ChunkText]
    resume: ResumeData | None = None

    @classmethod
    def of(cls, by: User, owner: User, source: str, file: File[Any]) -> Reading:
        """Read a file in the sandbox. Raises the `Problem` that says what is wrong with it."""
        about: dict[str, Any] = {"by": by.pk, "owner": owner.pk, "source": source, "name": file.name or ""}
        if source == Source.RESUME:
            read = read_upload(by, file)
            pieces = chunk_resume(read.resume)
            return cls(**about, form=read.format, unheld=read.lost, pieces=pieces, resume=read.resume)
        notes = read_notes(by, file)
        return cls(**about, form=notes.form, unheld=notes.unheld, pieces=notes.pieces)

    @classmethod
    def signed(cls, text: str, by: User) -> Reading:
        """What `token` has signed for the same person. Raises ReadAgain."""
        try:
            found = cls.model_validate_json(signing.loads(text, salt=_SALT, max_age=_KEPT))
        except (signing.BadSignature, ValueError):
            raise ReadAgain from None
        if found.by != by.pk:
            raise ReadAgain
        return found

    @property
    def token(self) -> str:
        return signing.dumps(self.model_dump_json(), salt=_SALT, compress=True)

    def chosen(self, typed: QueryDict) -> list[ChunkText]:
        """The pieces that are to be stored, as the page has them tagged, left out, or joined to the one above."""
        kept: list[ChunkText] = []
        for number, piece in enumerate(self.pieces):
            if number >= MOST_TAGGED:
                kept.append(piece)
            elif f"join-{number}" in typed and kept:
                kept[-1] = replace(kept[-1], text=f"{kept[-1].text} {piece.text}")
            elif f"take-{number}" in typed:
                kept.append(_tagged(piece, typed, number))
        return kept

    def store(self, owner: User, pieces: list[ChunkText]) -> Document:
        """A résumé becomes the current one; of anything else each piece is a draft."""
        if self.resume is not None:
            about = {"name": self.name, "format": self.form, "unheld": self.unheld}
            resume, _ = Resume.objects.import_as_current(owner, self.resume, **about)
            return resume.document
        document, _ = Document.objects.import_notes(
            owner, self.name, pieces, source=self.source, form=self.form, unheld=self.unheld
        )
        return document


def _tagged(piece: ChunkText, typed: QueryDict, number: int) -> ChunkText:
    kind, lens = typed.get(f"type-{number}", ""), typed.get(f"lens-{number}", "")
    return replace(
        piece,
        chunk_type=kind if kind in ChunkType.values else piece.chunk_type,
        lens=lens if lens in Lens.values else piece.lens,
    )
