"""A section's lines cut into its entries, and the fields of their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..lines.dates import Span, has_dates, span_in, without
from ..lines.model import Line
from ..words import is_one_of, listed
from .paragraphs import Paragraph, paragraphs


@dataclass
class Entry:
    """One job, school, project …: the lines of its head and the texts below."""

    head: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        return any(has_dates(part) for one in self.head for part in one.first.parts)


def entries_of(lines: list[Line]) -> list[Entry]:
    """The entries, each beginning where a head follows a body, a look comes back or a second date stands."""
    found: list[Entry] = []
    blocks = paragraphs(_dates_up(_unlabelled(lines)), items=True)
    for number, block in enumerate(blocks):
        if not found or _begins(blocks, number, found):
            found.append(Entry([block]))
        elif found[-1].body or block.bullet or _is_body(block, found[-1]):
            found[-1].body.append(block)
        else:
            found[-1].head.append(block)
    return found


def _unlabelled(lines: list[Line]) -> list[Line]:
    """Without the words over an entry's lines, such as Highlights."""
    return [line for line in lines if line.text.rstrip(" :").casefold() not in listed("labels")]


def _dates_up(lines: list[Line]) -> list[Line]:
    """Dates that a second row of a right column puts beside a bullet, moved to the head above it."""
    out: list[Line] = []
    head = -1
    for line in lines:
        last = line.cells[-1]
        if (
            line.bullet
            and len(line.cells) > 1
            and last.apart
            and head >= 0
            and (span := span_in(last.text))
            and not any(without(last.text, span))
        ):
            out[head] = replace(out[head], cells=(*out[head].cells, last))
            line = replace(line, cells=line.cells[:-1])
        if not line.bullet and (head < 0 or out[-1].bullet or line.gap > 0.3):
            head = len(out)
        out.append(line)
    return out


def _is_body(block: Paragraph, entry: Entry) -> bool:
    return block.is_prose or len(entry.head) >= 5 or _deeper(block.first, entry) and entry.dated


def _deeper(line: Line, entry: Entry) -> bool:
    """Whether a line is set in from the head above it, as an item of a list is whose marks are drawn."""
    if not entry.head or line.size <= 1.5 or line.bold and line.look[:3] == entry.head[0].first.look[:3]:
        return False
    return 4 < line.x0 - entry.head[0].first.x0 < 60


def _begins(blocks: list[Paragraph], number: int, found: list[Entry]) -> bool:
    block, entry, first = blocks[number], found[-1], found[0].head[0].first
    line = block.first
    if block.bullet or _deeper(line, found[0]) and not any(has_dates(part) for part in line.parts):
        return False
    same = line.look == first.look
    dated = any(has_dates(part) for part in line.parts)
    if entry.body:
        if block.is_prose and not (same and line.bold):
            return False
        if same and (first.look != entry.body[0].first.look or line.gap > 0.15 or entry.body[0].bullet):
            return True
        return dated or _soon_dated(blocks, number) and not (line.x0 > first.x0 + 3 and line.size > 1.5)
    if block.is_prose or not entry.dated:
        return bool(
            not entry.dated
            and same
            and line.gap > 0.6
            and len(entry.head) >= 2
            and line.level == first.level
            and _soon_dated(blocks, number)
        )
    if not dated and _completes(blocks, number, entry):
        return False
    if same and (line.level or first.look != entry.head[-1].first.look) and len(entry.head) > 1:
        return True
    if same and line.gap > 0.35 and (dated or len(entry.head) > 2 or _soon_dated(blocks, number)):
        return True
    if dated:
        return True
    if line.gap > max(0.5, 2 * max((one.first.gap for one in entry.head[1:]), default=0.0)) and (
        same or _soon_dated(blocks, number)
    ):
        return True
    ahead = next(
        (at for at, one in enumerate(found[0].head) if any(has_dates(part) for part in one.first.parts)), 0
    )
    coming = blocks[number : number + ahead + 1]
    return (
        same
        and len(coming) == ahead + 1
        and ahead > 0
        and not any(one.bullet or one.is_prose for one in coming)
        and any(has_dates(part) for part in coming[-1].first.parts)
    )


def _completes(blocks: list[Paragraph], number: int, entry: Entry) -> bool:
    """Whether a line is the rest of a head that has its dates: a title right above its items, what a school taught."""
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if len(entry.head) < 4 and after is not None and (after.bullet or after.is_prose):
        return True
    heads = " ".join(block.text for block in entry.head)
    is_study = bool(is_one_of("degrees", blocks[number].text) or is_one_of("fields", blocks[number].text))
    return is_study and is_one_of("schools", heads) > 0 and is_one_of("degrees", heads) == 0


