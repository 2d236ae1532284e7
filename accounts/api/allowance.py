"""What one person may use: how often an hour, and how much at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from accounts.models import User
from accounts.models.ownership import stored_bytes
from accounts.models.rate_window import take
from core.api.problems import Problem
from core.concurrency import NoSlot, Slots

HOUR = 3600


def refuse_often(user: User, what: str, most: int) -> None:
    """Count one more of `what` (a plural) in this hour. Raises a 429 when `most` are used up."""
    if wait := take(f"{what} {user.pk}", most, HOUR):
        raise Problem(
            429,
            f"You may have {most} {what} an hour; try again in {-(-wait // 60)} minutes.",
            headers={"Retry-After": str(wait)},
        )


def refuse_beyond_storage(user: User, more: int = 0) -> None:
    """Raises a 422 when what is stored of the user, and `more` bytes, are more than one may have."""
    if stored_bytes(user) + more > settings.MOST_MEGABYTES * 1_000_000:
        raise Problem(
            422,
            f"You may store {settings.MOST_MEGABYTES} MB, deleted résumés included until they are purged; "
            "delete some runs or résumés first.",
            code="full",
        )


@contextmanager
def slot(slots: Slots, user: User, what: str) -> Iterator[None]:
    """One of the `slots` while the block runs. Raises a 429 or 503 that says when to try again."""
    with told_when_busy(what), slots.one(user.pk):
        yield


@contextmanager
def told_when_busy(what: str) -> Iterator[None]:
    """Turns NoSlot within the block into a 429 or 503 that says when to try again."""
    try:
        yield
    except NoSlot as error:
        yours = f"You have too many {what} under way; wait for one of them."
        alls = f"Too many {what} are under way now; try again shortly."
        raise Problem(
            429 if error.theirs else 503,
            yours if error.theirs else alls,
            code="" if error.theirs else "busy",
            headers={"Retry-After": str(error.retry_after)},
        ) from None
