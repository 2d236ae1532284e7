"""Counting what one may do so often a minute: exact, however many processes and hosts count.

In the database, or in Redis when `CACHE_URL` names one. A count belongs to a minute of the clock, or whatever the
period is, so that it ends by itself.
"""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string


def take(what: str, limit: int, seconds: int) -> int:
    """Do `what` once more in this period of `seconds`; how many seconds to wait when `limit` is used up, else 0."""
    now = time.time()
    number = int(now // seconds)
    # Who asks, by address or key, is not to be read from where it is counted.
    mark = salted_hmac("bespoke.windows", f"{what} {number}", algorithm="sha256").digest()[:16]
    ends = (number + 1) * seconds
    taken = _in_redis(mark, limit, seconds) if settings.CACHE_URL else None
    if taken is None:
        taken = Window.objects.take(uuid.UUID(bytes=mark), limit, ends)
    return 0 if taken else max(1, int(ends - now) + 1)


def _in_redis(mark: bytes, limit: int, seconds: int) -> bool | None:
    """Whether there was room; nothing when Redis cannot say, and then the database does."""
    key = f"bespoke.window.{mark.hex()}"
    try:
        cache.add(key, 0, 2 * seconds)
        return cache.incr(key) <= limit
    except (import_string("redis.exceptions.RedisError"), OSError, ValueError):
        return None


class WindowQuerySet(models.QuerySet["Window"]):
    def take(self, key: uuid.UUID, limit: int, ends: float) -> bool:
        """Count one in the window `key`, if there is room."""
        window, made = self.get_or_create(pk=key, defaults={"ends": datetime.fromtimestamp(ends, UTC)})
        if made:
            self.filter(ends__lt=timezone.now()).delete()
        return self.filter(pk=window.pk, used__lt=limit).update(used=models.F("used") + 1) == 1


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
