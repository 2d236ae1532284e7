"""Imports that a worker makes: a large file of notes, waiting, being read, or read."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from content.choices import Source
from content.models.document import Document

if TYPE_CHECKING:
    from accounts.models import User

MOST_EXECUTIONS = 5
LEASE_SECONDS = 60.0  # more than reading one part of a file may take
_DELIVERED_AFTER = datetime.timedelta(seconds=5)


class ImportState(models.TextChoices):
    """Where an import stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class NotesImportQuerySet(models.QuerySet["NotesImport"]):
    def begin(self, owner: User, name: str, source: str, content: bytes) -> NotesImport:
        """A file that waits to be read."""
        return self.create(owner=owner, name=name[:200], source=source, content=content, size=len(content))

    def claimable(self, now: datetime.datetime) -> NotesImportQuerySet:
        """What waits, and what was left by a process that died."""
        left = models.Q(state=ImportState.RUNNING, lease_until__lt=now)
        return self.filter(models.Q(state=ImportState.QUEUED) | left)

    def overdue(self) -> NotesImportQuerySet:
        """What the queue should have delivered by now, the oldest first."""
        now = timezone.now()
        return self.claimable(now).filter(queued__lt=now - _DELIVERED_AFTER).order_by("queued")

    def over_since(self, before: datetime.datetime) -> NotesImportQuerySet:
        """Those that ended before a time."""
        return self.filter(finished__lt=before)


class NotesImport(models.Model):
    """One file of notes that a worker reads. Its content is kept until it is read, and no longer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes_imports")
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=16, choices=Source.choices)
    content = models.BinaryField(blank=True)
    size = models.PositiveBigIntegerField("bytes", default=0, editable=False)
    state = models.CharField(
        max_length=8, choices=ImportState.choices, default=ImportState.QUEUED, db_index=True
    )
    # Names the claim under which it is read: whoever no longer holds it may write nothing more.
    holder = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    executions = models.PositiveSmallIntegerField(default=0, editable=False)
    done = models.PositiveIntegerField("files read", default=0, editable=False)
    total = models.PositiveIntegerField("files", default=0, editable=False)
    counts = models.JSONField("what was stored", default=dict, blank=True)
    unheld = models.JSONField("what was not taken", default=list, blank=True)
    error = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    queued = models.DateTimeField(default=timezone.now, editable=False)
    finished = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NotesImportQuerySet.as_manager()

    class Meta:
        app_label = "content"
        ordering = ("-created", "id")
        indexes: ClassVar = [models.Index(fields=("owner", "-created", "id"), name="notes_import_newest")]

    def __str__(self) -> str:
        return self.name

    def claim(self) -> bool:
        """Take it for this process: true for exactly one of those who try at once."""
        now, holder = timezone.now(), uuid.uuid4()
        taken = NotesImport.objects.claimable(now).filter(pk=self.pk)
        until = now + datetime.timedelta(seconds=LEASE_SECONDS)
        changes = {"state": ImportState.RUNNING, "holder": holder, "lease_until": until, "done": 0}
        if taken.update(**changes, executions=models.F("executions") + 1) != 1:
            return False
        self.refresh_from_db()
        return self.holder == holder

    def progressed(self, done: int, total: int) -> bool:
        """Note how many of its files are read, and keep it; false when it is no longer this process's."""
        until = timezone.now() + datetime.timedelta(seconds=LEASE_SECONDS)
        return self._mine().update(done=done, total=total, lease_until=until) == 1

    def hand_back(self) -> bool:
        """Let another process begin it again."""
        changes = {"state": ImportState.QUEUED, "holder": None, "lease_until": None}
        return self._mine().update(**changes, queued=timezone.now()) == 1

    def finish(self, document: Document, counts: dict[str, int], unheld: Sequence[str]) -> bool:
        return self._end(ImportState.DONE, document=document, counts=counts, unheld=list(unheld))

    def fail(self, message: str) -> bool:
        """End it with a sentence for its owner."""
        return self._end(ImportState.FAILED, error=message)

    def _end(self, state: ImportState, **fields: Any) -> bool:
        fields |= {"state": state, "finished": timezone.now(), "holder": None, "lease_until": None}
        return self._mine().update(**fields, content=b"", size=0) == 1

    def _mine(self) -> NotesImportQuerySet:
        return NotesImport.objects.filter(pk=self.pk, state=ImportState.RUNNING, holder=self.holder)
