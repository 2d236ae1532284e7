"""Who in the admin has looked at whose content: a row a day for each pair and kind of page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import IntegrityError, models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models.user import User

_NAMESPACE = uuid.UUID("6f0d5c0e-6a1c-4d6e-9d0a-3f6f5a0c7b11")


class ContentAccessQuerySet(models.QuerySet["ContentAccess"]):
    def note(self, by: User, owners: Iterable[uuid.UUID | None], what: str) -> None:
        """Record that `by` has looked at `what` of these people; what is their own is nobody's business."""
        now = timezone.now()
        keys = {
            uuid.uuid5(_NAMESPACE, f"{by.pk} {owner} {what} {now:%Y-%m-%d}"): owner
            for owner in set(owners)
            if owner and owner != by.pk
        }
        if not keys or self._count(keys, now) == len(keys):
            return
        known = set(self.filter(pk__in=keys).values_list("pk", flat=True))
        for key, owner in keys.items():
            if key not in known:
                self._begin(key, by=by, owner_id=owner, what=what, day=now.date(), last=now)

    def _count(self, keys: Iterable[uuid.UUID], now: object) -> int:
        return self.filter(pk__in=list(keys)).update(times=models.F("times") + 1, last=now)

    def _begin(self, key: uuid.UUID, **fields: object) -> None:
        try:
            _, made = self.get_or_create(pk=key, defaults=fields)
        except IntegrityError:  # the person was erased meanwhile
            return
        if not made:
            self._count([key], fields["last"])


class ContentAccess(models.Model):
    """One member of staff has looked at one person's content. It says which kind of page, and none of the words."""

    id = models.UUIDField(primary_key=True, editable=False)
    # The record outlives the account of who looked; it goes with the account of whose content it was.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="looked_at")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="looked_at_by", verbose_name="whose content"
    )
    what = models.CharField(max_length=40)
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)
    last = models.DateTimeField()

    objects = ContentAccessQuerySet.as_manager()

    class Meta:
        app_label = "accounts"
        ordering = ("-last", "id")
        verbose_name = "look at content"
        verbose_name_plural = "looks at content"
        indexes: ClassVar = [models.Index(fields=("-last", "id"), name="access_newest")]

    def __str__(self) -> str:
        return f"{self.what}, {self.day}"
