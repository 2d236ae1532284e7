"""A person's résumés: the current one, the deleted ones, and replacing one without losing what it said."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.models.ownership import refuse_anothers
from content.choices import Source
from content.models.document import Document
from content.models.fields import VerbatimJSON, size_of
from content.models.version import Version
from content.schema import resume as schema
from content.schema.chunking import chunk_resume, role_keys
from content.schema.entries import entries_of
from content.schema.locks import MOST_LOCKS, Lock

if TYPE_CHECKING:
    from accounts.models import User


class ResumeQuerySet(models.QuerySet["Resume"]):
    def of(self, owner: User) -> ResumeQuerySet:
        """The owner's, without those that are deleted."""
        return self.live().filter(owner=owner)

    def live(self) -> ResumeQuerySet:
        return self.filter(deleted=None)

    def discarded(self) -> ResumeQuerySet:
        """Those that are deleted and can still be restored."""
        return self.filter(deleted__isnull=False)

    def current(self) -> Resume | None:
        """The résumé that is tailored when none is named: the one made current last."""
        return self.live().filter(made_current__isnull=False).order_by("-made_current", "id").first()

    def jobs_of(self, owner_id: uuid.UUID) -> dict[str, str]:
        """The jobs and entries of a person's résumés, the current one's first: key → title, company and start."""
        jobs: dict[str, str] = {}
        for resume in self.live().filter(owner_id=owner_id).order_by("-made_current", "id"):
            record = resume.record
            named = [(role.title, role.company, role.start_date) for role in record.work_experience]
            entries = [(entry.key, (entry.title, entry.company, entry.start)) for entry in entries_of(record)]
            for key, told in [*zip(role_keys(record), named, strict=True), *entries]:
                jobs.setdefault(key, " · ".join(part for part in told if part) or "a job without a name")
        return jobs

    def import_as_current(
        self, owner: User, record: schema.ResumeData, **about: Any
    ) -> tuple[Resume, dict[str, int]]:
        """Store `record` under its document's name, bring its chunks in step, then make it current.

        `about`: `name`, `format`, `unheld` of the document. A deleted résumé of that name is restored, and what
        it said before is kept as a version. The flip to current comes last, so that a broken-off import
        leaves the former résumé in use.
        """
        name = about.pop("name")
        document, _ = Document.objects.update_or_create(
            owner=owner, source=Source.RESUME, name=name, defaults={**about, "updated": timezone.now()}
        )
        resume, _ = self.get_or_create(
            document=document, defaults={"owner": owner, "data": record.model_dump(mode="json")}
        )
        if resume.deleted:
            resume.restore()
        counts = resume.revise(record)
        resume.make_current()
        return resume, counts


class Resume(models.Model):
    """A person's résumé: a document in the schema of `content.schema.resume`, read through `record`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="resumes")
    document = models.OneToOneField(Document, models.CASCADE, related_name="resume")
    data = VerbatimJSON()
    size = models.PositiveBigIntegerField("bytes", null=True, editable=False)
    locked = VerbatimJSON(default=list, editable=False)
    # Counts what it has said: two who replace it at once both see that they are not alone.
    version = models.PositiveIntegerField(default=1, editable=False)
    made_current = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    # Until it is purged it can be restored (content/retention.py).
    deleted = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        ordering = ("-updated", "id")
        verbose_name = "résumé"
        indexes: ClassVar = [models.Index(fields=("-updated", "id"), name="resume_updated")]

    def __str__(self) -> str:
        return self.document.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the size in step with the document."""
        fields = kwargs.get("update_fields")
        if fields is None or "data" in fields:
            self.size = size_of(self.data)
            kwargs["update_fields"] = fields and {*fields, "size"}
        super().save(*args, **kwargs)

    @property
    def record(self) -> schema.ResumeData:
        """The résumé as its validated type."""
        return schema.ResumeData.model_validate(self.data)

    @property
    def locks(self) -> list[Lock]:
        """What no run changes."""
        return [Lock.model_validate(one) for one in self.locked]

    def lock(self, *locks: Lock) -> None:
        """Have no run change these any more."""
        self.refresh_from_db(fields=["locked"])
        self._locked(dict.fromkeys([*self.locks, *locks]))

    def unlock(self, *locks: Lock) -> None:
        self.refresh_from_db(fields=["locked"])
        self._locked([one for one in self.locks if one not in locks])

    def clean(self) -> None:
        """Refuse a document that is not a résumé, naming the field, and another person's."""
        refuse_anothers(self, "document")
        try:
            self.data = schema.ResumeData.accept(self.data).model_dump(mode="json")
        except ValueError as error:
            raise ValidationError({"data": schema.first_fault(error)}) from None

    def make_current(self) -> None:
        """Make this the résumé that is tailored when none is named."""
        self.made_current = timezone.now()
        self.save(update_fields=["made_current", "updated"])

    def revise(self, record: schema.ResumeData) -> dict[str, int]:
        """Say `record` from now on, and bring the chunks in step; what it said before is kept as a version.

        Of two who revise it at once one comes after the other: both texts are kept, and the chunks follow the
        later. Doing it again changes nothing, so one that broke off is mended by doing it again.
        """
        data = record.model_dump(mode="json")
        while not _same(self.data, data) and not self._replaced_by(data):
            self.refresh_from_db()
        while True:
            said = self.version
            counts = self.document.sync(chunk_resume(self.record))
            self.refresh_from_db()
            if self.version == said:
                self._settle()
                return counts

    def discard(self) -> None:
        """Delete it so that it can be restored: it is not shown, and no run begins from it or cites it."""
        # First the chunks: one that broke off in between is still there, and is deleted by deleting it again.
        self.document.chunks.update(shelved=True)
        Resume.objects.live().filter(pk=self.pk).update(deleted=timezone.now())
        self._settle()

    def restore(self) -> None:
        """Bring it back as it was when it was deleted."""
        Resume.objects.filter(pk=self.pk).update(deleted=None)
        self._settle()

    def _locked(self, locks: Iterable[Lock]) -> None:
        self.locked = [one.model_dump() for one in locks][-MOST_LOCKS:]
        self.save(update_fields=["locked", "updated"])

    def _replaced_by(self, data: Any) -> bool:
        """Write `data` in the place of what was read; false when somebody else has meanwhile."""
        Version.objects.keep(self.pk, self.version, self.data, owner_id=self.owner_id)
        changes = {
            "data": data,
            "size": size_of(data),
            "version": self.version + 1,
            "updated": timezone.now(),
        }
        if Resume.objects.filter(pk=self.pk, version=self.version).update(**changes) != 1:
            return False
        for name, value in changes.items():
            setattr(self, name, value)
        Version.objects.forget_before(self.pk, self.version)
        return True

    def _settle(self) -> None:
        """Shelve the chunks of a deleted résumé, take back those of one that is not, and look again.

        So the last of those who delete, restore and revise it at once leaves them as they must be.
        """
        while True:
            self.refresh_from_db(fields=["deleted"])
            gone = self.deleted is not None
            self.document.chunks.filter(shelved=not gone).update(shelved=gone)
            self.refresh_from_db(fields=["deleted"])
            if gone == (self.deleted is not None):
                return


def _same(one: Any, other: Any) -> bool:
    """Whether they are written alike: to Python the order of keys is nothing, and 1, 1.0 and true are equal."""
    return json.dumps(one) == json.dumps(other)
