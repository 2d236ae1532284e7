"""The line that every format is brought to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

BULLETS = "•●◦○▪▫■□‣⁃∙▸►➢➤✓✔❖◆◇–—*-·o\uf0b7\uf0a7\uf0d8"
FOOTER = -1  # the level of a line that stands at the foot of every page
_BULLET = re.compile(rf"^(?:[{re.escape(BULLETS.replace('o', ''))}]|o(?=\s))\s*(?=\S)")


@dataclass(frozen=True)
class Cell:
    """A run of text on a line, parted from the next by a wide gap, a tab or another weight."""

    text: str
    x0: float = 0.0
    x1: float = 0.0
    bold: bool = False
    apart: bool = True  # a gap stands before it, not only another weight


@dataclass(frozen=True)
class Line:
    """One line. Sizes and places are in points, or in characters where the file has no pages."""

    cells: tuple[Cell, ...]
    page: int = 0
    top: float = 0.0
    size: float = 1.0
    italic: bool = False
    bullet: bool = False
    level: int = 0  # of a heading that the file itself marks as one
    gap: float = 0.0  # the free space above, in heights of a line
    whole: bool = False  # a paragraph: the next line does not go on with its text
    column: int = 0
    right: float = 0.0  # where the column ends
    links: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """All of it, with one space between its cells."""
        return re.sub(r"\s+([,;:)])", r"\1", " ".join(cell.text for cell in self.cells))

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        return self.cells[-1].x1

    @property
    def bold(self) -> bool:
        return self.cells[0].bold

    @property
    def parts(self) -> list[str]:
        """The texts between wide gaps."""
        found: list[str] = []
        for cell in self.cells:
            if found and not cell.apart:
                found[-1] = re.sub(r"\s+([,;:)])", r"\1", f"{found[-1]} {cell.text}")
            else:
                found.append(cell.text)
        return found

    @property
    def look(self) -> tuple[float, bool, bool, bool, int]:
        """What tells kinds of lines apart: size, weight, slope, capitals, level."""
        letters = [char for char in self.cells[0].text if char.isalpha()]
        caps = len(letters) > 2 and all(char.isupper() for char in letters)
        return round(self.size * 2) / 2, self.bold, self.italic, caps, self.level

    def unbulleted(self) -> Line:
        """Without the mark of a list before its text; such a line is then known as one of a list."""
        first = self.cells[0]
        if not (match := _BULLET.match(first.text)):
            if len(self.cells) > 1 and first.text.strip() in BULLETS:
                return replace(self, cells=self.cells[1:], bullet=True)
            return self
        rest = first.text[match.end() :]
        if first.text[0] in "-–—" and match.end() == 1 and not rest[:1].isalpha():
            return self
        return replace(self, cells=(replace(first, text=rest), *self.cells[1:]), bullet=True)


class Unplaced(NamedTuple):
    """A line of the file, word for word, that has no place in the schema, and the job or section it stands under."""

    text: str
    under: str = ""

    def __str__(self) -> str:
        return f"{self.under}: {self.text}" if self.under else self.text


def mended(text: str) -> str:
    """Ligatures as letters, and one space for each run of white space."""
    for ligature, letters in (
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬀ", "ff"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
        ("ﬅ", "ft"),
        ("ﬆ", "st"),
    ):
        text = text.replace(ligature, letters)
    return " ".join(text.split())
