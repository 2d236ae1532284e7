"""One form for the dates of a résumé that mixes several: `03/2019` beside `Jan 2021` becomes `Mar 2019`."""

from __future__ import annotations

import re
from typing import Any

from content.schema.resume import Education, ResumeData, Role

from .printed import MONTHS, date

_NAMES = {
    name: short
    for short, long in zip(MONTHS, "January February March April May June July August September October November "
                           "December".split(), strict=True)
    for name in (short.casefold(), long.casefold(), "sept" if short == "Sep" else short.casefold())
}  # fmt: skip
_SHORT = {"sept", *(name.casefold() for name in MONTHS)}
_NAMED = re.compile(r"([A-Za-z]{3,9})\.?,? ([12]\d{3})")
_NUMBERED = re.compile(r"(0?[1-9]|1[0-2]) ?[./-] ?([12]\d{3})|([12]\d{3}) ?[./] ?(0?[1-9]|1[0-2])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NOW = {
    "now",
    "to date",
    "till date",
    "till now",
    "until now",
    "current",
    "currently",
    "today",
    "ongoing",
    "present",
}
_KEYS = ("start_date", "end_date", "startDate", "endDate", "date", "releaseDate")


def set_alike(resume: ResumeData) -> ResumeData:
    """The résumé with its dates in one form where it mixes several; each says what it said. Other languages stay."""
    entries: list[Role | Education] = [*resume.work_experience, *resume.education]
    written = [text for entry in entries for text in (entry.start_date, entry.end_date) if text]
    forms = {form for text in written if (form := _form(text))}
    ends = {
        text.casefold() if text.casefold() in _NOW else ""
        for entry in entries
        if (text := entry.end_date.strip())
    }
    open_ended = any(role.current and not role.end_date for role in resume.work_experience)
    mixed = len(forms) > 1 and "other" not in forms
    nows = len((ends - {""}) | ({"present"} if open_ended else set())) > 1
    if not mixed and not nows:
        return resume
    data = resume.model_dump()
    for name, section in data.items():
        for entry in section if isinstance(section, list) and name != "skills" else []:
            if isinstance(entry, dict):
                _set(entry, months=mixed, nows=nows)
    return ResumeData.model_validate(data)


def _set(entry: dict[str, Any], *, months: bool, nows: bool) -> None:
    for key in _KEYS:
        if isinstance(text := entry.get(key), str):
            entry[key] = _alike(text) if months else text
            if nows and text.strip().casefold() in _NOW and key in ("end_date", "endDate"):
                entry |= {key: "", "current": True}


def _form(text: str) -> str:
    """The form of a date that names its month; one in another language is `other`."""
    plain = " ".join(text.split())
    if match := _NAMED.fullmatch(plain):
        name = match[1].casefold()
        if name == "may":
            return ""  # short and long
        return "other" if name not in _NAMES else "short" if name in _SHORT else "long"
    if date(plain) != plain:
        return "short"  # as it is printed
    if _NUMBERED.fullmatch(plain):
        return "number"
    return "other" if _WORD.search(plain) and plain.casefold() not in _NOW else ""


def _alike(text: str) -> str:
    plain = " ".join(text.split())
    if (match := _NAMED.fullmatch(plain)) and match[1].casefold() in _NAMES:
        return f"{_NAMES[match[1].casefold()]} {match[2]}"
    if match := _NUMBERED.fullmatch(plain):
        month, year = (match[1], match[2]) if match[2] else (match[4], match[3])
        return f"{MONTHS[int(month) - 1]} {year}"
    return text
