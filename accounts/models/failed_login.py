"""Guessing passwords is slow: after a few failures an address is locked for a while, wherever one logs in."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone

WINDOW = timedelta(minutes=15)
FROM_ONE_PLACE = 5
FROM_ALL_PLACES = 50


class FailureQuerySet(models.QuerySet["Failure"]):
    def recent(self) -> FailureQuerySet:
        return self.filter(created__gt=timezone.now() - WINDOW)

    def may_try(self, email: str, place: str) -> bool:
        """Count an attempt as failed, before it is made; false when too many have failed already.

        Counted first, so that of many attempts at once no more are made than one after the other. Too many: for
        this address from this place, or from everywhere together.
        """
        self.filter(created__lte=timezone.now() - WINDOW).delete()
        attempt = self.create(who=_mark(email, place), address=_mark(email))
        if (
            self.recent().filter(who=attempt.who).count() <= FROM_ONE_PLACE
            and self.recent().filter(address=attempt.address).count() <= FROM_ALL_PLACES
        ):
            return True
        attempt.delete()  # knocking at a locked door does not keep it locked
        return False

    def forget(self, email: str, place: str) -> None:
        """Somebody knew the password: what failed before from there was a slip."""
        self.filter(who=_mark(email, place)).delete()

    def forget_address(self, email: str) -> None:
        """Forget everything about this address."""
        self.filter(address=_mark(email)).delete()


class Failure(models.Model):
    """A login that failed. Who and from where are kept only as hashes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    who = models.CharField(max_length=64, db_index=True, editable=False)
    address = models.CharField(max_length=64, db_index=True, editable=False)
    created = models.DateTimeField(default=timezone.now, db_index=True, editable=False)

    objects = FailureQuerySet.as_manager()

    class Meta:
        app_label = "accounts"
        ordering = ("-created", "id")
        verbose_name = "failed login"

    def __str__(self) -> str:
        return f"{self.who[:8]} {self.created:%Y-%m-%d %H:%M}"


def _mark(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
