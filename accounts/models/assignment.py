"""Which curator may read and change whose content."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


class Assignment(models.Model):
    """One person's content, given into the hands of one curator."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    curator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="curated_by", verbose_name="whose content"
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "accounts"
        ordering = ("-created", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("curator", "owner"), name="curator_once_per_owner")
        ]

    def __str__(self) -> str:
        return f"{self.curator} curates {self.owner}"

    def clean(self) -> None:
        """Only a curator is given somebody's content."""
        curator = self.curator if self.curator_id else None
        if curator and not (curator.is_staff and curator.is_curator):
            raise ValidationError({"curator": "Choose a member of staff whose role is curator."})
