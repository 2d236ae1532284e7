"""How dates and addresses are printed."""

from __future__ import annotations

import re

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(r"([12]\d{3})-(0?[1-9]|1[0-2])(?:-([0-2]?\d|3[01]))?(?:T.*)?\Z")
_SCHEME = re.compile(r"(?i)(https?|mailto|tel):")
_HOST = re.compile(r"(?i)(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#].*)?\Z")


def date(written: object) -> str:
    """A date for people: `2021-03-01` and `2021-03` become `Mar 2021`; any other text stands as written."""
    text = " ".join(str(written).split()) if isinstance(written, str | int) else ""
    if match := _ISO.match(text):
        return f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return text


def span(start: object, end: object = "", current: bool = False) -> str:
    """Two dates as one text; a job that goes on ends in `Present`."""
    first, last = date(start), date(end)
    if current and not last:
        last = "Present"
    if last.casefold() == "present":
        last = "Present"
    return " – ".join(part for part in (first, last) if part) if first != last else first


def display_url(url: object) -> str:
    """An address as people write it: without scheme, `www.` and closing slash."""
    text = url.strip() if isinstance(url, str) else ""
    return re.sub(r"(?i)^(https?://)?(www\.)?", "", text).rstrip("/")


def link_url(url: object) -> str:
    """The address to link to, or nothing when the text is not one that is safe to open."""
    text = url.strip() if isinstance(url, str) else ""
    if not text or any(char.isspace() for char in text):
        return ""
    if _SCHEME.match(text):
        return text
    return f"https://{text}" if _HOST.match(text) else ""
