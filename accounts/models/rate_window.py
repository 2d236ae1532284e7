"""Rate windows: how often something was done in a period. Exact, however many processes and hosts count.

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
    key = _key(what)
    waits = _take_in_redis(key, limit, seconds) if settings.CACHE_URL else None
    return RateWindow.objects.take(key, limit, seconds) if waits is None else waits


def give_back(what: str, times: int = 1) -> None:
    """Uncount `what`, so many times: it was none of what is limited."""
    key = _key(what)
    if settings.CACHE_URL:
        _give_back_in_redis(key, times)
    RateWindow.objects.give_back(key, times)


def forget(what: str, limit: int) -> int:
    """Begin anew with `what`; how often it had been done, at most `limit`."""
    key = _key(what)
    used = _forget_in_redis(key) if settings.CACHE_URL else 0
    return min(limit, used + RateWindow.objects.forget(key))


def _key(what: str) -> uuid.UUID:
    # Who asks, by address or key, is not to be read from where it is counted.
    return uuid.UUID(bytes=salted_hmac("bespoke.windows", what, algorithm="sha256").digest()[:16])


class RateWindowQuerySet(models.QuerySet["RateWindow"]):
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

    def give_back(self, key: uuid.UUID, times: int) -> None:
        """Uncount so many in the window `key`, as far as they are counted there."""
        ours = self.filter(pk=key)
        if ours.filter(used__gte=times).update(used=models.F("used") - times) == 0:
            ours.update(used=0)

    def forget(self, key: uuid.UUID) -> int:
        """Delete the window `key`; how many were counted in it, if it is not over."""
        used = self.filter(pk=key, ends__gt=timezone.now()).values_list("used", flat=True).first()
        self.filter(pk=key).delete()
        return used or 0


class RateWindow(models.Model):
    """How often somebody did something in one period. It says neither who nor what."""

    id = models.UUIDField(primary_key=True, editable=False)
    used = models.PositiveIntegerField(default=0)
    ends = models.DateTimeField(db_index=True)

    objects = RateWindowQuerySet.as_manager()

    class Meta:
        app_label = "accounts"
        db_table = "accounts_window"
        ordering = ("-ends", "id")

    def __str__(self) -> str:
        return f"{self.used} until {self.ends:%H:%M:%S}"


def _take_in_redis(key: uuid.UUID, limit: int, seconds: int) -> int | None:
    """How long to wait, 0 when there was room; nothing when Redis cannot say, and then the database does."""
    name = _name(key)
    try:
        if cache.add(name, 0, seconds):
            cache.set(f"{name}.ends", time.time() + seconds, seconds)
        if cache.incr(name) <= limit:
            return 0
        cache.decr(name)  # what is refused does not count
        return max(1, int(cache.get(f"{name}.ends", time.time() + seconds) - time.time()) + 1)
    except _redis_errors():
        return None


def _give_back_in_redis(key: uuid.UUID, times: int) -> None:
    try:
        if cache.decr(_name(key), times) < 0:
            cache.delete(_name(key))
    except _redis_errors():
        return


def _forget_in_redis(key: uuid.UUID) -> int:
    try:
        used = cache.get(_name(key), 0)
        cache.delete(_name(key))
    except _redis_errors():
        return 0
    return int(used)


def _name(key: uuid.UUID) -> str:
    return f"bespoke.window.{key.hex}"


def _redis_errors() -> tuple[type[Exception], ...]:
    return (import_string("redis.exceptions.RedisError"), OSError, ValueError)
