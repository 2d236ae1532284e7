"""The jobs a person applies to, and how far each has come."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone

from accounts.models.ownership import refuse_anothers
from content.models import Resume


class ApplicationStatus(models.TextChoices):
    """How far an application has come."""

    DRAFT = "draft"
    APPLIED = "applied"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def was_sent(self) -> bool:
        """Whether the application must have gone out to be here; one can withdraw before it does."""
        return self not in (ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN)


class Application(models.Model):
    """A job that a person applies to, and what they apply with. Its run and résumé may be deleted; it stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="applications")
    company = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    # Shown as links: no other scheme than these two may stand there.
    url = models.URLField(
        "posting", max_length=2_000, blank=True, validators=[URLValidator(schemes=("http", "https"))]
    )
    status = models.CharField(
        max_length=12, choices=ApplicationStatus.choices, default=ApplicationStatus.DRAFT, db_index=True
    )
    applied = models.DateField("applied on", null=True, blank=True)
    notes = models.TextField(max_length=10_000, blank=True)
    run = models.ForeignKey(
        "tailoring.Run", models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    resume = models.ForeignKey(Resume, models.SET_NULL, null=True, blank=True, related_name="applications")
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "tailoring"
        ordering = ("-updated", "id")
        indexes: ClassVar = [models.Index(fields=("owner", "-updated"), name="application_owner_updated")]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.title, self.company) if part)

    def clean(self) -> None:
        refuse_anothers(self, "run", "resume")

    def fill_from(self, *, title: str, company: str, resume_id: uuid.UUID | None) -> None:
        """Take title, company and résumé where nobody has given them."""
        self.title = self.title or title[:200]
        self.company = self.company or company[:200]
        self.resume_id = self.resume_id or resume_id

    def note_sent(self) -> None:
        """Date it today, by UTC, when it has been sent and nobody has said when."""
        if self.applied is None and ApplicationStatus(self.status).was_sent:
            self.applied = timezone.now().date()
