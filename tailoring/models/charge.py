"""What each answer of an engine has cost: a row an answer, under a key of its own, so that none is counted twice."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

MICRO = 1_000_000


class ChargeQuerySet(models.QuerySet["Charge"]):
    def count_once(
        self, key: uuid.UUID, owner_id: uuid.UUID, dollars: float, day: date | None = None
    ) -> None:
        """Count what `key` has cost. Counting it again, after a process died in between, changes nothing."""
        if dollars > 0:
            about = {
                "owner_id": owner_id,
                "day": day or timezone.now().date(),
                "micro_dollars": round(dollars * MICRO),
            }
            self.get_or_create(pk=key, defaults=about)

    def sum_of(self, owner_id: uuid.UUID, day: date) -> int:
        """What a person has spent on a day, in millionths of a dollar."""
        total: int | None = self.filter(owner_id=owner_id, day=day).aggregate(
            sum=models.Sum("micro_dollars")
        )["sum"]
        return total or 0


class Charge(models.Model):
    """What one answer has cost. It stays when its run is deleted, so that deleting buys nothing."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="charges")
    day = models.DateField()
    micro_dollars = models.BigIntegerField("millionths of a US dollar")

    objects = ChargeQuerySet.as_manager()

    class Meta:
        app_label = "tailoring"
        ordering = ("-day", "id")
        indexes: ClassVar = [models.Index(fields=("owner", "day"), name="charge_owner_day")]

    def __str__(self) -> str:
        return f"{self.day}: ${self.micro_dollars / MICRO:.6f}"
