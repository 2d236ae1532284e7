"""A text as its headings, paragraphs, lists and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..lines.model import Line
from ..lines.text import plain_words
from ..reader.paragraphs import paragraphs


@dataclass(frozen=True)
class Block:
    """A paragraph or an item of a list, or the heading of those that follow. `level` is 0 for what is no heading."""

    text: str
    level: int = 0
    is_item: bool = False
    is_quoted: bool = False  # somebody else's words, or a program's


def blocks_of_lines(lines: list[Line]) -> list[Block]:
    """The blocks of a page or a document."""
    found = []
    for one in paragraphs(lines):
        is_heading = one.first.level or (one.first.bold and len(one.lines) == 1 and len(one.text) < 80)
        found.append(Block(one.text, int(is_heading), one.bullet))
    return [block for block in found if re.search(r"\w", block.text)]


def blocks_of_markdown(text: str) -> list[Block]:
    """The blocks of Markdown, or of a plain text, whose paragraphs empty lines part."""
    return [block for rows in _groups(text.split("\n")) for block in _blocks(rows)]


_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*$")


def _groups(rows: list[str]) -> Iterable[list[str]]:
    """Rows between empty ones; a listing is one group, whatever stands in it."""
    group: list[str] = []
    fence = ""
    for row in rows:
        mark = match[1] if (match := _FENCE.match(row)) else ""
        if mark and not fence:
            yield group
            group, fence = [row], mark
        elif fence and mark == fence:
            yield [*group, row]
            group, fence = [], ""
        elif fence or row.strip():
            group.append(row)
        else:
            yield group
            group = []
    yield group


def _blocks(rows: list[str]) -> Iterable[Block]:
    if not rows:
        return
    if _FENCE.match(rows[0]) or all(row.startswith(("    ", "\t")) for row in rows):
        yield Block("\n".join(rows), is_quoted=True)
        return
    if all(row.lstrip().startswith(">") for row in rows):
        yield Block(" ".join(row.lstrip(" >") for row in rows), is_quoted=True)
        return
    blocks: list[Block] = []
    for row in rows:
        if match := _HEADING.match(row):
            blocks.append(Block(match[2], len(match[1])))
        elif re.fullmatch(r"\s*(=+|-{3,})\s*", row):
            if blocks and not blocks[-1].level and "=" in row:
                blocks[-1] = replace(blocks[-1], level=1)
        elif item := _ITEM.match(row):
            blocks.append(Block(row[item.end() :], is_item=True))
        elif blocks and not blocks[-1].level:
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {row.strip()}")
        else:
            blocks.append(Block(row.strip()))
    for block in blocks:
        if re.search(r"\w", words := plain_words(block.text)):
            yield replace(block, text=words)
