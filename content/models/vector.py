"""Vectors as they are stored: by owner, model and wording, so that the same words are never paid for twice."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models
from django.utils import timezone

if TYPE_CHECKING:
    from content.ports import Kind, Vectors

_AT_ONCE = 500  # rows a query: below SQLite's limit on parameters, and bounded memory
_NAMESPACE = uuid.UUID("6f0b4f1e-3a51-4c0c-9a3e-6a2a0c0f7d55")
UNUSED_DAYS = 30


def wording(text: str) -> str:
    """What identifies a wording: SHA-256 over the text with its spaces folded, 64 hex digits."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


class VectorQuerySet(models.QuerySet["Vector"]):
    """The questions asked of vectors. All are of one owner: what one person stored is never another's."""

    def of(self, owner_id: uuid.UUID, model: str, kind: Kind = "document") -> VectorQuerySet:
        return self.filter(owner_id=owner_id, model=model, kind=kind)

    def wordings(self) -> set[str]:
        return set(self.values_list("wording", flat=True))

    def among(self, wordings: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of these wordings, those that are stored."""
        wanted = list(dict.fromkeys(wordings))
        found: dict[str, Vectors] = {}
        for at in range(0, len(wanted), _AT_ONCE):
            rows = self.filter(wording__in=wanted[at : at + _AT_ONCE]).values_list("wording", "data")
            found.update((wording, _row(data)) for wording, data in rows)
        return found

    def blocks(self, wordings: Sequence[str], size: int = 4_096) -> Iterator[tuple[list[str], Vectors]]:
        """(wordings, one row each): few are asked for by name, of many all are read, `size` at a time.

        So a large library is never in memory at once. Of many, some come that were not asked for.
        """
        if len(wordings) <= _AT_ONCE:
            if found := self.among(wordings):
                yield list(found), _rows(list(found.values()))
            return
        rows = self.values_list("wording", "data").iterator(chunk_size=size)
        while some := list(islice(rows, size)):
            yield [name for name, _ in some], _rows([data for _, data in some])

    def keep(
        self, owner_id: uuid.UUID, model: str, vectors: Mapping[str, Vectors], kind: Kind = "document"
    ) -> None:
        """Store vectors by their wording. One that another process has stored meanwhile stays as it is."""
        rows = [
            Vector(
                pk=uuid.uuid5(_NAMESPACE, f"{owner_id}/{model}/{kind}/{name}"),
                owner_id=owner_id,
                model=model,
                kind=kind,
                wording=name,
                data=row.astype("<f4").tobytes(),
            )
            for name, row in vectors.items()
        ]
        for at in range(0, len(rows), _AT_ONCE):
            self._store(rows[at : at + _AT_ONCE])

    def unused_since(self, moment: datetime.datetime, owner_id: uuid.UUID, used: set[str]) -> VectorQuerySet:
        """The owner's vectors made before `moment` whose wording is not among `used`: nothing needs them."""
        old = self.filter(owner_id=owner_id, created__lt=moment)
        gone = [pk for pk, name in old.values_list("pk", "wording") if name not in used]
        return self.filter(pk__in=gone)

    def _store(self, rows: list[Vector]) -> None:
        stored = set(self.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        fresh = [row for row in rows if row.pk not in stored]
        try:
            self.bulk_create(fresh)
        except IntegrityError:  # another process was quicker with one of them; their keys are the same
            for row in fresh:
                self.get_or_create(
                    pk=row.pk,
                    defaults={
                        name: getattr(row, name) for name in ("owner_id", "model", "kind", "wording", "data")
                    },
                )


class Vector(models.Model):
    """The vector of one wording of one owner in one model: little-endian 32-bit floats, of length 1.

    Its key is made from these, so that two processes that embed the same text agree on one row. It is
    found by wording and not by chunk: an edited chunk has no vector until its new words are embedded, so a
    stale one cannot be used, and text that returns is not paid for again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="vectors")
    model = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, default="document")
    wording = models.CharField(max_length=64)
    data = models.BinaryField()
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = VectorQuerySet.as_manager()

    class Meta:
        app_label = "content"
        indexes: ClassVar = [
            models.Index(fields=("owner", "model", "kind", "wording"), name="vector_owner_model_wording")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.wording[:12]}"


class Lease(models.Model):
    """The right to pay for one owner's vectors in one model: two processes never pay for the same text."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    model = models.CharField(max_length=80)
    until = models.DateTimeField()

    class Meta:
        app_label = "content"

    def __str__(self) -> str:
        return f"{self.model} until {self.until:%H:%M:%S}"

    @classmethod
    def take(cls, owner_id: uuid.UUID, model: str, seconds: float) -> uuid.UUID | None:
        """Take it for `seconds`, or None while another process has it. A dead process loses it when time is up."""
        key = uuid.uuid5(_NAMESPACE, f"{owner_id}/{model}/lease")
        now = timezone.now()
        until = now + datetime.timedelta(seconds=seconds)
        if cls.objects.filter(pk=key, until__lt=now).update(until=until) == 1:
            return key
        _, made = cls.objects.get_or_create(
            pk=key, defaults={"owner_id": owner_id, "model": model, "until": until}
        )
        return key if made else None

    @classmethod
    def give_back(cls, key: uuid.UUID) -> None:
        cls.objects.filter(pk=key).update(until=timezone.now() - datetime.timedelta(seconds=1))


def _row(data: Any) -> Vectors:
    row: Vectors = _rows([data])[0]
    return row


def _rows(data: Sequence[Any]) -> Vectors:
    import numpy as np

    return np.frombuffer(b"".join(data), "<f4").reshape(len(data), -1)