def _soon_dated(blocks: list[Paragraph], number: int) -> bool:
    for block in blocks[number : number + 4]:
        if block.bullet or block.is_prose:
            return False
        if any(has_dates(part) for part in block.first.parts):
            return True
    return False


@dataclass
class Head:
    """What the head of an entry says: up to two names, a place, dates, and what is left."""

    names: list[str] = field(default_factory=list)
    place: str = ""
    span: Span | None = None
    rest: list[str] = field(default_factory=list)


STRONG = re.compile(r"\s+[–—|•·∙]\s+|\s+-\s+|\s+@\s+|\s*\|\s*|\s+(?:at|bei|chez)\s+(?=[^\Wa-z])")


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
                before, after = without(part, span)
                if before and after:
                    parts.append(before)
                    loose = after
                elif before:
                    parts.append(before)
                elif after:
                    loose = after
            elif part:
                parts.append(part)
        if parts or loose:
            rows.append((block.first, parts, loose))
    _name(head, rows)
    return head


def _parts(block: Paragraph) -> list[str]:
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
            if not head.place and len(text) < 50 and _like_place(text, loosely=True):
                head.place = text
            else:
                head.rest.append(text)
            continue
        head.names += _two(
            text, line, alone=len(rows) == 1 or len(head.names) == 0 and _others_are_loose(rows)
        )
    if len(head.names) > 2:
        names, extra = head.names[:2], head.names[2:]
        head.names = names
        places = [one for one in extra if _like_place(one)] or extra
        for one in extra:
            if not head.place and _like_place(one, loosely=True) and one in places:
                head.place = one
            else:
                head.rest.append(one)
    _title_for_place(head)
    _place_from_names(head)


def _title_for_place(head: Head) -> None:
    """Where a company's place stands before the title: the third text is the title."""
    left = [head.place, *head.rest]
    title = next((text for text in left if text and is_one_of("titles", text)), "")
    if len(head.names) != 2 or not title or any(is_one_of("titles", name) for name in head.names):
        return
    second = head.names[1]
    if not _like_place(second, loosely=True):
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
    if line and len(line.cells) > 1 and not line.cells[1].apart and line.cells[0].bold != line.cells[1].bold:
        first, second = line.cells[0].text, text[len(line.cells[0].text) :]
        signed = re.match(r"\s*(?:[,|·•–—@/(-]|at\b|bei\b|chez\b)", second)
        # A change of weight alone parts two names, as in Europass.
        unsigned = line.cells[0].bold and re.match(r"\s+[^\W\d_]", second) and second.strip()[:1].isupper()
        if text.startswith(first) and (signed or unsigned) and len(second.strip()) > 2:
            second = re.sub(r"^\s*(?:[,|·•–—@/-]|at\b|bei\b|chez\b)\s*", "", second)
            span = span_in(second) if has_dates(second) else None
            if span:
                second = " ".join(filter(None, without(second, span)))
            return [one for one in (first.strip(" ,|–—-·"), *_split(second)) if one]
    return _split(text) if not alone else _split(text, commas=True)


def _split(text: str, *, commas: bool = False) -> list[str]:
    parts = [part.strip(" ,") for part in STRONG.split(text) if part.strip(" ,")]
    if len(parts) > 1 or not commas:
        return parts
    return _by_commas(text)


def _by_commas(text: str) -> list[str]:
    """At the commas outside of brackets, but not before what belongs to a company's name."""
    parts: list[str] = []
    for part in re.split(r",\s+(?![^()]*\))", text):
        if parts and re.fullmatch(
            r"(?:inc|llc|ltd|limited|corp|co|lp|llp|plc|gmbh|s\.?a|s\.?l|jr|sr)\.?", part, re.IGNORECASE
        ):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return [part for part in parts if part]


def _like_place(text: str, *, loosely: bool = False) -> bool:
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
    if len(head.names) == 2 and head.rest and not head.place and _like_place(", ".join(head.rest)):
        head.place, head.rest = ", ".join(head.rest), []


def split_place(name: str) -> tuple[str, str]:
    """A company's name and the place after it."""
    parts = _by_commas(name)
    if len(parts) > 1:
        return parts[0], ", ".join(parts[1:])
    if (match := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", name)) and _like_place(match[2], loosely=True):
        return match[1], match[2]
    return name, ""
