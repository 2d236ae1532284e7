"""The fields of an entry's head: up to two names, a place, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..lines.dates import Span, has_dates, is_only_dates, span_in, without
from ..lines.model import Cell, Line
from ..words import is_one_of, listed
from .entries import Entry
from .paragraphs import LEGAL, Paragraph, joined


@dataclass
class Head:
    """What the head of an entry says: up to two names, a place, dates, and what is left."""

    names: list[str] = field(default_factory=list)
    place: str = ""
    span: Span | None = None
    rest: list[str] = field(default_factory=list)
    before: int = 0  # how many of its lines stand above its dates


STRONG = re.compile(r"\s+[–—|•·∙]\s+|\s+--?\s+|\s+@\s+|\s*\|\s*|\s+(?:at|bei|chez)\s+(?=[^\Wa-z])")


def head_of(entry: Entry) -> Head:
    """The head's names in their order, its place and its dates."""
    head = Head()
    rows: list[tuple[Line | None, list[str], str]] = []
    for block in entry.head:
        parts, loose = [], ""
        for part in _parts(block):
            span = span_in(part) if has_dates(part) else None
            if span and head.span is None:
                head.span = span
                head.before = len(rows)
                before, after = without(part, span)
                if before and after:
                    parts.append(before)
                    loose = after
                elif before:
                    parts.append(before)
                elif after and (is_one_of("titles", after) or is_one_of("degrees", after)):
                    parts.append(after)
                elif after:
                    loose = after
            elif part:
                parts.append(part)
        if parts or loose:
            rows.append((block.first, parts, loose))
    _name(head, rows)
    return head


def _parts(block: Paragraph) -> list[str]:
    first = block.first
    if len(block.lines) > 1 and len(first.parts) > 1 and is_only_dates(first.parts[0]):
        return [first.parts[0], joined([" ".join(first.parts[1:]), *(line.text for line in block.lines[1:])])]
    if len(block.lines) > 1:
        return [block.text]
    return block.first.parts


def _name(head: Head, rows: list[tuple[Line | None, list[str], str]]) -> None:
    """The first part of each line is a name; what stands at its right end is a place."""
    for line, parts, loose in rows:
        if loose:
            _put_place(head, loose)
        if not parts:
            continue
        text, *right = parts
        for part in right:
            if not head.place and len(part) < 60 and len(right) == 1:
                head.place = part
            else:
                head.rest.append(part)
        if len(head.names) >= 2:
            if not head.place and len(text) < 50 and like_place(text, loosely=True):
                head.place = text
            else:
                head.rest.append(text)
            continue
        head.names += _two(
            text, line, alone=len(rows) == 1 or len(head.names) == 0 and _others_are_loose(rows)
        )
    _long_title(head)
    if len(head.names) > 2:
        names, extra = head.names[:2], head.names[2:]
        head.names = names
        places = [one for one in extra if like_place(one)] or extra
        for one in extra:
            if not head.place and like_place(one, loosely=True) and one in places:
                head.place = one
            else:
                head.rest.append(one)
    _title_for_place(head)
    _place_from_names(head)


def _long_title(head: Head) -> None:
    """`Lead Pharmacist, Renal Services, Wensum Hospital`: a comma within the title, where words tell the employer."""
    if len(head.names) != 3 or like_place(head.names[2]):
        return
    first, second, third = head.names
    if is_one_of("titles", first) and is_one_of("organisations", third) > is_one_of("organisations", second):
        head.names = [f"{first}, {second}", third]


def _title_for_place(head: Head) -> None:
    """Where a company's place stands before the title: the third text is the title."""
    left = [head.place, *head.rest]
    title = next((text for text in left if text and is_one_of("titles", text)), "")
    if len(head.names) != 2 or not title or any(is_one_of("titles", name) for name in head.names):
        return
    second = head.names[1]
    if not like_place(second, loosely=True):
        return
    head.names[1] = title
    if title == head.place:
        head.place = second
    else:
        head.rest.remove(title)
        head.rest += [head.place] if head.place else []
        head.place = second


def _others_are_loose(rows: list[tuple[Line | None, list[str], str]]) -> bool:
    return not any(parts for _, parts, _ in rows[1:])


def _put_place(head: Head, text: str) -> None:
    if not head.place and len(text) < 60:
        head.place = text.strip("() ")
    else:
        head.rest.append(text)


