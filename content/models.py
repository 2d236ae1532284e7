"""What a person owns: résumés, the documents content came from, and the chunks it was cut into."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from content import resume as schema
from content.chunking import ChunkText, chunk_resume
from content.kinds import ChunkType, Lens, Said, Source, Status
from content.ports import Piece
from content.vectors import Lease, Vector

if TYPE_CHECKING:
    from accounts.models import User

__all__ = ["Chunk", "ChunkType", "Document", "Lease", "Lens", "Resume", "Said", "Source", "Status", "Vector"]

_WRITE_AT_ONCE = 500


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

    class Meta:
        ordering = ("-updated", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "source", "name"), name="document_name_once_per_owner")
        ]

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
        return {"kept": len(kept), "added": len(fresh), "retired": len(gone)}

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
        return self.filter(owner=owner)

    def current(self) -> Resume | None:
        """The résumé that is tailored when none is named: the one made current last."""
        return self.filter(made_current__isnull=False).order_by("-made_current", "id").first()

    def import_as_current(
        self, owner: User, record: schema.Resume, **about: Any
    ) -> tuple[Resume, dict[str, int]]:
        """Store `record` under its document's name, bring its chunks in step, then make it current.

        `about`: `name`, `format`, `unheld` of the document. The flip to current comes last, so that a
        broken-off import leaves the former résumé in use.
        """
        name = about.pop("name")
        document, _ = Document.objects.update_or_create(
            owner=owner, source=Source.RESUME, name=name, defaults={**about, "updated": timezone.now()}
        )
        resume, _ = self.update_or_create(
            document=document, defaults={"owner": owner, "data": record.model_dump(mode="json")}
        )
        counts = document.sync(chunk_resume(record))
        resume.make_current()
        return resume, counts


class Resume(models.Model):
    """A person's résumé: a document in the schema of DESIGN §4, read through `record`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="resumes")
    document = models.OneToOneField(Document, models.CASCADE, related_name="resume")
    data = models.JSONField()
    made_current = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        ordering = ("-updated", "id")
        verbose_name = "résumé"

    def __str__(self) -> str:
        return self.document.name

    @property
    def record(self) -> schema.Resume:
        """The résumé as its validated type."""
        return schema.Resume.model_validate(self.data)

    def clean(self) -> None:
        """Refuse a document that is not a résumé, naming the field."""
        try:
            self.record  # noqa: B018 - validated by being read
        except ValueError as error:
            raise ValidationError({"data": schema.first_fault(error)}) from None

    def make_current(self) -> None:
        """Make this the résumé that is tailored when none is named."""
        self.made_current = timezone.now()
        self.save(update_fields=["made_current", "updated"])


class ChunkQuerySet(models.QuerySet["Chunk"]):
    """The questions asked of chunks. Every one that feeds a run begins with `usable_by`."""

    def usable_by(self, owner: User) -> ChunkQuerySet:
        """Approved chunks of this owner, and the built-in ones."""
        return self.approved().filter(models.Q(owner=owner) | models.Q(owner=None))

    def approved(self) -> ChunkQuerySet:
        return self.filter(status=Status.APPROVED)

    def assertable(self) -> ChunkQuerySet:
        """What a text about the person may state: facts that may be printed, and that somebody owns."""
        lenses = [lens for lens in Lens if lens.may_be_asserted]
        types = [kind for kind in ChunkType if kind.may_be_printed]
        return self.filter(lens__in=lenses, chunk_type__in=types, owner__isnull=False)

    def waiting(self, model: str) -> ChunkQuerySet:
        """Those whose last change the vector index of this embedding model has not seen."""
        return self.filter(models.Q(outbox__isnull=False) | ~models.Q(indexed=model))

    def in_step(self, chunks: Sequence[Chunk], model: str) -> None:
        """Record that the index of `model` has these as they were read; what changed meanwhile keeps waiting."""
        tokens = {chunk.outbox for chunk in chunks if chunk.outbox}
        same = models.Q(outbox__in=tokens) | models.Q(outbox=None)
        self.filter(same, pk__in=[chunk.pk for chunk in chunks]).update(outbox=None, indexed=model)

    def update(self, **changes: Any) -> int:
        """Change all of these, and mark them for the vector index. Every bulk change goes through here."""
        return super().update(**{"outbox": uuid.uuid4(), **changes})

    update.alters_data = True  # type: ignore[attr-defined]

    def rules(self) -> ChunkQuerySet:
        """The rules that guide writing, in the order in which they are shown."""
        return self.filter(lens__in=[lens for lens in Lens if lens.guides_writing]).order_by("place", "id")

    def pieces(self) -> list[Piece]:
        """These chunks as search knows them."""
        fields = ("id", "text", "role", "source", "chunk_type", "weight")
        return [
            Piece(
                key=str(key), text=text, role=role, source=source, chunk_type=kind, weight=weight, own=False
            )
            for key, text, role, source, kind, weight in self.order_by("created", "id").values_list(*fields)
        ]


