"""The events of a run, in order: what happened, and each model answer, so that none is paid for twice."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import IntegrityError, models
from django.utils import timezone

from content.models.fields import VerbatimJSON
from tailoring import records

_TRIES = 20


class EventQuerySet(models.QuerySet["Event"]):
    def append(self, run_id: uuid.UUID, name: str, data: dict[str, Any], *, key: str = "") -> bool:
        """Add one at the end of a run's. With a `key` only once a run; false when it was there already.

        Two processes may append at once: the number that one of them took is counted on from.
        """
        key = key or uuid.uuid4().hex
        for _ in range(_TRIES):
            last = self.filter(run_id=run_id).aggregate(last=models.Max("number"))["last"] or 0
            try:
                _, added = self.get_or_create(
                    run_id=run_id, key=key, defaults={"number": last + 1, "name": name, "data": data}
                )
            except IntegrityError:
                continue
            return added
        raise IntegrityError(f"no number was free after {_TRIES} tries")


class Event(models.Model):
    """Something that happened in a run, in order; model answers among them, so that none is paid for twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey("tailoring.Run", models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    # What happens once in a run is named by its step, so that doing it again stores nothing new.
    key = models.CharField(max_length=80, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=40, db_index=True)
    data = VerbatimJSON()
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        app_label = "tailoring"
        ordering = ("run_id", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "number"), name="event_number_once_per_run"),
            models.UniqueConstraint(fields=("run", "key"), name="event_key_once_per_run"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def shown(self) -> dict[str, Any]:
        """What its owner is told as it happens. A draft is not shown before the guard has passed it."""
        if self.name == "answered":
            record = records.Answered.model_validate(self.data)
            told = {"step": record.step, "attempt": record.attempt, "usage": record.usage.model_dump()}
            return {**told, "analysis": record.value} if record.step == records.Step.ANALYZE else told
        if self.name == "evidence":
            evidence = records.Evidence.model_validate(self.data)
            return {"pieces": len(evidence.items), "gaps": evidence.gaps}
        return dict(self.data)
