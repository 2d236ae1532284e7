"""A web page as lines: headings, lists and tables as its tags say; nothing of it is run or fetched."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from .model import Cell, Line, mended

MAX_LINES = 5_000
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "thead", "tr", "ul", "br", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "ul", "ol", "header"}
_UNREAD = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "nav",
    "button",
    "select",
    "iframe",
    "object",
}
_BOLD = {"b", "strong", "th"}


def html_lines(text: str) -> list[Line]:
    """The lines of a page in its order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    return reader.lines[:MAX_LINES]


@dataclass
class _Open:
    """What the tags around the text say of it."""

    unread: int = 0
    bold: int = 0
    level: int = 0
    items: int = 0


@dataclass
class _Line:
    cells: list[Cell] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    bullet: bool = False
    level: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._open, self._line, self._gap = _Open(), _Line(), 1.0
        self._apart = self._begins_item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._open.unread += 1
        if tag in _BLOCKS:
            self.end_line()
            self._gap = max(self._gap, 1.0 if tag in _PARAGRAPHS else 0.0)
        if tag == "li":
            self._begins_item = True
        elif tag in ("td", "th"):
            self._apart = True
        elif tag == "a" and (address := dict(attrs).get("href")) and not self._open.unread:
            self._line.links.append(address.strip())
        if tag in _BOLD:
            self._open.bold += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._open.level = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._open.unread = max(0, self._open.unread - 1)
        if tag in _BLOCKS:
            self.end_line()
        if tag in _BOLD:
            self._open.bold = max(0, self._open.bold - 1)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._open.level = 0

    def handle_data(self, data: str) -> None:
        if self._open.unread or not data.strip():
            if self._line.cells and data and not self._open.unread:
                self._line.cells[-1] = self._with(self._line.cells[-1], " ")
            return
        if self._begins_item:
            self._line.bullet, self._begins_item = True, False
        self._line.level = self._line.level or self._open.level
        bold, cells = self._open.bold > 0, self._line.cells
        if cells and not self._apart and cells[-1].bold == bold:
            cells[-1] = self._with(cells[-1], data)
        else:
            cells.append(Cell(data, bold=bold, apart=self._apart or not cells))
        self._apart = False

    def end_line(self) -> None:
        """The line so far, if it holds anything."""
        found, self._line = self._line, _Line()
        cells = tuple(
            Cell(words, bold=cell.bold, apart=cell.apart)
            for cell in found.cells
            if (words := mended(cell.text))
        )
        self._apart = False
        if not cells or len(self.lines) >= MAX_LINES:
            return
        links = tuple(link for link in found.links if link.startswith(("http://", "https://", "mailto:")))
        line = Line(cells, bullet=found.bullet, level=found.level, gap=self._gap, whole=True, links=links)
        self.lines.append(line if found.bullet or found.level else line.unbulleted())
        self._gap = 0.0

    @staticmethod
    def _with(cell: Cell, text: str) -> Cell:
        return Cell(cell.text + text, bold=cell.bold, apart=cell.apart)
