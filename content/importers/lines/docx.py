"""A Word or OpenDocument text as lines, read from its XML alone: no macro, picture or outside file is looked at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from ..source import ImportRefused
from .dates import has_dates
from .model import FOOTER, Cell, Line, mended

MAX_UNPACKED = 20 * 1024 * 1024
MAX_PARAGRAPHS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_Styles = dict[str, tuple[str, str, bool, float]]  # name, parent, bold, size by id


def part(archive: zipfile.ZipFile, name: str, document: str) -> bytes:
    """One file of a zip archive, within a limit that holds whatever the archive says of its size."""
    try:
        with archive.open(name) as stream:
            content = stream.read(MAX_UNPACKED + 1)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise ImportRefused(
            f'"{document}" is damaged or locked: save it again without a password.'
        ) from error
    if len(content) > MAX_UNPACKED:
        raise ImportRefused(f'"{document}" is too large when unpacked: a résumé is a small file.')
    return content


def tree(content: bytes, document: str) -> ElementTree.Element:
    """XML without any declaration of entities, which no office program writes."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content[:200]:
        raise ImportRefused(f'"{document}" holds XML that office programs do not write: save it again.')
    try:
        return ElementTree.fromstring(content)  # noqa: S314
    except (ElementTree.ParseError, RecursionError, ValueError) as error:
        raise ImportRefused(
            f'"{document}" is damaged: open it in your office program and save it again.'
        ) from error


def docx_lines(archive: zipfile.ZipFile, name: str) -> list[Line]:
    """The paragraphs of a Word document in order: headers, text boxes and cells of tables where they stand, footers."""
    styles = _styles(part(archive, "word/styles.xml", name), name)
    targets = _targets(part(archive, "word/_rels/document.xml.rels", name), name)
    names = archive.namelist()[:2_000]
    seen: set[str] = set()

    def repeated(kind: str) -> Iterator[Line]:
        for one in sorted(one for one in names if one.startswith(f"word/{kind}") and one.endswith(".xml"))[
            :6
        ]:
            for line in _body(tree(part(archive, one, name), name), styles, targets):
                if line.text not in seen:
                    yield line
                seen.add(line.text)

    lines = [
        *repeated("header"),
        *_body(tree(part(archive, "word/document.xml", name), name), styles, targets),
    ]
    return [*lines, *(replace(line, level=FOOTER) for line in repeated("footer"))]


def _styles(content: bytes, name: str) -> _Styles:
    found: _Styles = {}
    for style in tree(content, name).iter(f"{_W}style") if content else ():
        title, parent = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
        size = style.find(f"{_W}rPr/{_W}sz")
        found[style.get(f"{_W}styleId") or ""] = (
            (title.get(f"{_W}val") or "").casefold() if title is not None else "",
            parent.get(f"{_W}val") or "" if parent is not None else "",
            _on(style.find(f"{_W}rPr/{_W}b")),
            _number(size) / 2,
        )
    return found


def _targets(content: bytes, name: str) -> dict[str, str]:
    relations = tree(content, name) if content else ()
    return {
        one.get("Id") or "": one.get("Target") or ""
        for one in relations
        if one.get("TargetMode") == "External"
    }


def _on(element: ElementTree.Element | None) -> bool:
    return element is not None and (element.get(f"{_W}val") or "1") not in ("0", "false", "none")


def _number(element: ElementTree.Element | None) -> float:
    value = element.get(f"{_W}val") or "" if element is not None else ""
    return float(value) if value.isdigit() and len(value) < 6 else 0.0


def _body(root: ElementTree.Element, styles: _Styles, targets: dict[str, str]) -> list[Line]:
    lines: list[Line] = []
    gap = 0.0
    beside = _beside(root)
    for number, paragraph in enumerate(_paragraphs(root)):
        if number >= MAX_PARAGRAPHS:
            break
        if paragraph in beside.values():
            continue
        label = beside.get(paragraph)
        for line in _lines(paragraph, styles, targets, gap):
            if label is not None:
                line = _with_label(line, list(_lines(label, styles, targets, gap)))
                label = None
            lines.append(line)
            gap = 0.0
            break_seen = True
        else:
            break_seen = bool(lines)
        if not "".join(paragraph.itertext()).strip() and break_seen:
            gap += 1
    return lines


