"""What a person owns: résumés, the documents content came from, and the chunks it was cut into."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from content import resume as schema
from content.chunking import ChunkText, chunk_resume
from content.chunks import Chunk, ChunkQuerySet
from content.kinds import ChunkType, Lens, Said, Source, Status
from content.vectors import Lease, Vector
from content.verbatim import VerbatimJSON
from content.versions import Version

if TYPE_CHECKING:
    from accounts.models import User

__all__ = [
    "Chunk",
    "ChunkQuerySet",
    "ChunkType",
    "Document",
    "Lease",
    "Lens",
    "Resume",
    "Said",
    "Source",
    "Status",
    "Vector",
    "Version",
]

_WRITE_AT_ONCE = 500


class DocumentQuerySet(models.QuerySet["Document"]):
    def there(self) -> DocumentQuerySet:
        """Without those whose résumé is deleted."""
        return self.filter(resume__deleted=None)


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

    def sync(self, found: Sequence[ChunkText], said: Said = Said.IMPORTED) -> dict[str, int]:
        """Bring this document's chunks in step with `found`; says how many were kept, added, retired.

        A chunk is known again by its job and the document's wording, else by that wording alone, and
        keeps its id, tags, status and the person's own edits. What is gone is retired, and comes back
        if the document says it again.

        Running it twice changes nothing, so an import that broke off is mended by importing again.
        """
        stored = {(c.role, c.origin_hash): c for c in self.chunks.order_by("created", "id")}
        by_wording = {c.origin_hash: c for c in stored.values()}
        kept: set[uuid.UUID] = set()
        fresh: list[Chunk] = []
        for piece in found:
            chunk = stored.get((piece.role, piece.content_hash)) or by_wording.get(piece.content_hash)
            if chunk is None or chunk.pk in kept:
                fresh.append(self._chunk(piece, said))
            else:
                kept.add(chunk.pk)
                chunk.stands_at(piece)
        gone = [c for c in stored.values() if c.pk not in kept and c.place]
        Chunk.objects.bulk_create(fresh, batch_size=_WRITE_AT_ONCE)
        for chunk in gone:
            chunk.left_its_document()
        if fresh:
            self._drop_twins()
        return {"kept": len(kept), "added": len(fresh), "retired": len(gone)}

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

    def _chunk(self, piece: ChunkText, said: Said) -> Chunk:
        return Chunk(
            owner_id=self.owner_id,
            document=self,
            source=self.source,
            chunk_type=piece.chunk_type,
            said=said,
            status=said.first_status,
            text=piece.text,
            content_hash=piece.content_hash,
            origin_hash=piece.content_hash,
            role=piece.role,
            place=piece.place,
        )


class ResumeQuerySet(models.QuerySet["Resume"]):
    def of(self, owner: User) -> ResumeQuerySet:
        """The owner's, without those that are deleted."""
        return self.live().filter(owner=owner)

    def live(self) -> ResumeQuerySet:
        return self.filter(deleted=None)

    def discarded(self) -> ResumeQuerySet:
        """Those that are deleted and can still be restored."""
        return self.filter(deleted__isnull=False)

    def current(self) -> Resume | None:
        """The résumé that is tailored when none is named: the one made current last."""
        return self.live().filter(made_current__isnull=False).order_by("-made_current", "id").first()

    def import_as_current(
        self, owner: User, record: schema.Resume, **about: Any
    ) -> tuple[Resume, dict[str, int]]:
        """Store `record` under its document's name, bring its chunks in step, then make it current.

        `about`: `name`, `format`, `unheld` of the document. A deleted résumé of that name is restored, and what
        it said before is kept as a version. The flip to current comes last, so that a broken-off import
        leaves the former résumé in use.
        """
        name = about.pop("name")
        document, _ = Document.objects.update_or_create(
            owner=owner, source=Source.RESUME, name=name, defaults={**about, "updated": timezone.now()}
        )
        resume, _ = self.get_or_create(
            document=document, defaults={"owner": owner, "data": record.model_dump(mode="json")}
        )
        if resume.deleted:
            resume.restore()
        counts = resume.revise(record)
        resume.make_current()
        return resume, counts


class Resume(models.Model):
    """A person's résumé: a document in the schema of DESIGN §4, read through `record`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="resumes")
    document = models.OneToOneField(Document, models.CASCADE, related_name="resume")
    data = VerbatimJSON()
    # Counts what it has said: two who replace it at once both see that they are not alone.
    version = models.PositiveIntegerField(default=1, editable=False)
    made_current = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    # Until it is purged it can be restored (content/retention.py).
    deleted = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        ordering = ("-updated", "id")
        verbose_name = "résumé"
        indexes: ClassVar = [models.Index(fields=("-updated", "id"), name="resume_updated")]

    def __str__(self) -> str:
        return self.document.name

    @property
    def record(self) -> schema.Resume:
        """The résumé as its validated type."""
        return schema.Resume.model_validate(self.data)

    def clean(self) -> None:
        """Refuse a document that is not a résumé, naming the field."""
        try:
            self.data = schema.Resume.accept(self.data).model_dump(mode="json")
        except ValueError as error:
            raise ValidationError({"data": schema.first_fault(error)}) from None

    def make_current(self) -> None:
        """Make this the résumé that is tailored when none is named."""
        self.made_current = timezone.now()
        self.save(update_fields=["made_current", "updated"])

    def revise(self, record: schema.Resume) -> dict[str, int]:
        """Say `record` from now on, and bring the chunks in step; what it said before is kept as a version.

        Of two who revise it at once one comes after the other: both texts are kept, and the chunks follow the
        later. Doing it again changes nothing, so one that broke off is mended by doing it again.
        """
        data = record.model_dump(mode="json")
        while not _same(self.data, data) and not self._replaced_by(data):
            self.refresh_from_db()
        while True:
            said = self.version
            counts = self.document.sync(chunk_resume(self.record))
            self.refresh_from_db()
            if self.version == said:
                self._settle()
                return counts

    def discard(self) -> None:
        """Delete it so that it can be restored: it is not shown, and no run begins from it or cites it."""
        # First the chunks: one that broke off in between is still there, and is deleted by deleting it again.
        self.document.chunks.update(shelved=True)
        Resume.objects.live().filter(pk=self.pk).update(deleted=timezone.now())
        self._settle()

    def restore(self) -> None:
        """Bring it back as it was when it was deleted."""
        Resume.objects.filter(pk=self.pk).update(deleted=None)
        self._settle()

    def _replaced_by(self, data: Any) -> bool:
        """Write `data` in the place of what was read; false when somebody else has meanwhile."""
        Version.objects.keep(self)
        changes = {"data": data, "version": self.version + 1, "updated": timezone.now()}
        if Resume.objects.filter(pk=self.pk, version=self.version).update(**changes) != 1:
            return False
        for name, value in changes.items():
            setattr(self, name, value)
        Version.objects.forget_old(self)
        return True

    def _settle(self) -> None:
        """Shelve the chunks of a deleted résumé, take back those of one that is not, and look again.

        So the last of those who delete, restore and revise it at once leaves them as they must be.
        """
        while True:
            self.refresh_from_db(fields=["deleted"])
            gone = self.deleted is not None
            self.document.chunks.filter(shelved=not gone).update(shelved=gone)
            self.refresh_from_db(fields=["deleted"])
            if gone == (self.deleted is not None):
                return


def _same(one: Any, other: Any) -> bool:
    """Whether they are written alike: to Python the order of keys is nothing, and 1, 1.0 and true are equal."""
    return json.dumps(one) == json.dumps(other)
