"""Months between dates as people write them, and the months that several periods cover together: exact arithmetic."""

from __future__ import annotations

from collections.abc import Iterable

import regex

_NUMERIC = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-/.](?P<month>0?[1-9]|1[0-2])(?!\d))?")
_MONTH_FIRST = regex.compile(r"(?<!\d)(?P<month>0?[1-9]|1[0-2])[/.](?P<year>(?:19|20)\d\d)(?!\d)")
_NAMED = regex.compile(
    r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?,? (?P<year>(?:19|20)\d\d)", regex.I
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
Period = tuple[int, int]


def month_of(date: str, *, last: bool = False) -> int | None:
    """A date as its month counted from year 0, or None where none is named.

    A year alone begins in December and ends in January, so that no period is counted as longer than it can have been.
    """
    if found := _NAMED.search(date):
        return int(found["year"]) * 12 + _MONTHS.index(found["name"].casefold())
    if found := _MONTH_FIRST.search(date) or _NUMERIC.search(date):
        month = found["month"]
        return int(found["year"]) * 12 + (int(month) - 1 if month else 0 if last else 11)
    return None


def period(start: str, end: str, today: int) -> Period | None:
    """First and last month; without an end it lasts until `today`. None where it cannot be told."""
    first = month_of(start)
    last = month_of(end, last=True) if end.strip() else today
    if last is None and regex.match(r"(?:present|now|current|today|ongoing)", end.strip(), regex.I):
        last = today
    return (first, last) if first is not None and last is not None and first <= last else None


def covered(periods: Iterable[Period]) -> int:
    """How many months the periods cover together; a month in two of them counts once."""
    return len({month for first, last in periods for month in range(first, last)})
