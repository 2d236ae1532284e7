"""A section's lines cut into its entries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..lines.dates import has_dates, is_only_length, span_in, without
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
    blocks = paragraphs(_dates_up(unlabelled(lines)), items=True)
    for number, block in enumerate(blocks):
        if not found or _begins(blocks, number, found):
            found.append(Entry([block]))
        elif found[-1].body or block.bullet or _is_body(block, found[-1]):
            found[-1].body.append(block)
        else:
            found[-1].head.append(block)
    return found


def unlabelled(lines: list[Line]) -> list[Line]:
    """Without the words over an entry's lines, such as Highlights, and how long it was."""
    return [
        line
        for line in lines
        if line.text.rstrip(" :").casefold() not in listed("labels") and not is_only_length(line.text)
    ]


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
