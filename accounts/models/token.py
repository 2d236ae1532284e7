"""API tokens: named, expiring, revocable, shown once. Only their SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import OperationalError, models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User

PREFIX = "bsp_"
_USED_EVERY = timedelta(minutes=1)


class TokenQuerySet(models.QuerySet["Token"]):
    def issue(self, owner: User, *, name: str = "", days: int | None = None) -> tuple[Token, str]:
        """A new token and its secret, which is told here and never again. `days` until it expires."""
        secret = PREFIX + secrets.token_urlsafe(32)
        expires = timezone.now() + timedelta(days=days) if days else None
        token = self.create(
            owner=owner, name=name, digest=_digest(secret), hint=secret[: len(PREFIX) + 4], expires=expires
        )
        return token, secret

    def live(self) -> TokenQuerySet:
        """Those that open the door now: neither expired, nor of someone who may not come in."""
        unexpired = models.Q(expires=None) | models.Q(expires__gt=timezone.now())
        return self.filter(unexpired, owner__is_active=True)

    def bearing(self, secret: str) -> Token | None:
        """The live token with this secret."""
        return self.live().filter(digest=_digest(secret)).select_related("owner").first()


class Token(models.Model):
    """Opens the API for its owner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField("begins with", max_length=12, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField(null=True, blank=True)
    used = models.DateTimeField("last used", null=True, blank=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        app_label = "accounts"
        ordering = ("-created", "id")

    def __str__(self) -> str:
        return self.name or f"{self.hint}…"

    def note_use(self) -> None:
        """Record that it was used, once a minute at most: reading must not cost a write each time.

        Nor fail with one: a database that can only be read, since its disk is full, still answers.
        """
        now = timezone.now()
        if self.used is None or now - self.used > _USED_EVERY:
            with suppress(OperationalError):
                Token.objects.filter(pk=self.pk).update(used=now)


def _digest(secret: str) -> str:
    # A random secret of 256 bits needs no slow hash.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
