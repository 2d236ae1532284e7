"""The pieces of a person's content, as they are stored, and which of them may be used."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.ownership import refuse_anothers
from content.choices import ChunkType, Lens, Said, Source, Status
from content.duplicates import NearDuplicates, Wording
from content.ports import Piece
from content.schema.chunking import ChunkText

if TYPE_CHECKING:
    from accounts.models import User


class ChunkQuerySet(models.QuerySet["Chunk"]):
    """The questions asked of chunks. Every one that feeds a run begins with `usable_by`."""

    def no_room_for(self, owner: User, more: int) -> str:
        """Why the owner may not have `more` chunks; nothing where they may."""
        chunks = self.filter(owner=owner).count() + more
        if chunks <= settings.MOST_CHUNKS:
            return ""
        return (
            f"You may have {settings.MOST_CHUNKS} pieces of content, and this would make {chunks}; "
            "delete some, or a résumé, first."
        )

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

    def same_facts(self, status: str) -> list[uuid.UUID]:
        """These, and the other wordings of the same facts that take over this status when these are given it."""
        columns = ("owner", "text", "chunk_type", "role", "document")
        chosen = list(self.filter(owner__isnull=False).exclude(status=Status.DRAFT).only(*columns))
        if status not in (Status.RETIRED, Status.APPROVED):
            return [chunk.pk for chunk in chosen]
        asked: dict[Any, list[Wording]] = defaultdict(list)
        for chunk in chosen:
            asked[chunk.owner_id].append(chunk.wording)
        found = {chunk.pk: None for chunk in chosen}
        for owner, wordings in asked.items():
            theirs = Chunk.objects.filter(owner_id=owner).that_may_follow(status)
            index = NearDuplicates(theirs.wordings(), of_these=wordings)
            found |= dict.fromkeys(key for one in wordings for key, _ in index.of(one))  # type: ignore[misc]
        return list(found)

    def that_may_follow(self, status: str) -> ChunkQuerySet:
        """Those that take over this status from another wording of the same fact."""
        if status == Status.APPROVED:
            return self.filter(status=Status.RETIRED).exclude(place="")
        return self.exclude(status=status)

    def decided(self) -> ChunkQuerySet:
        """Those that a person has retired or edited, and not only a document that says them no more."""
        by_person = ~models.Q(place="") | models.Q(document=None)
        return self.filter(models.Q(status=Status.RETIRED) & by_person | ~models.Q(original=""))

    def wordings(self) -> list[Wording]:
        """What each of these says, and what it said before it was edited."""
        fields = ("id", "text", "original", "chunk_type", "role", "document_id")
        return [
            Wording(key, text, kind, role, document)
            for key, now, before, kind, role, document in self.order_by("created", "id").values_list(*fields)
            for text in filter(None, (now, before))
        ]

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
    # What its document said when it was imported: `text` may have been edited since; then the words are kept.
    original = models.TextField(max_length=4_000, blank=True, default="", editable=False)
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

    @property
    def wording(self) -> Wording:
        return Wording(self.pk, self.text, self.chunk_type, self.role, self.document_id)

    @property
    def has_left(self) -> bool:
        """Whether its document said it once and says it no more."""
        return self.document_id is not None and not self.place

    def duplicates(self) -> list[Chunk]:
        """The owner's other chunks that tell the same fact in these or nearly these words, the nearest first."""
        return [chunk for chunk, _ in self.alike()]

    def alike(self, *, anywhere: bool = False) -> list[tuple[Chunk, float]]:
        """The same with the share of words in common, 0 to 1; `anywhere`: also within one document."""
        if self.owner_id is None:
            return []
        others = Chunk.objects.filter(owner_id=self.owner_id).exclude(pk=self.pk)
        index, best = NearDuplicates(others.wordings()), dict[Any, float]()
        here = replace(self.wording, document=None) if anywhere else self.wording
        for text in filter(None, (self.text, self.original)):
            for key, share in index.of(replace(here, text=text)):
                best[key] = max(share, best.get(key, 0.0))
        found = [(chunk, best[key]) for key, chunk in others.in_bulk(list(best)).items()]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].created, str(pair[0].pk)))

    def decide(self, **changes: Any) -> list[Decided]:
        """Change it as a person decides. A new text or status holds for every other wording of the same fact.

        What is decided of a draft concerns it alone: one that says again what a résumé says may be retired for that.
        Says which others followed.
        """
        shared = self.status != Status.DRAFT and {"text", "status"} & changes.keys()
        same = self.duplicates() if shared else []
        before = self.text
        for name, value in changes.items():
            setattr(self, name, value)
        edited = self.text != before
        if edited and self.document_id and not self.original:
            self.original = before
        self.save(update_fields=[*changes, "original", "updated"])
        followed = (other.follow(self, edited=edited, status="status" in changes) for other in same)
        return [other for other in followed if other]

    def follow(self, decided: Chunk, *, edited: bool = False, status: bool = False) -> Decided | None:
        """Take over what was decided about another wording of the same fact. A draft's words stay its own."""
        was, changes = {"status": self.status, "text": self.text}, dict[str, Any]()
        theirs = decided.status
        approved_again = theirs == Status.APPROVED and self.status == Status.RETIRED and self.place
        if status and theirs != self.status and (theirs == Status.RETIRED or approved_again):
            changes["status"] = theirs
        if edited and self.status != Status.DRAFT and self.text != decided.text:
            self.original = self.original or self.text
            changes["text"] = decided.text
        if not changes:
            return None
        for name, value in changes.items():
            setattr(self, name, value)
        self.save(update_fields=[*changes, "original", "updated"])
        return Decided(self, {name: was[name] for name in changes}, changes)

    @property
    def is_edited(self) -> bool:
        """Whether a person has put other words in the place of its document's."""
        return self.original not in ("", self.text)

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


class Decided(NamedTuple):
    """A chunk that was changed by a decision: what of it, before and after."""

    chunk: Chunk
    before: dict[str, Any]
    after: dict[str, Any]
