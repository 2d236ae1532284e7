"""The pieces of a person's content, as they are stored, and which of them may be used."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.ownership import refuse_anothers
from content.choices import ChunkType, Lens, Said, Source, Status
from content.ports import Piece
from content.schema.chunking import ChunkText

if TYPE_CHECKING:
    from accounts.models import User


class ChunkQuerySet(models.QuerySet["Chunk"]):
    """The questions asked of chunks. Every one that feeds a run begins with `usable_by`."""

    def usable_by(self, owner: User) -> ChunkQuerySet:
        """Approved chunks of this owner, and the built-in ones."""
        return self.approved().filter(models.Q(owner=owner) | models.Q(owner=None))

    def approved(self) -> ChunkQuerySet:
        """Those that the person lets be used; what came from a deleted document is not there to be used."""
        return self.filter(status=Status.APPROVED, shelved=False)

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

    def note_printed(self, keys: Sequence[str]) -> None:
        """Record that a run has printed these. It changes nothing that the vector index knows of."""
        for at in range(0, len(keys), 500):
            super(ChunkQuerySet, self.filter(pk__in=keys[at : at + 500])).update(printed=timezone.now())

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
    document = models.ForeignKey(
        "content.Document", models.CASCADE, related_name="chunks", null=True, blank=True
    )
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
    # Its document was deleted. Everything else stays as it is, so that it comes back as it was.
    shelved = models.BooleanField("of a deleted document", default=False, editable=False)
    weight = models.SmallIntegerField(
        default=0, help_text="Above 0: preferred as evidence. Below 0: used only when nothing else answers."
    )
    # The last change, until the vector index has it, and the model whose index does (content/search/index_sync.py).
    outbox = models.UUIDField(null=True, default=uuid.uuid4, db_index=True, editable=False)
    indexed = models.CharField(max_length=80, blank=True, editable=False)
    printed = models.DateTimeField("last printed by a run", null=True, blank=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    objects = ChunkQuerySet.as_manager()

    class Meta:
        app_label = "content"
        ordering = ("-updated", "id")
        indexes: ClassVar = [
            models.Index(fields=("owner", "status", "lens"), name="chunk_owner_status_lens"),
            models.Index(fields=("owner", "-updated", "id"), name="chunk_owner_updated"),
            models.Index(fields=("-updated", "id"), name="chunk_updated"),
            models.Index(fields=("source", "chunk_type", "lens"), name="chunk_tags"),
        ]

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

    def clean(self) -> None:
        refuse_anothers(self, "document")

    @property
    def may_be_asserted(self) -> bool:
        """Whether its tags allow a text about the person to state it (its status aside)."""
        return Lens(self.lens).may_be_asserted and ChunkType(self.chunk_type).may_be_printed

    @property
    def usable(self) -> bool:
        """Whether a text about the person may state it as it is now."""
        approved = self.status == Status.APPROVED and not self.shelved
        return approved and self.owner_id is not None and self.may_be_asserted

    def stands_at(self, piece: ChunkText) -> None:
        """Record where its document says it now; one that had left it is approved again."""
        returned = not self.place and self.status == Status.RETIRED
        if (self.role, self.place) != (piece.role, piece.place):
            status = Status.APPROVED if returned else self.status
            self._moved(role=piece.role, place=piece.place, status=status)

    def left_its_document(self) -> None:
        """Retire it because its document no longer says it; what the person had retired stays so for good.

        A draft stays one: it must not come back approved when the document says it again.
        """
        if self.status != Status.RETIRED:
            self._moved(place="", status=Status.DRAFT if self.status == Status.DRAFT else Status.RETIRED)

    def _moved(self, **changes: Any) -> None:
        # No save(): another import, or the person, may have deleted it meanwhile, and that is nobody's mistake.
        Chunk.objects.filter(pk=self.pk).update(**changes, updated=timezone.now())
        for name, value in changes.items():
            setattr(self, name, value)
