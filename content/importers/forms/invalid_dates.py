"""Dates that programs write where they have none: `Invalid date`, a month 00."""

from __future__ import annotations

import re
from typing import Any

_NONE = re.compile(
    r"(?:invalid ?date(?:time)?|nan|undefined|null|none|n/?a|0{4}-00-00|[-–—]+)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"([12]\d{3})([-/.])(\d{1,2})(?:[-/.](\d{1,2}))?(?:T.*)?")
_YEAR_LAST = re.compile(r"(?:0{1,2}[-/.])?0{1,2}[-/.]([12]\d{3})")
_KEYS = re.compile(r"(?i).*date$|date|year|period")
_ENDS = ("endDate", "end_date", "end")


def without_invalid_dates(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without them. A date keeps what of it is one: the year of `2020-00`.

    A job whose end is invalid has ended: nothing says that it goes on.
    """
    result = dict(entry)
    for key, value in entry.items():
        if isinstance(value, str) and _KEYS.fullmatch(key):
            result[key] = valid_date(value)
            if value.strip() and not result[key] and key in _ENDS:
                result.setdefault("current", False)
    return result


def valid_date(written: str) -> str:
    """The date as written, or as much of it as is one."""
    text = written.strip()
    if _NONE.fullmatch(text):
        return ""
    if match := _YEAR_LAST.fullmatch(text):
        return match[1]
    if match := _YEAR_FIRST.fullmatch(text):
        if int(match[3]) == 0:
            return match[1]
        if match[4] and int(match[4]) == 0:
            return f"{match[1]}{match[2]}{match[3]}"
    return written