def _beside(root: ElementTree.Element) -> dict[ElementTree.Element, ElementTree.Element]:
    """In rows of two cells: the first paragraph of the right one, and the only one of the left, which labels it."""
    found: dict[ElementTree.Element, ElementTree.Element] = {}
    for row in root.iter(f"{_W}tr"):
        cells = [[one for one in cell.iter(f"{_W}p") if _said(one)] for cell in row.findall(f"{_W}tc")]
        cells = [cell for cell in cells if cell]
        if len(cells) != 2 or len(cells[0]) != 1 or len(_said(cells[0][0])) > 45:
            continue
        if has_dates(_said(cells[0][0])) or len(cells[1]) == 1:
            found[cells[1][0]] = cells[0][0]
    return found


def _said(paragraph: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t")).strip()


def _with_label(line: Line, label: list[Line]) -> Line:
    """Dates go behind what they are of; another label stays before it."""
    cells = tuple(replace(cell, apart=number == 0) for one in label for number, cell in enumerate(one.cells))
    if not cells:
        return line
    if has_dates(label[0].text):
        return replace(line, cells=(*line.cells, *cells))
    return replace(label[0], cells=(*cells, replace(line.cells[0], apart=True), *line.cells[1:]))


def _paragraphs(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Each paragraph before those of its own text boxes; of two readings of one box, the first."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            yield element
        children = list(element)
        if element.tag.endswith("}AlternateContent"):
            children = children[:1]
        waiting += reversed(children)


def _lines(
    paragraph: ElementTree.Element, styles: _Styles, targets: dict[str, str], gap: float
) -> Iterator[Line]:
    """A paragraph as one line, or as several where it holds breaks."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    chain = _chain(style.get(f"{_W}val") or "" if style is not None else "", styles)
    names = [styles[one][0] for one in chain]
    level = next((int(one[-1]) for one in names if one.startswith("heading ") and one[-1].isdigit()), 0)
    bold = next((True for one in chain if styles[one][2]), False)
    size = next((styles[one][3] for one in chain if styles[one][3]), 0.0)
    is_list = (
        any(one.startswith("list ") for one in names) or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    )
    is_title = "title" in names
    links: list[str] = []
    rows: list[list[Cell]] = [[]]
    sizes: list[float] = []
    apart = True
    for run in _runs(paragraph, targets, links):
        own = run.find(f"{_W}rPr/{_W}b")
        is_bold = _on(own) if own is not None else bold
        sizes.append(_number(run.find(f"{_W}rPr/{_W}sz")) / 2 or size or 11.0)
        for child in run:
            if child.tag == f"{_W}t":
                _add(rows[-1], child.text or "", is_bold, apart)
                apart = False
            elif child.tag == f"{_W}tab":
                apart = True
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                rows.append([])
                apart = True
            elif child.tag in (f"{_W}noBreakHyphen",):
                _add(rows[-1], "-", is_bold, False)
    for row in rows:
        cells = tuple(
            Cell(mended(cell.text), 0, 0, cell.bold, cell.apart) for cell in row if cell.text.strip()
        )
        if cells:
            height = 40.0 if is_title else max(sizes, default=11.0)
            line = Line(
                cells, size=height, bullet=is_list, level=level, gap=gap, whole=True, links=tuple(links)
            )
            yield line if is_list or level else line.unbulleted()


def _chain(style: str, styles: _Styles) -> list[str]:
    chain: list[str] = []
    while style in styles and style not in chain and len(chain) < 20:
        chain.append(style)
        style = styles[style][1]
    return chain


def _runs(
    paragraph: ElementTree.Element, targets: dict[str, str], links: list[str]
) -> Iterator[ElementTree.Element]:
    """The runs of a paragraph itself, not those of boxes within."""
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}r":
            yield element
            continue
        if element.tag == f"{_W}hyperlink" and (target := targets.get(element.get(f"{_REL}id") or "")):
            links.append(target)
        if element.tag not in (f"{_W}del", f"{_W}pPr") and (element is paragraph or element.tag != f"{_W}p"):
            waiting += reversed(list(element))


def _add(cells: list[Cell], text: str, bold: bool, apart: bool) -> None:
    if cells and not apart and (cells[-1].bold == bold or not text.strip()):
        cells[-1] = Cell(cells[-1].text + text, bold=cells[-1].bold, apart=cells[-1].apart)
    elif text:
        cells.append(Cell(text, bold=bold, apart=apart))


def zip_of(content: bytes, name: str) -> zipfile.ZipFile:
    """A zip archive that can be listed."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise ImportRefused(f'"{name}" is damaged: save or download it again.') from error
