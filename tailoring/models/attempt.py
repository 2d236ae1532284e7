"""The attempts of a run: each one draft, checked and scored."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from content.models.fields import VerbatimJSON
from tailoring import records


class Attempt(models.Model):
    """One generate → check → evaluate round within a run."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey("tailoring.Run", models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    data = VerbatimJSON()
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "tailoring"
        ordering = ("run_id", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "number"), name="attempt_number_once_per_run")
        ]

    def __str__(self) -> str:
        return f"attempt {self.number}: {self.record.evaluation.overall:.2f}"

    @property
    def record(self) -> records.AttemptRecord:
        return records.AttemptRecord.model_validate(self.data)
