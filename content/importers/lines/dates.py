"""Dates and spans of dates within a line, as the person wrote them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..words import listed, months

_YEAR = r"(?:19|20)\d\d"


_TWO_YEARS = re.compile(rf"\s*({_YEAR})\s+({_YEAR})\s*")  # the sign between them is a picture


@dataclass(frozen=True)
class Span:
    """Two dates as written, whether it still goes on, and where it stands in its line."""

    start: str
    end: str
    current: bool
    at: int
    to: int
    now: str = ""  # the words for an end that has not come


def _any(names: frozenset[str] | set[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _form() -> re.Pattern[str]:
    month = rf"(?:{_any(set(months()))})\b\.?"
    day = r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+)?"
    # What follows a month after its year; else it is the first word of a name, as `Mar del Plata`.
    ends = r"(?=\s*(?:[-–—‐‑−,()\[\]|·•→]|\b(?:to|until|till|bis|hasta)\b|$))"
    date = (
        rf"(?:{day}{month},?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,)?(?:\s+de)?\s*[’']?\s*{_YEAR}"
        rf"|(?:\d{{1,2}}\s?[./-]\s?)?(?:1[0-2]|0?[1-9])\s?[./-]\s?{_YEAR}"
        rf"|{_YEAR}-{month}"
        rf"|{_YEAR} {month}{ends}"
        rf"|{_YEAR}\s?[./-]\s?(?:1[0-2]|0[1-9])(?:[./-]\d\d)?(?!\d)"
        rf"|(?:spring|summer|fall|autumn|winter|sommer|herbst|frühjahr)?\s*{_YEAR})"
    )
    bare = rf"(?:{date}|{month})"
    dash = r"\s*(?:[-–—‐‑−]|\b(?:to|until|till)\b|\bbis(?:\s+zum)?\b|→|~|\bau?\b|\bà\b|\bhasta\b|\ba\b|/(?=\s))\s*"
    since = rf"(?:\b(?P<since>{_any(listed('since'))})\s+)?"
    now = rf"(?:{_any(listed('present'))})\b"
    return re.compile(
        rf"(?<![\w/.-]){since}(?P<start>{bare}){dash}(?P<end>{now}|{date})(?!\w)"
        rf"|(?<![\w/.-])(?:\b(?P<since2>{_any(listed('since'))})\s+)?(?P<one>{date})(?P<open>\s*[-–—]\s*$)?(?![\w/]|-\d)",
        re.IGNORECASE,
    )


@cache
def _two_dates() -> re.Pattern[str]:
    """Two dates with nothing between them, as a column has them one below the other."""
    month = rf"(?:{_any(set(months()))})\b\.?"
    date = rf"(?:{month}(?:\s+de)?\s+{_YEAR}|(?:1[0-2]|0?[1-9])[./-]{_YEAR}|{_YEAR}[./-](?:1[0-2]|0[1-9]))"
    return re.compile(rf"\s*(?P<start>{date})\s+(?P<end>{date}|{_any(listed('present'))})\s*", re.IGNORECASE)


@cache
def span_in(text: str) -> Span | None:
    """The first span of dates in a text, else its first single date. A year within a sentence is none."""
    best: Span | None = None
    if (years := _TWO_YEARS.fullmatch(text)) and years[1] < years[2]:
        return Span(years[1], years[2], False, 0, len(text))
    if len(text) < 40 and (two := _two_dates().fullmatch(text)):
        now = two["end"].strip().casefold() in listed("present")
        return Span(
            two["start"].strip(),
            "" if now else two["end"].strip(),
            now,
            0,
            len(text),
            two["end"] if now else "",
        )
    for match in _form().finditer(text):
        if match["start"]:
            if not re.search(_YEAR, match["start"]) and not re.search(_YEAR, match["end"]):
                continue
            end = match["end"].strip()
            now = end.casefold() in listed("present")
            start, end = _month_first(match["start"].strip()), _month_first(end)
            if not now and not re.search(_YEAR, start) and (year := re.search(_YEAR, end)):
                start = f"{start} {year[0]}"
            words = f"to {end}" if now and end.casefold() == "date" else end
            opened = re.search(r"(?:^|\s)(?:de|du|del)\s+$", text[: match.start()], re.IGNORECASE)
            at = opened.start() if opened else match.start()  # `De mai 2016 à juin 2018`
            return Span(start, "" if now else end, now, at, match.end(), words if now else "")
        if best is None:
            goes_on = bool(match["since2"] or match["open"])
            best = Span(_month_first(match["one"].strip()), "", goes_on, match.start(), match.end())
    return best


def _month_first(date: str) -> str:
    """`2016-Oct` as `Oct 2016`, in which form months are known everywhere."""
    match = re.fullmatch(rf"({_YEAR})[ -]([^\W\d_]+\.?)", date)
    return f"{match[2]} {match[1]}" if match else date


_LENGTH = re.compile(
    r"[(·,\s]*\b\d+\s*(?:years?|yrs?|months?|mos?|jahre?n?|monate?n?|ans?|mois|años?|meses|mes)\b"
    r"(?:[\s,and]*\d+\s*(?:months?|mos?|monate?n?|mois|mes(?:es)?)\b)?\s*\)?",
    re.IGNORECASE,
)


def is_only_length(text: str) -> bool:
    """Whether a line says how long something was and nothing else, as `5 years 9 months`."""
    return bool(_LENGTH.fullmatch(text))


def without(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after the dates, without the brackets and marks that held them."""
    before, after = text[: span.at], text[span.to :]
    after = _LENGTH.sub(" ", after, count=1) if _LENGTH.match(after) else after
    before = re.sub(
        r"\b(?:issued on|awarded on|issued|awarded|ausgestellt am|released on|published on|date)\s*:?\s*$",
        "",
        before,
        flags=re.IGNORECASE,
    )
    if before.rstrip().endswith("(") and after.lstrip().startswith(")"):
        before, after = before.rstrip()[:-1], after.lstrip()[1:]
    return before.strip(" \t|·•,;:–—-∙"), after.strip(" \t|·•,;:–—-∙")


def has_dates(text: str) -> bool:
    """Whether a line states dates rather than a sentence that mentions a year."""
    if not (span := span_in(text)):
        return False
    if span.end or span.current:
        return True
    before, after = without(text, span)
    return len(before) + len(after) < 70 and not after.rstrip().endswith(".")


def is_only_dates(text: str) -> bool:
    """Whether a line is a span of dates and nothing else."""
    span = span_in(text)
    return bool(span and (span.end or span.current) and not any(without(text, span)))
