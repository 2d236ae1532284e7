"""The documents that content was imported from, and keeping their chunks in step with them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from content.choices import Said, Source, Status
from content.duplicates import NearDuplicates
from content.models.chunk import Chunk
from content.schema.chunking import ChunkText

if TYPE_CHECKING:
    from accounts.models import User

_WRITE_AT_ONCE = 500


class DocumentQuerySet(models.QuerySet["Document"]):
    def there(self) -> DocumentQuerySet:
        """Without those whose résumé is deleted."""
        return self.filter(resume__deleted=None)

    def no_room_for(self, owner: User, name: str, source: str, pieces: Sequence[ChunkText]) -> str:
        """Why the owner has no room for a document of this name with these pieces; nothing where there is room."""
        theirs = self.filter(owner=owner)
        same = theirs.filter(source=source, name=name).values_list("pk", flat=True).first()
        if same is None and theirs.count() >= settings.MOST_DOCUMENTS:
            return (
                f"You may have {settings.MOST_DOCUMENTS} documents, deleted ones included until they are purged; "
                "replace one instead."
            )
        stored = Chunk.objects.filter(owner=owner)
        # What the document said once and says no more is kept, so that only what it never said comes to it.
        known = set(stored.filter(document=same).values_list("origin_hash", flat=True)) if same else set()
        return Chunk.objects.no_room_for(owner, sum(piece.content_hash not in known for piece in pieces))

    def import_notes(
        self,
        owner: User,
        name: str,
        pieces: Sequence[ChunkText],
        *,
        source: str,
        form: str,
        unheld: Sequence[str],
    ) -> tuple[Document, dict[str, int]]:
        """Store what the owner wrote beside a résumé; its pieces are drafts until they are approved.

        A document of the same name is brought up to date: what was decided about a piece stays.
        """
        document, _ = self.get_or_create(owner=owner, source=source, name=name[:200])
        counts = document.sync(pieces, status=Status.DRAFT)
        document.format, document.unheld, document.updated = form, list(unheld), timezone.now()
        document.save(update_fields=["format", "unheld", "updated"])
        return document, counts


class Document(models.Model):
    """Anything content was imported from. Importing it again under its name replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="documents")
    source = models.CharField(max_length=16, choices=Source.choices, default=Source.RESUME, db_index=True)
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=40, blank=True)
    unheld = models.JSONField("what could not be held", default=list, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(default=timezone.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-updated", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "source", "name"), name="document_name_once_per_owner")
        ]
        indexes: ClassVar = [models.Index(fields=("-updated", "id"), name="document_updated")]

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str) -> bool:
        """Call it `name`; false when another of the owner's is called that, a deleted one included."""
        others = Document.objects.filter(owner=self.owner_id, source=self.source, name=name)
        if others.exclude(pk=self.pk).exists():
            return False
        self.name = name
        self.save(update_fields=["name"])
        return True

    def release(self, line: str) -> None:
        """Forget a line that had no place: it has one now, or the person does not want it."""
        self.unheld = [one for one in self.unheld if one != line]
        self.save(update_fields=["unheld"])

    def sync(
        self, found: Sequence[ChunkText], said: Said = Said.IMPORTED, status: Status | None = None
    ) -> dict[str, int]:
        """Bring this document's chunks in step with `found`; says how many were kept, added, retired.

        A chunk is known again by its job and the document's wording, else by that wording alone, and
        keeps its id, tags, status and the person's own edits. What is gone is retired, and comes back
        if the document says it again. `status` is that of new ones, where it is not the usual one of `said`.

        Running it twice changes nothing, so an import that broke off is mended by importing again.
        """
        stored = {(c.role, c.origin_hash): c for c in self.chunks.order_by("created", "id")}
        by_wording = {c.origin_hash: c for c in stored.values()}
        kept: set[uuid.UUID] = set()
        fresh: list[Chunk] = []
        returned: list[Chunk] = []
        for piece in found:
            chunk = stored.get((piece.role, piece.content_hash)) or by_wording.get(piece.content_hash)
            if chunk is None or chunk.pk in kept:
                fresh.append(self._chunk(piece, said, status or said.first_status))
            else:
                kept.add(chunk.pk)
                returned += [chunk] if chunk.has_left else []
                chunk.stands_at(piece)
        gone = [c for c in stored.values() if c.pk not in kept and c.place]
        _in_order(fresh)
        Chunk.objects.bulk_create(fresh, batch_size=_WRITE_AT_ONCE)
        for chunk in gone:
            chunk.left_its_document()
        if fresh:
            self._drop_twins()
        self._share_decisions([*fresh, *returned])
        return {"kept": len(kept), "added": len(fresh), "retired": len(gone)}

    def _share_decisions(self, arrived: Sequence[Chunk]) -> None:
        """What the person has decided about a fact holds for the wording of it that this document brings."""
        theirs = Chunk.objects.filter(owner_id=self.owner_id).exclude(document=self).decided()
        if not arrived or not (wordings := theirs.wordings()):
            return
        index = NearDuplicates(wordings, of_these=[chunk.wording for chunk in arrived])
        near = {chunk.pk: index.of(chunk.wording) for chunk in arrived}
        decided = theirs.in_bulk([found[0][0] for found in near.values() if found])
        for chunk in arrived:
            if near[chunk.pk] and (other := decided.get(near[chunk.pk][0][0])):
                chunk.follow(other, edited=other.is_edited, status=other.status == Status.RETIRED)

    def _drop_twins(self) -> None:
        """Of the chunks that two imports at once have made of the same words the first stays."""
        seen: set[tuple[str, str]] = set()
        twins = []
        words = self.chunks.exclude(origin_hash="").order_by("created", "id")
        for key, role, origin in words.values_list("pk", "role", "origin_hash"):
            if (role, origin) in seen:
                twins.append(key)
            seen.add((role, origin))
        Chunk.objects.filter(pk__in=twins).delete()

    def _chunk(self, piece: ChunkText, said: Said, status: Status) -> Chunk:
        return Chunk(
            owner_id=self.owner_id,
            document=self,
            source=self.source,
            chunk_type=piece.chunk_type,
            lens=piece.lens,
            said=said,
            status=status,
            text=piece.text,
            content_hash=piece.content_hash,
            origin_hash=piece.content_hash,
            role=piece.role,
            place=piece.place,
        )


def _in_order(fresh: Sequence[Chunk]) -> None:
    """Date new chunks a millisecond apart, so that they are listed as in their document: MongoDB keeps no less."""
    begin = timezone.now()
    for number, chunk in enumerate(fresh):
        chunk.created = begin + timedelta(milliseconds=number)
