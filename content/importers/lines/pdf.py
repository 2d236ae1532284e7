"""A PDF's text as lines, with the place, size and weight of each."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..source import ImportRefused
from .columns import in_reading_order
from .marks import marked
from .model import Cell, Line, mended

MAX_PAGES = 30
MAX_CHARACTERS = 200_000


@dataclass(frozen=True)
class _Char:
    char: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    generated: bool


def pdf_lines(content: bytes, name: str) -> list[Line]:
    """The lines of a PDF in reading order. Raises ImportRefused for a locked, damaged, endless or pictured one."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        # Not by the error: PDFium keeps that of the file before, where it has none for this one.
        if b"/Encrypt" in content:
            raise ImportRefused(
                f'"{name}" is locked with a password: save it without one and try again.'
            ) from error
        raise ImportRefused(f'"{name}" is a damaged PDF: save or export it again.') from error
    try:
        if len(document) > MAX_PAGES:
            raise ImportRefused(f'"{name}" has {len(document)} pages: a résumé has at most {MAX_PAGES}.')
        lines: list[Line] = []
        for number in range(len(document)):
            lines += _page(document, number)
    except pdfium.PdfiumError as error:
        raise ImportRefused(f'"{name}" is a damaged PDF: save or export it again.') from error
    finally:
        document.close()
    if sum(len(line.text) for line in lines) < 20:
        raise ImportRefused(
            f'"{name}" is a picture without text, such as a scan: '
            "export it as a PDF from the program that it was written in."
        )
    return lines


def _page(document: pdfium.PdfDocument, number: int) -> list[Line]:
    page = document[number]
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        chars = list(_chars(text))
        spaced = sum(char.char == " " and not char.generated for char in chars) > 0.04 * len(chars)
        segments = [
            segment
            for run in _runs(chars, spaced=spaced, wide=0.95 if spaced else _wide(chars))
            if (segment := _segment(run, number, height))
        ]
        links = _links(document, page, height)
        pieces = marked([_linked(segment, links) for segment in segments], page, height)
        return in_reading_order(pieces, width, height)
    finally:
        text.close()
        page.close()


def _chars(text: pdfium.PdfTextPage) -> Iterator[_Char]:
    handle = text.raw
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    looks: dict[int, tuple[float, bool, bool]] = {}
    for at in range(min(text.count_chars(), MAX_CHARACTERS)):
        char = chr(min(raw.FPDFText_GetUnicode(handle, at), 0x10FFFF))
        if char in "\r\n":
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, at, box):
            continue
        if not raw.FPDFText_GetCharOrigin(handle, at, x, y):
            y.value = box.bottom
        shape = raw.FPDFText_GetTextObject(handle, at)
        key = ctypes.addressof(shape.contents) if shape else 0
        if key not in looks:
            looks[key] = _look(shape) if shape else (abs(box.top - box.bottom), False, False)
        hyphen = char in "\x02\ufffe\u00ad"
        if char < " " and not hyphen:
            char = "•"  # a mark whose font does not say what it is
        yield _Char(
            "\u00ad" if hyphen else char, box.left, box.right, y.value, *looks[key],
            raw.FPDFText_IsGenerated(handle, at) == 1 and char == " ",
        )  # fmt: skip


def _look(shape: object) -> tuple[float, bool, bool]:
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(shape, size)
    raw.FPDFPageObj_GetMatrix(shape, matrix)
    height = abs(size.value) * ((matrix.c**2 + matrix.d**2) ** 0.5 or 1.0)
    font = raw.FPDFTextObj_GetFont(shape)
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, buffer, 200)
    name = buffer.value.decode("latin-1").lower()
    bold = (
        any(word in name for word in ("bold", "black", "heavy", "-semibd", "medi"))
        or raw.FPDFFont_GetWeight(font) >= 600
    )
    return height, bold, "italic" in name or "oblique" in name or name.endswith("-it")


