"""Changes that curators make: what each chunk was before is written first, so that one is finished or undone."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models
from django.utils import timezone

from content.choices import Status
from content.models.chunk import Chunk, Decided

if TYPE_CHECKING:
    from accounts.models import User

MOST_AT_ONCE = 20_000
FIELDS = ("source", "chunk_type", "lens", "status", "weight", "role")
_LABELS = dict(zip(FIELDS, ("source", "type", "lens", "status", "weight", "job"), strict=True))
_PART = 500
_KEPT_WAITING = timedelta(days=1)


class ChangeState(models.TextChoices):
    """How far a change has come. What began and did not end is begun again: that does nothing twice."""

    PREPARED = "prepared"
    APPLYING = "applying", "half applied"
    DONE = "done"
    UNDOING = "undoing", "half undone"
    UNDONE = "undone"


class ChangeKind(models.TextChoices):
    """What is done: the same values for many, or words of few."""

    SET = "set"
    EDIT = "edit", "edited"
    MERGE = "merge", "merged"
    SPLIT = "split"


class ChangeQuerySet(models.QuerySet["Change"]):
    def prepare(self, by: User, chunks: Sequence[uuid.UUID], values: dict[str, Any] | None = None) -> Change:
        """A change of these chunks, to be looked at and then applied. What was only looked at goes after a day."""
        self.filter(by=by, state=ChangeState.PREPARED, created__lt=timezone.now() - _KEPT_WAITING).delete()
        keys = [str(key) for key in chunks]
        return self.create(by=by, values=values or {}, selection=keys, count=len(keys))

    def note_edit(self, by: User, decided: Sequence[Decided]) -> Change:
        """Note the edit of a chunk, and of what followed it, which was saved: it can be undone."""
        done = {"kind": ChangeKind.EDIT, "state": ChangeState.DONE, "finished": timezone.now()}
        change = self.create(by=by, count=len(decided), **done)
        for chunk, before, after in decided:
            ChangedChunk.objects.create(change=change, chunk=chunk, before=before, after=after)
        return change


class Change(models.Model):
    """One deed of a curator: many chunks given the same values, or one edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind.choices, default=ChangeKind.SET)
    # What all of them are given; never their words, which stand with each chunk and go with it.
    values = models.JSONField(default=dict)
    selection = models.JSONField(default=list)
    count = models.PositiveIntegerField("chunks", default=0)
    state = models.CharField(max_length=12, choices=ChangeState.choices, default=ChangeState.PREPARED)
    created = models.DateTimeField(default=timezone.now, editable=False)
    finished = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        app_label = "content"
        ordering = ("-created", "id")
        indexes: ClassVar = [models.Index(fields=("-created", "id"), name="change_newest")]

    def __str__(self) -> str:
        return f"{self.what} ({self.count} chunk{'' if self.count == 1 else 's'})"

    @property
    def what(self) -> str:
        """What it does, in a few words."""
        if self.kind in (ChangeKind.MERGE, ChangeKind.SPLIT):
            return str(ChangeKind(self.kind).label)
        told = [f"{_LABELS[name]}: {'none' if value == '' else value}" for name, value in self.values.items()]
        return ", ".join(told) or ("edited" if self.state != ChangeState.PREPARED else "nothing chosen yet")

    def owners(self) -> set[uuid.UUID | None]:
        """Whose chunks it is about; the built-in ones are nobody's."""
        prepared = self.state in (ChangeState.PREPARED, ChangeState.APPLYING) and self.selection
        keys = (
            self.selection if prepared else [str(key) for key in self.rows.values_list("chunk_id", flat=True)]
        )
        found: set[uuid.UUID | None] = set()
        for some in _parts(keys):
            rows = Chunk.objects.filter(pk__in=some).order_by()
            found.update(rows.values_list("owner_id", flat=True).distinct())
        return found

    @property
    def can_be_applied(self) -> bool:
        begun = self.state == ChangeState.APPLYING and not self.selection
        return begun or (self.state in (ChangeState.PREPARED, ChangeState.APPLYING) and bool(self.values))

    @property
    def can_be_undone(self) -> bool:
        return self.state in (ChangeState.APPLYING, ChangeState.DONE, ChangeState.UNDOING)

    def apply(self) -> None:
        """Give every selected chunk the values. One that broke off goes on when it is applied again."""
        if not self.can_be_applied or not self._move(ChangeState.APPLYING, self.state):
            return
        if self.kind in (ChangeKind.MERGE, ChangeKind.SPLIT):
            self._give_each_its_own()
        for some in _parts(self._by_owner()):
            more = self._with_others(some) if "status" in self.values else []
            keys = self._write_before([*dict.fromkeys([*some, *map(str, more)])])
            Chunk.objects.filter(pk__in=keys).update(**self.values, updated=timezone.now())
        self._move(ChangeState.DONE, ChangeState.APPLYING, count=self.rows.count(), selection=[])

    def _by_owner(self) -> list[str]:
        """The selection with each owner's chunks together: a part looks for the same facts in few people's content."""
        owners: dict[str, str] = {}
        for some in _parts(self.selection):
            found = Chunk.objects.filter(pk__in=some).order_by().values_list("pk", "owner_id")
            owners.update({str(key): str(owner) for key, owner in found})
        return sorted(self.selection, key=lambda key: owners.get(key, ""))

    def undo(self) -> int:
        """Give the chunks what they had before, each where nobody has changed it since; says how many that were."""
        if not self.can_be_undone or not self._move(ChangeState.UNDOING, self.state):
            return 0
        alike: dict[tuple[Any, ...], list[uuid.UUID]] = defaultdict(list)
        for key, before, after in self.rows.values_list("chunk_id", "before", "after"):
            for name, value in before.items():
                alike[name, value, after[name]].append(key)
        restored: set[uuid.UUID] = set()
        for (name, value, given), keys in alike.items():
            for some in _parts(keys):
                restored.update(_restored(some, name, value, given))
        self._move(ChangeState.UNDONE, ChangeState.UNDOING, selection=[])
        return len(restored)

    def preview(self, most: int) -> list[tuple[Chunk, list[tuple[str, Any, Any]]]]:
        """Some of its chunks, each with what changes of it: name, before, after."""
        if self.state == ChangeState.PREPARED:
            chunks = Chunk.objects.filter(pk__in=self.selection[:most]).select_related("owner")
            return [(chunk, _differing(_told(chunk, self.values), self.values)) for chunk in chunks]
        rows = self.rows.select_related("chunk", "chunk__owner").order_by("id")[:most]
        return [(row.chunk, _differing(row.before, row.after)) for row in rows]

    def _give_each_its_own(self) -> None:
        """Give each chunk what its row says; doing it again changes nothing."""
        for row in self.rows.select_related("chunk"):
            chunk = row.chunk
            if "text" in row.after and chunk.document_id and not chunk.original:
                chunk.original = chunk.text
            for name, value in row.after.items():
                setattr(chunk, name, value)
            chunk.save(update_fields=[*row.after, "original", "updated"])

    def _with_others(self, keys: list[str]) -> list[uuid.UUID]:
        """These, and the other wordings that follow them. What was a draft when it began draws none after it."""
        written = self.rows.filter(chunk_id__in=keys).values_list("chunk_id", "before")
        drafts = [key for key, before in written if before.get("status") == Status.DRAFT]
        chosen = Chunk.objects.filter(pk__in=keys).exclude(pk__in=drafts)
        return chosen.same_facts(self.values["status"])

    def _write_before(self, keys: list[str]) -> list[uuid.UUID]:
        """Write what these chunks are now, where it is not written yet; those that the change concerns."""
        written = set(self.rows.filter(chunk_id__in=keys).values_list("chunk_id", flat=True))
        fresh = [
            ChangedChunk(
                pk=uuid.uuid5(self.pk, str(chunk.pk)),
                change=self,
                chunk=chunk,
                before={name: getattr(chunk, name) for name, _, _ in changes},
                after={name: value for name, _, value in changes},
            )
            for chunk in Chunk.objects.filter(pk__in=keys).only(*FIELDS)
            if chunk.pk not in written and (changes := _differing(_told(chunk, self.values), self.values))
        ]
        try:
            ChangedChunk.objects.bulk_create(fresh)
        except IntegrityError:  # applied twice at once: what the other wrote first is what was before
            for row in fresh:
                about = {"change": self, "chunk": row.chunk, "before": row.before, "after": row.after}
                ChangedChunk.objects.get_or_create(pk=row.pk, defaults=about)
        return [*written, *(row.chunk_id for row in fresh)]

    def _move(self, to: ChangeState, come_from: str, **more: Any) -> bool:
        """Take the next state, if it stands where it was read; what has ended is dated."""
        if to in (ChangeState.DONE, ChangeState.UNDONE):
            more["finished"] = timezone.now()
        if Change.objects.filter(pk=self.pk, state=come_from).update(state=to, **more) != 1:
            return False
        for name, value in {"state": to, **more}.items():
            setattr(self, name, value)
        return True


