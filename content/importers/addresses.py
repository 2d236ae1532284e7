"""Fetching an address as the settings allow it: off unless `FETCH_URLS` is on."""

from __future__ import annotations

from collections.abc import Hashable

from django.conf import settings

from core.concurrency import Slots

from .fetch import FetchRefused, Page, fetch

_FETCHES = Slots(4, 1)


def page_at(url: str, *, person: Hashable = None) -> Page:
    """What stands at an address, for a `person` or for nobody in particular. Raises FetchRefused and NoSlot."""
    if not settings.FETCH_URLS:
        raise FetchRefused("Addresses are not fetched here.")
    with _FETCHES.one(person):
        return fetch(url, allowed=settings.FETCH_HOSTS)
