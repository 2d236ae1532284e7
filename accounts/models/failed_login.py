"""Failed log-ins: after a few an address is locked for a while, wherever its password is tried.

They are counted in rate windows, by hashes of who and from where.
"""

from __future__ import annotations

from accounts.models import rate_window

SECONDS = 15 * 60
FROM_ONE_PLACE = 5
FROM_ALL_PLACES = 50


def may_try(email: str, place: str) -> bool:
    """Count an attempt as failed, before it is made; false when too many have failed already.

    Counted first, so that of many attempts at once no more are made than one after the other. Too many: for this
    address from this place, or from everywhere together. What is refused does not count: knocking at a locked door
    does not keep it locked.
    """
    if rate_window.take(_from_one(email, place), FROM_ONE_PLACE, SECONDS):
        return False
    if rate_window.take(_from_all(email), FROM_ALL_PLACES, SECONDS):
        rate_window.give_back(_from_one(email, place))
        return False
    return True


def forget(email: str, place: str) -> None:
    """Somebody knew the password: what failed before from there was a slip."""
    slips = rate_window.forget(_from_one(email, place), FROM_ONE_PLACE)
    rate_window.give_back(_from_all(email), slips)


def forget_address(email: str) -> None:
    """Forget what failed for this address from everywhere together."""
    rate_window.forget(_from_all(email), FROM_ALL_PLACES)


def _from_one(email: str, place: str) -> str:
    return "\0".join(("login", email, place))


def _from_all(email: str) -> str:
    return "\0".join(("login", email))