def _wide(chars: list[_Char]) -> float:
    """In heights of a letter, the gap that is more than one between words, in a page whose file writes no spaces."""
    gaps = sorted(
        (after.x0 - before.x1) / before.size
        for before, space, after in zip(chars, chars[1:], chars[2:], strict=False)
        if space.generated and 0 < after.x0 - before.x1 < before.size and abs(after.base - before.base) < 1
    )
    if len(gaps) < 20:
        return 0.95
    return min(0.95, max(0.6, 2 * gaps[len(gaps) // 2], 1.3 * gaps[len(gaps) * 4 // 5]))


def _runs(chars: list[_Char], *, spaced: bool, wide: float) -> Iterator[list[_Char]]:
    """Characters that follow one another on a base line without a wide gap.

    In a file that writes its spaces (`spaced`), a gap without one parts what does not belong together.
    """
    run: list[_Char] = []
    for char in chars:
        if 0xE000 <= ord(char.char) <= 0xF8FF and char.char not in "\uf0b7\uf0a7\uf0d8":
            if run:
                yield run
            run = []
            continue
        if char.generated:
            if run:
                run.append(char)
            continue
        last = next((one for one in reversed(run) if not one.generated), None)
        spacing = _letter_spacing(run) if last and char.x0 - last.x1 > 0.3 * last.size else 0.0
        if last and (
            abs(char.base - last.base) > 0.35 * last.size
            or char.x0 < last.x0 - 0.3 * last.size  # letters of one ligature share its box
            or spaced
            and last.char == " "
            and char.x0 - last.x1 > 0.4 * last.size + spacing
            or char.x0 - last.x1
            > (0.38 if spaced and run[-1].generated and not last.char.isspace() else wide) * last.size
            + 2.5 * spacing
            or char.size > 1.5 * last.size
            and char.char != " "
        ):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _letter_spacing(run: list[_Char]) -> float:
    """The space set between the letters of a run, as headings in capitals have it."""
    gaps = [
        b.x0 - a.x1
        for a, b in itertools.pairwise(run[-8:])
        if not (a.char + b.char).isspace() and " " not in a.char + b.char
    ]
    if len(gaps) < 3:
        return 0.0
    gaps.sort()
    spacing = gaps[len(gaps) // 2]
    return spacing if spacing > 0.05 * run[0].size and gaps[1] > 0.4 * spacing else 0.0


def _segment(run: list[_Char], page: int, height: float) -> Line | None:
    real = [char for char in run if not char.generated]
    while real and real[-1].char.isspace():
        real.pop()
    while real and real[0].char.isspace():
        real.pop(0)
    if not real:
        return None
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(real) if not a.char.isspace() and not b.char.isspace()]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    size = sorted(char.size for char in real)[len(real) // 2]  # an icon within may be of any size
    cells: list[Cell] = []
    text, start, last, bold = "", real[0].x0, real[0], real[0].bold
    trusted = usual < 0.04 * size
    for char in run:
        if char.generated:
            if trusted and text and text[-1:] != " ":
                text += " "
            continue
        if char.x0 < real[0].x0 - 0.01 and char.char == " ":
            continue
        if (
            char is not real[0]
            and char.x0 - last.x1 > 0.14 * size + 1.6 * usual
            and text[-1:] != " "
            and char.char != " "
        ):
            text += " "
        if char.bold != bold and not char.char.isspace():
            if words := mended(text):
                cells.append(Cell(words, start, last.x1, bold, apart=not cells))
            text, start, bold = "", char.x0, char.bold
        text += char.char
        last = char
    if words := mended(text):
        cells.append(Cell(words, start, last.x1, bold, apart=not cells))
    if not cells:
        return None
    slanted = sum(char.italic for char in real) * 2 > len(real)
    return Line(tuple(cells), page=page, top=height - real[0].base, size=size, italic=slanted)


def _links(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, height: float
) -> list[tuple[float, float, float, float, str]]:
    """The boxes of a page that lead to an address."""
    found: list[tuple[float, float, float, float, str]] = []
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while len(found) < 500 and raw.FPDFLink_Enumerate(page.raw, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        length = min(raw.FPDFAction_GetURIPath(document.raw, action, None, 0), 4_000)
        buffer = ctypes.create_string_buffer(max(length, 1))
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
        address = buffer.value.decode("utf-8", "replace")
        if re.match(r"(?:https?://|mailto:|tel:)\S+$", address):
            found.append((box.left, height - box.top, box.right, height - box.bottom, address))
    return found


def _linked(line: Line, links: list[tuple[float, float, float, float, str]]) -> Line:
    middle = line.top - 0.3 * line.size
    own = tuple(
        dict.fromkeys(
            address for left, top, right, bottom, address in links
            if top - 1 <= middle <= bottom + 1 and left < line.x1 and right > line.x0
        )
    )  # fmt: skip
    return replace(line, links=own) if own else line
