"""Pieces of text on a page, put into lines and into the order in which a person reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from ..words import heading_kind
from .dates import has_dates
from .model import Cell, Line
from .rows import DATES_COLUMN, cards, rows_of, spaced
from .stacked import unstacked


def in_reading_order(pieces: list[Line], width: float, height: float) -> list[Line]:
    """The lines of one page: what stands above its columns, each column, what stands below."""
    pieces = [piece for piece in pieces if piece.x1 > 0 and piece.x0 < width and -5 < piece.top < height + 5]
    pieces = unstacked(pieces, width)
    lines: list[Line] = []
    for column, block in enumerate(_columns(pieces, depth=0)):
        rows = [replace(row, column=column) for row in cards(rows_of(block))]
        # What stands at the right end of a line, such as dates, does not say where its text would be wrapped.
        whole = [row.x1 for row in rows if len(row.parts) == 1]
        right = max(whole or [row.x1 for row in rows], default=0.0)
        lines += [replace(row, right=right) for row in rows]
    return [line.unbulleted() for line in spaced(lines)]


def _columns(pieces: list[Line], depth: int) -> Iterator[list[Line]]:
    """The pieces as one block, or as blocks above, left, right and below of a gutter."""
    if depth > 2 or len(pieces) < 6 or not (split := _gutter(pieces) or _two_headings(pieces)):
        yield pieces
        return
    top, bottom, x, labels = split
    above = [piece for piece in pieces if piece.top < top]
    below = [piece for piece in pieces if piece.top > bottom]
    left = [piece for piece in pieces if top <= piece.top <= bottom and piece.x0 < x]
    right = [piece for piece in pieces if top <= piece.top <= bottom and piece.x0 >= x]
    if above:
        yield from _columns(above, depth + 1)
    if labels:
        yield _labelled(left, right)
    else:
        yield from _columns(left, depth + 1)
        yield from _columns(right, depth + 1)
    if below:
        yield from _columns(below, depth + 1)


def _gutter(pieces: list[Line]) -> tuple[float, float, float, bool] | None:
    """Top, bottom and x of the tallest strip between two columns; whether the left one only labels the right."""
    best: tuple[float, float, float, float, bool] | None = None
    if len(pieces) < 8:
        return None
    edges = sorted({round(piece.x0) for piece in pieces})
    counts = {edge: sum(abs(piece.x0 - edge) < 3 for piece in pieces) for edge in edges}
    for edge in edges:
        if counts[edge] < 4:
            continue
        x = edge - 2.0
        crossing = sorted({piece.top for piece in pieces if piece.x0 < x - 1 and piece.x1 > x + 1})
        bounds = [-1.0, *crossing, 10_000.0]
        for top, bottom in itertools.pairwise(bounds):
            band = [piece for piece in pieces if top + 1 < piece.top < bottom - 1]
            left, right = [p for p in band if p.x1 <= x + 1], [p for p in band if p.x0 >= x]
            if min(len(left), len(right)) < 4:
                continue
            tall = max(p.top for p in band) - min(p.top for p in band)
            if (labels := _columns_kind(left, right)) is None or (best and best[0] >= tall):
                continue
            best = (tall, min(p.top for p in band) - 1, max(p.top for p in band) + 1, x, labels)
    return best[1:] if best else None


def _two_headings(pieces: list[Line]) -> tuple[float, float, float, bool] | None:
    """Top, bottom and x of two short columns that begin with a heading each, side by side."""
    usual = median(piece.size for piece in pieces)
    heads = [piece for piece in pieces if _is_heading(piece) and (piece.bold or _stands_out(piece, usual))]
    for one, other in itertools.combinations(sorted(heads, key=lambda piece: piece.x0), 2):
        x = other.x0 - 2
        if abs(one.top - other.top) > 1 or one.look != other.look or one.x1 > x - 2 * one.size:
            continue
        below = [piece for piece in pieces if piece.top > one.top + 1]
        bottom = min((p.top for p in below if p.x0 < x - 1 and p.x1 > x + 1), default=10_000.0) - 1
        band = [piece for piece in below if piece.top < bottom]
        if any(piece.x0 >= x for piece in band) and any(piece.x1 <= x + 1 for piece in band):
            return one.top - 1, max(piece.top for piece in band) + 1, x, False
    return None


def _columns_kind(left: list[Line], right: list[Line]) -> bool | None:
    """True where the left labels the right, False where both are columns, None where they are lines with two ends."""
    if _are_dates_of(left, right):
        return None
    heads_left = sum(_is_heading(piece) for piece in left)
    starts = min(piece.x0 for piece in right)
    usual = median(piece.size for piece in right)
    heads_right = sum(
        _is_heading(piece) and _stands_out(piece, usual) for piece in right if piece.x0 - starts < 6
    )
    if heads_left >= 2 and heads_left >= 0.75 * len(left):
        return True
    if heads_left and heads_right:
        return False
    tops = sorted(piece.top for piece in right)
    lonely = sum(min((abs(piece.top - top) for top in tops), default=99.0) > 2.5 for piece in left)
    headings = [piece for piece in left if _is_heading(piece)]
    beside = sum(
        min((abs(piece.top - top) for top in tops), default=99.0) < 0.7 * piece.size for piece in headings
    )
    if heads_left >= 2 and beside * 3 >= 2 * heads_left:
        return True
    if heads_right and lonely * 2 > len(left) and len(left) >= 5:
        return False
    return None


def _are_dates_of(left: list[Line], right: list[Line]) -> bool:
    """Whether the left column is narrow and holds the dates and labels of the lines that it stands beside."""
    dated = sum(has_dates(piece.text) for piece in left)
    if dated < 2 or max(p.x1 for p in left) - min(p.x0 for p in left) > DATES_COLUMN - 40:
        return False
    tops = [piece.top for piece in right]
    beside = sum(min((abs(piece.top - top) for top in tops), default=99.0) < 2.5 for piece in left)
    return beside >= 0.8 * len(left)


def _stands_out(piece: Line, usual: float) -> bool:
    return (
        piece.size > 1.08 * usual
        or piece.look[3]
        or heading_kind(piece.text) in ("work", "education", "summary", "projects")
    )


def _is_heading(piece: Line) -> bool:
    return bool(heading_kind(piece.text)) and len(piece.text) < 45


def _labelled(left: list[Line], right: list[Line]) -> list[Line]:
    """The right column with each label before the first line that stands beside it."""
    rows = sorted({piece.top for piece in right})
    out = list(right)
    taken = -1.0
    for label in _blocks(left):
        near = next((top for top in rows if top >= label.top - 0.6 * label.size), label.top)
        if label.text.endswith(":") and min(abs(top - label.top) for top in rows) < 0.3 * label.size:
            out.append(_beside(label))  # a table of groups, each with its name before its first line
            continue
        if _is_heading(label):
            while (at := rows.index(near) if near in rows else 0) and near - rows[at - 1] < 1.9 * median(
                p.size for p in right
            ):
                if rows[at - 1] <= taken:
                    break
                near = rows[at - 1]
            taken = near
            out.append(
                replace(
                    label,
                    top=min(near, label.top) - 0.01,
                    cells=(replace(label.cells[0], x0=label.x0 - 1000), *label.cells[1:]),
                )
            )
            continue
        marked = {piece.top for piece in right if piece.unbulleted().bullet}
        edge = min(piece.x0 for piece in right) + 4
        heads = [
            top
            for top in rows
            if top <= near + 1 and top not in marked and any(p.x0 < edge for p in right if p.top == top)
        ]
        first = [piece for piece in right if heads and piece.top == heads[-1]]
        if not first or near - heads[-1] > 4 * label.size:
            out.append(replace(label, top=near - 0.005))
            continue
        out.append(replace(label, top=heads[-1], cells=(Cell(label.text, 2000, 2010, label.bold),)))
    return out


def _beside(label: Line) -> Line:
    """A group's name: a heading of its own where its words are known as one, else the first cell of its line."""
    if not _is_heading(label):
        return label
    first = replace(label.cells[0], x0=label.x0 - 1000)
    return replace(label, top=label.top - 0.01, cells=(first, *label.cells[1:]))


def _blocks(pieces: list[Line]) -> list[Line]:
    """Lines of a narrow column that go on with one another, each as one."""
    blocks: list[Line] = []
    last = 0.0
    for row in rows_of(pieces):
        go_on = blocks and row.top - last < 1.5 * row.size and row.look[:3] == blocks[-1].look[:3]
        if go_on and heading_kind(blocks[-1].text) and not heading_kind(f"{blocks[-1].text} {row.text}"):
            go_on = False
        if go_on:
            blocks[-1] = replace(
                blocks[-1], cells=(*blocks[-1].cells, *(replace(cell, apart=False) for cell in row.cells))
            )
        else:
            blocks.append(row)
        last = row.top
    return blocks
