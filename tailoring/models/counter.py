"""What the service has done in all, counted where every process can add: runs by outcome, steps, tokens, dollars."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from tailoring import records


class CounterQuerySet(models.QuerySet["Counter"]):
    def tally(self, name: str, label: str = "", amount: float = 1.0) -> None:
        """Add one occurrence of `amount`."""
        row, _ = self.get_or_create(name=name, label=label)
        self.filter(pk=row.pk).update(times=models.F("times") + 1, total=models.F("total") + amount)

    def tally_answer(self, answer: records.Answered) -> None:
        """Add what one answer of an engine took."""
        usage = answer.usage
        self.tally("step_seconds", answer.step, usage.seconds)
        if usage.cost_usd:
            self.tally("cost_dollars", usage.model, usage.cost_usd)
            self.tally("input_tokens", usage.model, usage.input_tokens)
            self.tally("output_tokens", usage.model, usage.output_tokens)


class Counter(models.Model):
    """One number that only grows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=40)
    label = models.CharField(max_length=80, blank=True)
    times = models.BigIntegerField(default=0)
    total = models.FloatField(default=0.0)

    objects = CounterQuerySet.as_manager()

    class Meta:
        app_label = "tailoring"
        ordering = ("name", "label")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("name", "label"), name="counter_once_per_label")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.label}: {self.times}, {self.total:g}"
