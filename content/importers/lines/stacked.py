"""Dates at the right end that stand on several lines, one below the other, as one text beside the line of the first."""

from __future__ import annotations

import re
from dataclasses import replace

from .dates import is_only_dates, is_only_length, span_in
from .model import Line

_DASH = re.compile(r"(?:[-–—]|to|bis|à|a|hasta)(?=\s|$)", re.IGNORECASE)
_A_YEAR = re.compile(r"an? (?:year|month)", re.IGNORECASE)
_MOST_PARTS = 200  # on one page; more are a table of figures
_MOST = 4  # the start, a dash, the end, how long it was


def unstacked(pieces: list[Line], width: float) -> list[Line]:
    """The pieces of a page, each stack of dates in its right half made one."""
    able = [one for one in pieces if one.x0 > 0.55 * width and _is_part(one.text)]
    if len(able) > _MOST_PARTS:
        return pieces
    gone: dict[int, Line | None] = {}
    for first in sorted(able, key=lambda one: one.top):
        if id(first) in gone or not span_in(first.text):
            continue
        stack = _stack(first, [one for one in able if id(one) not in gone])
        if len(stack) > 1:
            gone |= {id(one): None for one in stack}
            gone[id(first)] = _beside(_one(stack), pieces)
    return [new for one in pieces if (new := gone.get(id(one), one)) is not None]


def _is_part(text: str) -> bool:
    """Whether a text is one date, a dash, or how long something was."""
    rest = _DASH.sub("", text).strip()
    if not rest or is_only_length(rest) or _A_YEAR.fullmatch(rest):
        return True
    return is_only_dates(f"2000 – {rest}")


def _stack(first: Line, able: list[Line]) -> list[Line]:
    """The parts below the first one, up to the last with which it is a span of dates."""
    found, best = [first], [first]
    for one in sorted(able, key=lambda one: one.top):
        last = found[-1]
        if not 0.8 * last.size < one.top - last.top < 2.8 * last.size or not _is_aligned(first, one):
            continue
        found.append(one)
        text = " ".join(part.text for part in found)
        span = span_in(text)
        dashed = any(_DASH.match(part.text) or part.text.endswith(("-", "–", "—")) for part in found)
        if dashed and span and span.at == 0 and (span.end or span.current) and len(found) <= _MOST:
            rest = text[span.to :].strip()
            if not rest or is_only_length(rest) or _A_YEAR.fullmatch(rest):
                best = list(found)
    return best


def _is_aligned(first: Line, one: Line) -> bool:
    middle = abs(first.x0 + first.x1 - one.x0 - one.x1) / 2
    return min(abs(first.x0 - one.x0), abs(first.x1 - one.x1), middle) < 0.7 * first.size


def _one(stack: list[Line]) -> Line:
    """The stack as one piece. How long it was is reckoned from the dates, and left out."""
    texts = [one.text for one in stack if not is_only_length(one.text) and not _A_YEAR.fullmatch(one.text)]
    cell = replace(
        stack[0].cells[0],
        text=" ".join(texts),
        x0=min(one.x0 for one in stack),
        x1=max(one.x1 for one in stack),
    )
    return replace(stack[0], cells=(cell,))


def _beside(dates: Line, pieces: list[Line]) -> Line:
    """On the base line of the text beside it, where one stands half a line off."""
    near = [one for one in pieces if one.x1 < dates.x0 and abs(one.top - dates.top) < 0.7 * dates.size]
    closest = min(near, key=lambda one: abs(one.top - dates.top), default=dates)
    return replace(dates, top=closest.top)
