"""Putting work into the queue, from whichever application. The one place that knows what its brokers raise."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.utils.module_loading import import_string
from django_q.brokers import get_broker
from django_q.tasks import async_task

_ITS_OWN = {
    "redis": "redis.exceptions.RedisError",
    "rediss": "redis.exceptions.RedisError",
    "mongodb": "pymongo.errors.PyMongoError",
}


class QueueAway(OperationalError):
    """The queue cannot be reached. Whoever does not catch it is answered as when the database is away."""


def put(task: str, *arguments: Any) -> None:
    """Have a worker call `task`, a dotted path, with these. Raises `QueueAway`."""
    try:
        async_task(task, *arguments, broker=_broker_of(os.getpid()))
    except _broker_errors() as error:
        # Its message and its cause may quote the address, which can hold a password.
        raise QueueAway(f"the queue cannot be reached ({type(error).__name__})") from None


@lru_cache(maxsize=1)
def _broker_of(process: int) -> Any:
    """One for all that a process puts in: each has connections of its own, which do not cross a fork."""
    return get_broker()


def _broker_errors() -> tuple[type[Exception], ...]:
    scheme = settings.QUEUE_BROKER_URL.partition("://")[0].lower()
    return (DatabaseError, OSError, *([import_string(_ITS_OWN[scheme])] if scheme in _ITS_OWN else []))
