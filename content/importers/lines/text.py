"""Plain text and Markdown as lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from ..words import heading_kind
from .dates import has_dates
from .model import Cell, Line, mended

MAX_LINES = 5_000
_LINK = re.compile(r"!?\[([^\]\n]{1,500})\]\(\s*<?([^)\s>]{1,1000})>?[^)\n]{0,200}\)")
_AUTO = re.compile(r"<((?:https?://|mailto:)?[^<>\s]+[@.:][^<>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|__?)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_RULE = re.compile(r"^\s*([-=_*~#])\s*(?:\1\s*){2,}$")


def text_lines(text: str) -> list[Line]:
    """The lines of a plain text, or of one with Markdown's headings."""
    tabbed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:MAX_LINES]
    rows = [row.expandtabs(8) for row in tabbed]
    is_markdown = sum(bool(re.match(r"#{1,6}\s+\S", row) or _bold_heading(row)) for row in rows) >= 2
    is_markdown = is_markdown or _is_underlined_markdown(rows)
    return _markdown(rows) if is_markdown else _plain(tabbed)


def _is_underlined_markdown(rows: list[str]) -> bool:
    """Whether its headings are underlined, and some of its words are marked as bold."""
    underlined = sum(
        bool(_RULE.match(row) and above.strip()) for above, row in itertools.pairwise(rows) if row[:1] in "=-"
    )
    return underlined >= 2 and sum("**" in row for row in rows) >= 2


def _bold_heading(row: str) -> str:
    """A section's name that stands alone on its line in bold, as people write who do not know of `#`."""
    match = re.fullmatch(r"\s*(\*\*|__)([^*_]{3,50})\1\s*:?\s*", row)
    name = match[2].strip(" :") if match else ""
    return name if heading_kind(name) else ""


def _plain(rows: list[str]) -> list[Line]:
    lines: list[Line] = []
    gap = 1.0
    right = max((len(row.rstrip().expandtabs(8)) for row in rows), default=0)
    for row in rows:
        if not row.strip():
            gap += 1
            continue
        if _RULE.match(row):
            if lines:  # it underlines a heading
                lines[-1] = replace(lines[-1], level=lines[-1].level or (2 if gap == 0 else 0))
            continue
        cells = list(_tabbed(row))
        if quoted := re.match(r"\s*(?:>{1,2}|»)\s+(?=[^\W\d])", row):
            row = f"{' ' * (quoted.end() - 2)}- {row[quoted.end() :]}"
            cells = [Cell(mended(row), quoted.end() - 2, len(row))]
        lines.append(Line(tuple(cells), gap=gap, right=float(right)).unbulleted())
        gap = 0.0
    return lines


def _tabbed(row: str) -> Iterator[Cell]:
    """The texts of a row that wide gaps part, or a tab, however narrow."""
    at = 0
    for text in row.split("\t"):
        for match in re.finditer(r"\S+(?: {1,2}\S+)*", text):
            yield Cell(mended(match[0]), at + match.start(), at + match.end())
        at = (at + len(text)) // 8 * 8 + 8


def _markdown(rows: list[str]) -> list[Line]:
    lines: list[Line] = []
    depths: list[int] = []  # of items: how far each line is set in
    gap = 1.0
    for row in rows:
        if not row.strip():
            gap += 1
            continue
        if _RULE.match(row):
            if lines and not gap and not lines[-1].bullet:  # it underlines a heading
                lines[-1] = replace(lines[-1], level=1 if row.strip().startswith("=") else 2)
            continue
        if named := _bold_heading(row):
            row = f"## {named}"
        heading = re.match(r"(#{1,6})\s+(.*?)\s*#*$", row)
        item = re.match(r"\s*(?:[-*+]|\d+[.)])\s+(\S.*)$", row)
        if re.fullmatch(r"[\s|:-]+", row):
            continue  # the rule of a table, or its empty head
        row = re.sub(r"^\s*\|\s*|\s*\|\s*$", "", row) if row.strip().startswith("|") else row
        body = heading[2] if heading else item[1] if item else row.strip().removesuffix("\\")
        cells, links = _cells(body)
        if not cells:
            continue
        line = Line(
            cells,
            level=len(heading[1]) if heading else 0,
            bullet=bool(item),
            gap=gap,
            whole=True,
            links=links,
        )
        depth = len(row) - len(row.lstrip()) if item else -1
        if item and lines and lines[-1].bullet and 0 <= depths[-1] < depth and lines[-1].bold:
            lines[-1] = _as_head(lines[-1])
        goes_on = lines and not gap and not heading and not item and not row.endswith("  ")
        if goes_on and lines[-1].bullet:
            line = replace(lines[-1], cells=(*lines[-1].cells, replace(cells[0], apart=False), *cells[1:]))
            lines[-1] = line
        else:
            lines.append(line)
            depths.append(depth)
        gap = 0.0
    return _dated_items_as_heads(lines)


def _as_head(item: Line) -> Line:
    """An item that heads those below it: the head of an entry."""
    return replace(item, bullet=False, gap=max(item.gap, 1.0))


def _dated_items_as_heads(lines: list[Line]) -> list[Line]:
    """The items of a list that all begin in bold and have dates: the heads of entries without lines below."""
    out = list(lines)
    for is_item, group in itertools.groupby(range(len(lines)), key=lambda at: lines[at].bullet):
        run = list(group)
        if is_item and all(lines[at].bold and has_dates(lines[at].text) for at in run):
            for at in run:
                out[at] = _as_head(lines[at])
    return out


def _cells(body: str) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """The words of a line without Markdown's marks, its bold parts as cells, and its links."""
    links = [match[2] for match in _LINK.finditer(body)] + [match[1] for match in _AUTO.finditer(body)]
    body = _AUTO.sub(r"\1", _LINK.sub(r"\1", body)).replace("<br>", " ")
    cells: list[Cell] = []
    at = 0
    for match in re.finditer(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", body):
        cells += _cell(body[at : match.start()], bold=False)
        cells += _cell(match[2], bold=True)
        at = match.end()
    cells += _cell(body[at:], bold=False)
    return tuple(cells), tuple(links)


def plain_words(text: str) -> str:
    """A text without Markdown's marks; pictures go, links keep their words."""
    text = re.sub(
        r"!\[[^\]\n]{0,500}\]\([^)\n]{0,1500}\)|<[a-z/!][^<>\n]{0,500}>", " ", text, flags=re.IGNORECASE
    )
    return " ".join(cell.text for cell in _cells(text)[0])


def _cell(text: str, *, bold: bool) -> list[Cell]:
    plain = re.sub(r"\\([\\`*_{}\[\]()#+.!|$&-])", r"\1", _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text)))
    plain = mended(plain.replace("`", ""))
    return [Cell(plain, bold=bold, apart=False)] if plain else []
