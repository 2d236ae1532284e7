"""The marks of lists that a PDF draws as shapes, as Chromium draws its discs: no text has them."""

from __future__ import annotations

import ctypes
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .dates import is_only_dates
from .model import Line

MOST_SHAPES = 20_000
_MOST_BESIDE = 50  # marks on one line; more are a pattern
_Box = tuple[float, float, float, float]  # left, top, right, bottom, from the top of the page


def marked(pieces: list[Line], page: pdfium.PdfPage, height: float) -> list[Line]:
    """The pieces; one right behind a drawn mark begins with it, as if it were written."""
    marks = sorted(_marks(page, height), key=_middle)
    if len(marks) < 2:
        return pieces
    middles = [_middle(one) for one in marks]
    found = []
    for piece in pieces:
        first, last = bisect(middles, piece.top - piece.size), bisect(middles, piece.top)
        found.append(with_mark(piece, marks[first:last][:_MOST_BESIDE]))
    return found


def _middle(mark: _Box) -> float:
    return (mark[1] + mark[3]) / 2


def _marks(page: pdfium.PdfPage, height: float) -> Iterator[_Box]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_SHAPES)):
        shape = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if 1.2 < wide < 8 and abs(wide - high) < 0.2 * wide:
            yield left.value, height - top.value, right.value, height - bottom.value


def with_mark(piece: Line, marks: list[_Box]) -> Line:
    """A dot of a time line stands before a title or dates, and further off: it is no mark of a list."""
    size, first = piece.size, piece.cells[0]
    if first.bold or is_only_dates(piece.text):
        return piece
    for left, top, right, bottom in marks:
        is_before = 0.1 * size < piece.x0 - right < 1.2 * size and bottom - top < 0.6 * size
        if is_before and piece.top - 0.75 * size < _middle((left, top, right, bottom)) < piece.top:
            return replace(piece, cells=(replace(first, text=f"• {first.text}", x0=left), *piece.cells[1:]))
    return piece
