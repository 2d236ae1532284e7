"""Blocks cut and joined to pieces that can be understood alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from content.schema.chunking import sentences

from ..words import listed
from .blocks import Block

MOST = 900  # characters; a longer paragraph is cut between sentences
LEAST = 40  # what is shorter says nothing alone
_FIRST_WORDS = re.compile(r"^\W*((?:[^\W\d_]|['’])+)")


class Piece(NamedTuple):
    """A text, the heading that it stands under, and its number there, from 1."""

    text: str
    heading: str
    number: int


def pieces_of(blocks: list[Block]) -> list[Piece]:
    """The pieces in the text's order. Quotations and listings are left out: they are not the person's words."""
    found: list[Piece] = []
    heading, section = "", list[str]()
    for block in [*blocks, Block("", level=1)]:
        if block.level:
            found += [Piece(text, heading, number) for number, text in enumerate(_cut(section), 1)]
            heading, section = block.text[:60], []
        elif not block.is_quoted:
            leans = section and _leans(section[-1], block) and len(section[-1]) + len(block.text) < MOST
            if leans:
                mark = ";" if block.is_item and section[-1][-1:] not in ":;,.!?" else ""
                section[-1] = f"{section[-1]}{mark} {block.text}"
            else:
                section.append(block.text)
    return found


def _leans(before: str, block: Block) -> bool:
    """Whether a block cannot be understood without the one before: it points back, or is what a list names."""
    if before.rstrip().endswith(":"):
        return True
    if block.is_item:
        return len(block.text) < LEAST or not re.search(r"[.!?]$", block.text)
    first = match[1].casefold() if (match := _FIRST_WORDS.match(block.text)) else ""
    return first in listed("pointing_back") or len(block.text) < LEAST


def _cut(section: list[str]) -> Iterator[str]:
    for text in section:
        part = ""
        for sentence in sentences(text) if len(text) > MOST else [text]:
            if part and len(part) + len(sentence) > MOST:
                yield part
                part = ""
            part = f"{part} {sentence}".strip()[:4_000]
        if len(part) >= LEAST // 2:
            yield part
