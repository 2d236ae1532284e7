"""Pieces of text on a page, put into lines and into the order in which a person reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from ..words import heading_kind
from .dates import is_only_dates
from .model import Cell, Line

NARROW = 100.0  # points: a label's column, not a text's


def in_reading_order(pieces: list[Line], width: float, height: float) -> list[Line]:
    """The lines of one page: what stands above its columns, each column, what stands below."""
    pieces = [piece for piece in pieces if piece.x1 > 0 and piece.x0 < width and -5 < piece.top < height + 5]
    lines: list[Line] = []
    for column, block in enumerate(_columns(pieces, depth=0)):
        rows = [replace(row, column=column) for row in _rows(block)]
        # What stands at the right end of a line, such as dates, does not say where its text would be wrapped.
        whole = [row.x1 for row in rows if len(row.parts) == 1]
        right = max(whole or [row.x1 for row in rows], default=0.0)
        lines += [replace(row, right=right) for row in rows]
    return [line.unbulleted() for line in _spaced(lines)]


def _columns(pieces: list[Line], depth: int) -> Iterator[list[Line]]:
    """The pieces as one block, or as blocks above, left, right and below of a gutter."""
    if depth > 2 or len(pieces) < 8 or not (split := _gutter(pieces)):
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


def _columns_kind(left: list[Line], right: list[Line]) -> bool | None:
    """True where the left labels the right, False where both are columns, None where they are lines with two ends."""
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
    for label in _blocks(left):
        near = next((top for top in rows if top >= label.top - 0.6 * label.size), label.top)
        if _is_heading(label):
            while (at := rows.index(near) if near in rows else 0) and near - rows[at - 1] < 1.9 * median(
                p.size for p in right
            ):
                near = rows[at - 1]
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


def _blocks(pieces: list[Line]) -> list[Line]:
    """Lines of a narrow column that go on with one another, each as one."""
    blocks: list[Line] = []
    last = 0.0
    for row in _rows(pieces):
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


def _rows(pieces: list[Line]) -> list[Line]:
    """Pieces that stand on one base line, as one line."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda one: (one.top, one.x0)):
        if (
            rows
            and abs(piece.top - rows[-1][0].top) <= max(2.0, 0.22 * min(piece.size, rows[-1][0].size))
            and not (piece.x0 <= -500 or rows[-1][0].x0 <= -500)
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return _wrapped_labels([_row(sorted(row, key=lambda one: one.x0)) for row in rows])


def _row(row: list[Line]) -> Line:
    cells = tuple(
        replace(cell, apart=number == 0 or cell.apart)
        for piece in row
        for number, cell in enumerate(piece.cells)
    )
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
            and (second := next(cell for cell in out[home].cells[1:] if cell.apart)).x0 - first.x0 < NARROW
            and not is_only_dates(second.text)
            and len(out[home].cells[0].text) > 1
            and first.x1 <= second.x0
            and row.top - above < (2.7 if first.bold else 1.7) * row.size
            and (len(row.parts) == 1 or row.cells[1].x0 >= second.x0 - 2)
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


def _spaced(lines: list[Line]) -> list[Line]:
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