def _two(text: str, line: Line | None, *, alone: bool) -> list[str]:
    """One name, or two that a sign, a change of weight or a comma parts."""
    cells = _cells_of(text, line)
    if len(cells) > 1 and not cells[1].apart and cells[0].bold != cells[1].bold:
        first, second = cells[0].text, text[len(cells[0].text) :]
        signed = re.match(r"\s*(?:[,|·•–—@/(-]|at\b|bei\b|chez\b)", second)
        # A change of weight alone parts two names, as in Europass.
        unsigned = cells[0].bold and re.match(r"\s+[^\W\d_]", second) and second.strip()[:1].isupper()
        if text.startswith(first) and (signed or unsigned) and len(second.strip()) > 2:
            second = re.sub(r"^\s*(?:[,|·•–—@/-]|at\b|bei\b|chez\b)\s*", "", second)
            span = span_in(second) if has_dates(second) else None
            if span:
                second = " ".join(filter(None, without(second, span)))
            return [one for one in (first.strip(" ,|–—-·"), *_split(_unstopped(second))) if one]
    text = _unstopped(text)
    parts = _split(text)
    if alone and len(parts) == 2 and like_place(parts[1], loosely=True):
        names = by_commas(parts[0])
        # `Designer, Acme – Oakland`: two names, and the place behind the sign.
        if len(names) == 2 and any(is_one_of("titles", name) for name in names):
            return [*names, parts[1]]
    return _study(_split(text, commas=True)) if alone else parts


def _study(parts: list[str]) -> list[str]:
    """`A Levels, Biology, Chemistry, Exeter College` and `Diplom, Chemie, Werk Eins`: what was studied, and where."""
    if len(parts) < 3 or not is_one_of("degrees", parts[0]) and not is_one_of("fields", parts[1]):
        return parts
    at = next(
        (number for number in range(1, len(parts)) if is_one_of("schools", parts[number])), len(parts) - 1
    )
    return [", ".join(parts[:at]), *parts[at:]]


def _cells_of(text: str, line: Line | None) -> tuple[Cell, ...]:
    """The line's cells from the one that the text begins with: dates may stand before it."""
    cells = line.cells if line else ()
    at = next((number for number, cell in enumerate(cells) if text.startswith(cell.text)), len(cells))
    return cells[at:]


def _unstopped(text: str) -> str:
    """Without the full stop that ends a head written as a sentence."""
    return text[:-1] if text.endswith(".") and "," in text and not LEGAL.search(text) else text


_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])")


def _split(text: str, *, commas: bool = False) -> list[str]:
    stopped = _SENTENCE.split(text)
    if len(stopped) == 2 and is_one_of("schools", stopped[1]) and not is_one_of("schools", stopped[0]):
        return stopped  # what was learned. And where
    parts = [part.strip(" ,") for part in STRONG.split(text) if part.strip(" ,")]
    if len(parts) > 1 or not commas:
        return parts
    return by_commas(text)


def by_commas(text: str) -> list[str]:
    """At the commas outside of brackets, but not before what belongs to a company's name."""
    parts: list[str] = []
    for part in _outside_brackets(text):
        if parts and re.fullmatch(
            r"(?:inc|llc|ltd|limited|corp|co|lp|llp|plc|gmbh|s\.?a|s\.?l|jr|sr)\.?", part, re.IGNORECASE
        ):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return [part for part in parts if part]


def _outside_brackets(text: str) -> list[str]:
    """The parts between commas: all but those whose next bracket closes. In one pass from the end."""
    parts, end, closes = list[str](), len(text), False
    for sign in reversed(list(re.finditer(r",\s+|[()]", text))):
        if sign[0] in "()":
            closes = sign[0] == ")"
        elif not closes:
            parts.append(text[sign.end() : end])
            end = sign.start()
    return [text[:end], *reversed(parts)]


def like_place(text: str, *, loosely: bool = False) -> bool:
    parts = [part.strip().casefold() for part in re.split(r"[,/()]", text) if part.strip()]
    if not parts or len(text) > 60 or any(char.isdigit() for char in text):
        return False
    if any(part in listed("countries") for part in parts) or re.search(r",\s*[A-Z]{2}\b", text):
        return True
    return (
        loosely
        and len(text.split()) <= 4
        and text[:1].isupper()
        and not is_one_of("titles", text)
        and not is_one_of("organisations", text)
    )


def _place_from_names(head: Head) -> None:
    """`Harbourline Payments, San Francisco, CA`: the place at the end of a name."""
    if len(head.names) == 2 and head.rest and not head.place and like_place(", ".join(head.rest)):
        head.place, head.rest = ", ".join(head.rest), []


def split_place(name: str) -> tuple[str, str]:
    """A company's name and the place after it."""
    parts = by_commas(name)
    if len(parts) > 2 and not like_place(", ".join(parts[-2:])):
        return ", ".join(parts[:-1]), parts[-1]  # an office of a city, and the city
    if len(parts) > 1 and not is_one_of("organisations", parts[1]):
        return parts[0], ", ".join(parts[1:])
    if (match := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", name)) and like_place(match[2], loosely=True):
        return match[1], match[2]
    return name, ""
