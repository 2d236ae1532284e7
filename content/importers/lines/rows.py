"""Pieces of text on one base line as rows, labels made whole, cards side by side, and the space above each."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from ..words import heading_kind
from .dates import has_dates, is_only_dates, span_in
from .model import Cell, Line

NARROW = 100.0  # points: a label's column, not a text's
DATES_COLUMN = 180.0  # points: the most that a column of dates takes
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENUMERATOR = re.compile(r"\[?\d{1,2}[.)\]]")


def rows_of(pieces: list[Line]) -> list[Line]:
    """Pieces that stand on one base line, as one line."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda one: (one.top, one.x0)):
        if (
            rows
            and abs(piece.top - rows[-1][0].top) <= max(2.0, 0.22 * min(piece.size, rows[-1][0].size))
            and not _is_far_larger(piece, rows[-1][0])
            and not (piece.x0 <= -500 or rows[-1][0].x0 <= -500)
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return _wrapped_labels([_row(sorted(row, key=lambda one: one.x0)) for row in rows])


def cards(rows: list[Line]) -> list[Line]:
    """Entries that stand side by side, each with its own dates, one after the other."""
    out, at = list(rows), 0
    while at < len(out):
        cells = [cell for cell in out[at].cells if cell.apart]
        if (
            len(cells) < 2
            or len(cells) != len(out[at].cells)
            or not all(is_only_dates(cell.text) for cell in cells)
        ):
            at += 1
            continue
        edges = [cell.x0 for cell in cells]
        first, last = at, at + 1
        while first > 0 and at - first < 3 and _stands_in(out[first - 1], edges):
            first -= 1
        while last < len(out) and last - at < 4 and _stands_in(out[last], edges):
            last += 1
        if first < at or last > at + 1:
            out[first:last] = [
                card for number in range(len(edges)) for card in _card(out[first:last], edges, number)
            ]
        at = last
    return out


def _stands_in(row: Line, edges: list[float]) -> bool:
    """Whether each part of a row begins at one of the edges, and more than the first has one."""
    starts = [cell.x0 for cell in row.cells if cell.apart]
    return len(starts) > 1 and all(any(abs(start - edge) < 3 for edge in edges) for start in starts)


def _card(rows: list[Line], edges: list[float], number: int) -> list[Line]:
    end = edges[number + 1] - 2 if number + 1 < len(edges) else 10_000.0
    found = []
    for row in rows:
        cells = tuple(cell for cell in row.cells if edges[number] - 3 <= cell.x0 < end)
        if cells:
            found.append(replace(row, cells=cells))
    return found


def _is_far_larger(one: Line, other: Line) -> bool:
    """Whether two texts on one base line are a name and what stands beside it, not one line."""
    small, large = sorted((one.size, other.size))
    return large > 2.2 * small and min(len(one.text), len(other.text)) > 3


def _row(row: list[Line]) -> Line:
    cells = tuple(
        replace(cell, apart=number == 0 or cell.apart)
        for piece in row
        for number, cell in enumerate(piece.cells)
    )
    cells = _whole_spans(cells)
    widest = max(row, key=lambda one: one.x1 - one.x0 if one.x0 < 1500 else 0)
    links = tuple(dict.fromkeys(link for piece in row for link in piece.links))
    return replace(
        widest,
        cells=cells,
        links=links,
        top=row[0].top,
        size=max(one.size for one in row if len(one.text) > 1 or len(row) == 1)
        if any(len(one.text) > 1 for one in row)
        else row[0].size,
    )


def _whole_spans(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells; two dates that are set apart, as in `2019 to` and `2021`, are one."""
    found: list[Cell] = []
    for cell in cells:
        both = f"{found[-1].text} {cell.text}" if found else ""
        if found and len(both) < 40 and not is_only_dates(found[-1].text) and is_only_dates(both):
            found[-1] = replace(found[-1], text=both, x1=cell.x1)
        else:
            found.append(cell)
    return tuple(found)


def _wrapped_labels(rows: list[Line]) -> list[Line]:
    """A narrow first cell that goes on in the lines below it, made whole."""
    out: list[Line] = []
    last = 0.0
    for row in rows:
        above, last = last, row.top
        first = row.cells[0]
        if (
            out
            and (
                home := next(
                    (n for n in range(len(out) - 1, max(-1, len(out) - 9), -1) if len(out[n].parts) > 1), None
                )
            )
            is not None
            and all(len(one.parts) == 1 for one in out[home + 1 :])
            and (abs(out[home].x0 - first.x0) < 2 or abs(out[home].cells[0].x1 - first.x1) < 2)
            and first.x1 <= (second := next(cell for cell in out[home].cells[1:] if cell.apart)).x0
            and not is_only_dates(second.text)
            and all(one.x0 >= second.x0 - 2 for one in out[home + 1 :])  # nothing stands below the label
            and (len(row.parts) == 1 or row.cells[1].x0 >= second.x0 - 2)
            and _label_goes_on(
                out[home],
                second,
                row,
                row.top - above,
                is_next=home == len(out) - 1 and row.top - above < 1.9 * row.size,
            )
            and first.bold == out[home].bold
            and heading_kind(out[home].cells[0].text) is None
        ):
            old = out[home]
            head = old.cells[0]
            joint = "" if head.text.endswith("\u00ad") else " "
            text = head.text.removesuffix("\u00ad") + joint + first.text
            out[home] = replace(old, cells=(replace(head, text=text), *old.cells[1:]))
            if len(row.cells) > 1:
                out.append(replace(row, cells=row.cells[1:]))
            continue
        out.append(row)
    return out


def _label_goes_on(home: Line, second: Cell, row: Line, step: float, *, is_next: bool) -> bool:
    """Whether a row's first cell is the rest of the label above it. Each row of a table has a label of its own."""
    label, first = home.cells[0], row.cells[0]
    is_whole = is_only_dates(label.text) and not re.search(r"[-–—]\s*$", label.text)
    is_whole = is_whole or len(row.parts) > 1 and bool(_YEAR.fullmatch(label.text))  # of a table by years
    if len(label.text) < 2 or _ENUMERATOR.fullmatch(label.text) or is_whole:
        return False
    if second.x0 - first.x0 < DATES_COLUMN and is_next and has_dates(label.text):
        both = span_in(f"{label.text} {first.text}")
        return bool(both and (both.end or both.current) and both.to > len(label.text))
    if second.x0 - first.x0 >= NARROW or step >= (2.7 if first.bold else 1.7) * row.size:
        return False
    if len(row.parts) == 1 or first.text[:1].islower() or label.text.endswith(("\u00ad", "-", "&", "/")):
        return True
    width = (first.x1 - first.x0) / max(len(first.text), 1) * len(first.text.split()[0])
    return step < 1.45 * row.size and label.x1 + width > second.x0 - row.size


def spaced(lines: list[Line]) -> list[Line]:
    """Each with the free space above it, in heights of a line that goes on with a text."""
    steps = sorted(
        (b.top - a.top) / b.size
        for a, b in itertools.pairwise(lines)
        if abs(a.size - b.size) < 0.3 and a.column == b.column and 0.9 * b.size < b.top - a.top < 3 * b.size
    )
    usual = steps[len(steps) // 5] if steps else 1.3
    out = []
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        size = max(line.size, above.size) if above else line.size
        step = (line.top - above.top) / size if above and above.column == line.column else 3 * usual
        out.append(replace(line, gap=max(step - usual, 0.0) / usual))
    return out
