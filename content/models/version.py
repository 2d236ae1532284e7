"""What a résumé said before: a bounded number of earlier documents, by number."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from content.models.fields import VerbatimJSON, size_of
from content.schema import resume as schema

MOST = 20


class VersionQuerySet(models.QuerySet["Version"]):
    def keep(self, resume_id: uuid.UUID, number: int, data: Any, *, owner_id: uuid.UUID) -> None:
        """Store what a résumé says, under its number, before that is replaced. Doing it again changes nothing."""
        about = {"owner_id": owner_id, "data": data, "size": size_of(data)}
        self.get_or_create(resume_id=resume_id, number=number, defaults=about)

    def forget_before(self, resume_id: uuid.UUID, number: int) -> None:
        """Delete a résumé's versions that are older than the last `MOST` before `number`."""
        self.filter(resume_id=resume_id, number__lt=number - MOST).delete()


class Version(models.Model):
    """What a résumé said until it was replaced. The same number always names the same words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    resume = models.ForeignKey("content.Resume", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    data = VerbatimJSON()
    size = models.PositiveBigIntegerField("bytes", null=True, editable=False)
    replaced = models.DateTimeField(default=timezone.now, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        app_label = "content"
        ordering = ("-resume_id", "-number")
        verbose_name = "earlier version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("resume", "number"), name="version_number_once_per_resume")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def record(self) -> schema.ResumeData:
        """The résumé as it was, validated."""
        return schema.ResumeData.model_validate(self.data)