class Chunk(models.Model):
    """One piece of the person's content: a text, its three tags, where it came from, and who said it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="chunks", null=True, blank=True
    )
    document = models.ForeignKey(Document, models.CASCADE, related_name="chunks", null=True, blank=True)
    source = models.CharField(max_length=16, choices=Source.choices, default=Source.NOTE, db_index=True)
    chunk_type = models.CharField(
        max_length=16, choices=ChunkType.choices, default=ChunkType.ACHIEVEMENT, db_index=True
    )
    lens = models.CharField(max_length=16, choices=Lens.choices, default=Lens.FACTS, db_index=True)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.DRAFT, db_index=True)
    said = models.CharField("who said it", max_length=16, choices=Said.choices, default=Said.STATED)
    text = models.TextField(max_length=4_000)
    content_hash = models.CharField(max_length=64, db_index=True, editable=False)
    # What its document said when it was imported: `text` may have been edited since.
    origin_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    role = models.CharField("job it belongs to", max_length=40, blank=True, db_index=True)
    place = models.CharField("place in its document", max_length=120, blank=True)
    weight = models.SmallIntegerField(
        default=0, help_text="Above 0: preferred as evidence. Below 0: used only when nothing else answers."
    )
    # The last change, until the vector index has it, and the model whose index does (content/upkeep.py).
    outbox = models.UUIDField(null=True, default=uuid.uuid4, db_index=True, editable=False)
    indexed = models.CharField(max_length=80, blank=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    objects = ChunkQuerySet.as_manager()

    class Meta:
        ordering = ("-updated", "id")
        indexes: ClassVar = [models.Index(fields=("owner", "status", "lens"), name="chunk_owner_status_lens")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the content hash in step with the text, and mark the chunk for the vector index."""
        fields = kwargs.get("update_fields")
        self.outbox = uuid.uuid4()
        if fields is None or "text" in fields:
            self.content_hash = ChunkText(self.text, self.chunk_type, self.place).content_hash
        if fields is not None:
            kwargs["update_fields"] = {*fields, "outbox", *(["content_hash"] if "text" in fields else [])}
        super().save(*args, **kwargs)

    @property
    def may_be_asserted(self) -> bool:
        """Whether its tags allow a text about the person to state it (its status aside)."""
        return Lens(self.lens).may_be_asserted and ChunkType(self.chunk_type).may_be_printed

    @property
    def usable(self) -> bool:
        """Whether a text about the person may state it as it is now."""
        return self.status == Status.APPROVED and self.owner_id is not None and self.may_be_asserted

    def stands_at(self, piece: ChunkText) -> None:
        """Record where its document says it now; one that had left it is approved again."""
        returned = not self.place and self.status == Status.RETIRED
        if (self.role, self.place) != (piece.role, piece.place):
            self.role, self.place = piece.role, piece.place
            self.status = Status.APPROVED if returned else self.status
            self.save(update_fields=["role", "place", "status", "updated"])

    def left_its_document(self) -> None:
        """Retire it because its document no longer says it; what the person had retired stays so for good."""
        if self.status != Status.RETIRED:
            self.status, self.place = Status.RETIRED, ""
            self.save(update_fields=["status", "place", "updated"])
