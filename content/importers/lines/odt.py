"""An OpenDocument text as lines, read from its XML alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from .dates import has_dates
from .docx import MAX_PARAGRAPHS, part, tree
from .model import Cell, Line, mended

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SKIPPED = {
    f"{_TEXT}note",
    f"{_TEXT}tracked-changes",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
}
_Looks = dict[str, tuple[bool, float, str]]  # bold, size and parent by the style's name


def odt_lines(archive: zipfile.ZipFile, name: str) -> list[Line]:
    """The paragraphs in order; the cells of a table's row side by side where each holds one."""
    content = tree(part(archive, "content.xml", name), name)
    looks = {**_looks(archive, name), **dict(_styles(content))}
    lines: list[Line] = []
    gap = 1.0
    for paragraphs, is_item in _blocks(content):
        line = _line(paragraphs, looks, gap, is_item=is_item)
        gap = 0.0 if line else gap + 1
        lines += line
    return lines


def _looks(archive: zipfile.ZipFile, name: str) -> _Looks:
    styles = part(archive, "styles.xml", name)
    return dict(_styles(tree(styles, name))) if styles else {}


def _styles(root: ElementTree.Element) -> Iterator[tuple[str, tuple[bool, float, str]]]:
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        weight = properties.get(f"{_FO}font-weight", "") if properties is not None else ""
        size = properties.get(f"{_FO}font-size", "") if properties is not None else ""
        points = float(size[:-2]) if size.endswith("pt") and size[:-2].replace(".", "", 1).isdigit() else 0.0
        is_bold = weight in ("bold", "600", "700", "800", "900")
        yield style.get(f"{_STYLE}name", ""), (is_bold, points, style.get(f"{_STYLE}parent-style-name", ""))


def _look(name: str, looks: _Looks) -> tuple[bool, float]:
    bold, size = False, 0.0
    for _ in range(10):
        if name not in looks:
            break
        own, points, name = looks[name]
        bold, size = bold or own, size or points
    return bold, size


def _blocks(root: ElementTree.Element) -> Iterator[tuple[list[ElementTree.Element], bool]]:
    """Paragraphs, each alone, or those of one row of a table together; whether it is an item of a list."""
    waiting: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    seen = 0
    while waiting and seen < MAX_PARAGRAPHS:
        element, is_item = waiting.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            seen += 1
            yield [element], is_item
            waiting += [(box, False) for box in reversed(list(element)) if box.tag.endswith("}frame")]
            continue
        if element.tag == f"{_TABLE}table-row" and (row := _row(element)):
            yield from row
            continue
        inside = is_item or element.tag == f"{_TEXT}list-item"
        waiting += [(child, inside) for child in reversed(list(element))]


def _row(row: ElementTree.Element) -> list[tuple[list[ElementTree.Element], bool]]:
    """A row whose first cell labels the second; of other rows nothing."""
    cells = [
        [one for one in cell.iter(f"{_TEXT}p") if _said(one)] for cell in row.iter(f"{_TABLE}table-cell")
    ]
    cells = [cell for cell in cells if cell]
    if len(cells) != 2 or len(cells[0]) != 1 or len(_said(cells[0][0])) > 45:
        return []
    label, first = cells[0][0], cells[1][0]
    if has_dates(_said(label)):
        items = {id(one) for item in row.iter(f"{_TEXT}list-item") for one in item.iter(f"{_TEXT}p")}
        return [([first, label], False), *(([one], id(one) in items) for one in cells[1][1:])]
    return [([label, first], False)] if len(cells[1]) == 1 else []


def _said(paragraph: ElementTree.Element) -> str:
    return "".join(paragraph.itertext()).strip()


def _line(paragraphs: list[ElementTree.Element], looks: _Looks, gap: float, *, is_item: bool) -> list[Line]:
    rows: list[list[Cell]] = [[]]
    links: list[str] = []
    _, size = _look(paragraphs[0].get(f"{_TEXT}style-name", ""), looks)
    for number, paragraph in enumerate(paragraphs):
        own = _look(paragraph.get(f"{_TEXT}style-name", ""), looks)[0]
        _add(rows, paragraph, own, looks, links, apart=number > 0 or not rows[-1])
    level = paragraphs[0].get(f"{_TEXT}outline-level", "") if paragraphs[0].tag == f"{_TEXT}h" else ""
    found = []
    for row in rows:
        cells = tuple(
            Cell(words, bold=cell.bold, apart=cell.apart) for cell in row if (words := mended(cell.text))
        )
        if cells:
            line = Line(
                cells, size=size or 11.0, bullet=is_item, level=int(level) if level.isdigit() else 0, gap=gap,
                whole=True, links=tuple(links),
            )  # fmt: skip
            found.append(line if is_item or line.level else line.unbulleted())
    return found


def _add(
    rows: list[list[Cell]],
    element: ElementTree.Element,
    bold: bool,
    looks: _Looks,
    links: list[str],
    *,
    apart: bool,
) -> bool:
    """The texts of an element as cells; whether what follows stands apart."""
    if element.get(_LINK) and element.tag == f"{_TEXT}a":
        links.append(element.get(_LINK) or "")
    apart = _put(rows[-1], element.text, bold, apart=apart)
    for child in element:
        if child.tag == f"{_TEXT}tab":
            apart = True
        elif child.tag == f"{_TEXT}line-break":
            rows.append([])
            apart = True
        elif child.tag == f"{_TEXT}s":
            apart = _put(rows[-1], " ", bold, apart=apart)
        elif child.tag not in _SKIPPED and not child.tag.endswith("}frame"):
            style = child.get(f"{_TEXT}style-name", "")
            own = _look(style, looks)[0] if style in looks and child.tag == f"{_TEXT}span" else False
            apart = _add(rows, child, bold or own, looks, links, apart=apart)
        apart = _put(rows[-1], child.tail, bold, apart=apart)
    return apart


def _put(cells: list[Cell], text: str | None, bold: bool, *, apart: bool) -> bool:
    if not text:
        return apart
    if cells and not apart and (cells[-1].bold == bold or not text.strip()):
        cells[-1] = Cell(cells[-1].text + text, bold=cells[-1].bold, apart=cells[-1].apart)
    elif text.strip():
        cells.append(Cell(text, bold=bold, apart=apart))
    else:
        return apart
    return False
