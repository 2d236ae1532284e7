"""Counting what one may do so often a minute: exact, however many processes and hosts count.

In the database, or in Redis when `CACHE_URL` names one. A period begins with the first that is counted in it.
"""

from __future__ import annotations

import time
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string


def take(what: str, limit: int, seconds: int) -> int:
    """Do `what` once more in this period of `seconds`; how many seconds to wait when `limit` is used up, else 0."""
    # Who asks, by address or key, is not to be read from where it is counted.
    mark = salted_hmac("bespoke.windows", what, algorithm="sha256").digest()[:16]
    waits = _in_redis(mark, limit, seconds) if settings.CACHE_URL else None
    return Window.objects.take(uuid.UUID(bytes=mark), limit, seconds) if waits is None else waits


def _in_redis(mark: bytes, limit: int, seconds: int) -> int | None:
    """How long to wait, 0 when there was room; nothing when Redis cannot say, and then the database does."""
    key = f"bespoke.window.{mark.hex()}"
    try:
        if cache.add(key, 0, seconds):
            cache.set(f"{key}.ends", time.time() + seconds, seconds)
        if cache.incr(key) <= limit:
            return 0
        return max(1, int(cache.get(f"{key}.ends", time.time() + seconds) - time.time()) + 1)
    except (import_string("redis.exceptions.RedisError"), OSError, ValueError):
        return None


class WindowQuerySet(models.QuerySet["Window"]):
    def take(self, key: uuid.UUID, limit: int, seconds: int) -> int:
        """Count one in the window `key`; how long to wait when there is no room, else 0."""
        now = timezone.now()
        ends = now + timedelta(seconds=seconds)
        window, made = self.get_or_create(pk=key, defaults={"ends": ends})
        if made:
            self.filter(ends__lt=now).delete()
        ours = self.filter(pk=key)
        # One of those who find it over begins it anew.
        if window.ends <= now and ours.filter(ends__lte=now).update(ends=ends, used=1) == 1:
            return 0
        if ours.filter(used__lt=limit).update(used=models.F("used") + 1) == 1:
            return 0
        return max(1, int((window.ends - now).total_seconds()) + 1)


class Window(models.Model):
    """How often somebody did something in one period. It says neither who nor what."""

    id = models.UUIDField(primary_key=True, editable=False)
    used = models.PositiveIntegerField(default=0)
    ends = models.DateTimeField(db_index=True)

    objects = WindowQuerySet.as_manager()

    class Meta:
        app_label = "accounts"
        ordering = ("-ends", "id")

    def __str__(self) -> str:
        return f"{self.used} until {self.ends:%H:%M:%S}"