class ChangedChunk(models.Model):
    """What a change did to one chunk: its values before and after."""

    words_of = "chunk"  # whose owner's they are (accounts/privacy.py)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    change = models.ForeignKey(Change, models.CASCADE, related_name="rows")
    chunk = models.ForeignKey(Chunk, models.CASCADE, related_name="changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        app_label = "content"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.chunk_id}"

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """What changed: name, before, after, in words."""
        return [
            (_LABELS.get(name, name), _in_words(name, old), _in_words(name, new))
            for name, old, new in _differing(self.before, self.after)
        ]


def _restored(keys: list[uuid.UUID], name: str, value: Any, given: Any) -> list[uuid.UUID]:
    """Give those of the chunks that still have `given` their old value."""
    still = list(Chunk.objects.filter(pk__in=keys, **{name: given}).values_list("pk", flat=True))
    if name == "text":
        for chunk in Chunk.objects.filter(pk__in=still):
            chunk.text = value
            chunk.save(update_fields=["text", "updated"])
    else:
        Chunk.objects.filter(pk__in=still, **{name: given}).update(**{name: value}, updated=timezone.now())
    return still


def _in_words(name: str, value: Any) -> str:
    if value in ("", None):
        return "none"
    field: Any = Chunk._meta.get_field(name)
    labels = dict(field.flatchoices)
    return str(labels[value]).lower() if value in labels else str(value)


def _told(chunk: Chunk, values: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(chunk, name) for name in values}


def _differing(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(name, old, after[name]) for name, old in before.items() if old != after[name]]


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[at : at + _PART] for at in range(0, len(keys), _PART))
