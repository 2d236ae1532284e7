"""Dates, addresses and e-mail in the forms that JSON Resume demands, beside the person's own words.

What a person wrote as "Jan 2021" is `2021-01` to JSON Resume. So that nothing is lost, the words themselves go into a
property beside it, `startDateText`, and are what comes back, unless the standard property was changed since.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .fields import text

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_ISO = re.compile(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio", "february feb februar février fevrier febrero febbraio",
            "march mar märz maerz mars marzo", "april apr avril abril aprile", "may mai mayo maggio",
            "june jun juni juin junio giugno", "july jul juli juillet julio luglio", "august aug août aout agosto",
            "september sep sept septembre septiembre settembre", "october oct oktober okt octobre octubre ottobre",
            "november nov novembre noviembre", "december dec dezember dez décembre decembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FORMS = (
    re.compile(r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?:[T ].*)?"),
    re.compile(r"(?:(?P<day>\d{1,2})\.\s*)?(?P<month>\d{1,2})[./-](?P<year>[12]\d{3})"),
    re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+)?(?P<name>[^\W\d_]+)\.?,?\s+(?P<year>[12]\d{3})"),
    re.compile(r"(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{3})"),
    re.compile(r"(?P<year>[12]\d{3})"),
)


def iso_date(written: str) -> str:
    """`Jan 2021`, `01/2021`, `3 March 2021`, `2021.3` as ISO 8601, as exact as written; otherwise nothing."""
    text = " ".join(written.split())
    if _ISO.fullmatch(text):
        return text
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = _MONTHS.get((parts.get("name") or "").casefold(), 0) or int(parts.get("month") or 0)
            if "name" in parts and not month:
                continue
            if not 0 <= month <= 12 or int(parts.get("day") or 1) > 31:
                continue
            day = f"-{int(parts['day']):02}" if parts.get("day") and month else ""
            return f"{parts['year']}-{month:02}{day}" if month else str(parts["year"])
    return ""


def uri(written: str) -> str:
    """An address with a scheme; otherwise nothing."""
    text = written.strip()
    if not text or any(char.isspace() or char in '<>"{}|\\^`' for char in text):
        return ""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text) and not re.match(r"[\w.-]+:\d", text):
        return text
    return f"https://{text}" if "." in text else ""


def email(written: str) -> str:
    """The address when it is one; otherwise nothing."""
    return written if re.fullmatch(r"[^@\s]+@[^@\s]+", written) else ""


STANDARD: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("startDate", "endDate", "date", "releaseDate"), iso_date),
    **dict.fromkeys(("url", "canonical"), uri),
    "email": email,
}


def put(target: dict[str, Any], key: str, written: str) -> bool:
    """Set `key` in its standard form, and the words beside it where they differ. False: there is no standard form."""
    if not written:
        return True
    if form := STANDARD[key](written):
        target[key] = form
    if form != written:
        target[f"{key}Text"] = written
    return bool(form)


def as_written(data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` with the person's own words back in place of the standard forms."""
    result = dict(data)
    for key, standard in STANDARD.items():
        words = result.pop(f"{key}Text", None)
        if isinstance(words, str) and standard(words) == (result.get(key) or ""):
            result[key] = words
    return result


def composed_location(location: dict[str, Any]) -> str:
    """City, region and country code of a JSON Resume location as one text; the street when there is nothing else."""
    parts = [location.get(key) for key in ("city", "region", "countryCode")]
    named = [str(part).strip() for part in parts if isinstance(part, str | int) and str(part).strip()]
    return ", ".join(named) or str(location.get("address") or "").strip()


def profile_url(profiles: Any, network: str) -> str:
    """The address of the profile in a network, made from the user name where it has none."""
    for profile in profiles if isinstance(profiles, list) else []:
        if isinstance(profile, dict) and str(profile.get("network") or "").casefold() == network:
            profile = as_written(profile)
            if url := text(profile, "url", "basics.profiles"):
                return url
            if username := text(profile, "username", "basics.profiles"):
                home = {"linkedin": "https://www.linkedin.com/in/", "github": "https://github.com/"}[network]
                return f"{home}{username.lstrip('@')}"
    return ""
