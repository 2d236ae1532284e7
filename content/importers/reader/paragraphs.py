"""Lines joined to the texts that they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..lines.dates import has_dates, is_only_dates, span_in
from ..lines.model import Line


@dataclass
class Paragraph:
    """A bullet, a paragraph or one line of an entry's head."""

    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def bullet(self) -> bool:
        return self.first.bullet

    @property
    def text(self) -> str:
        return joined(line.text for line in self.lines)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as sentences, not as the head of an entry."""
        text = self.text
        if self.first.bold and len(self.lines) == 1 and len(text) < 100:
            return False
        if len(self.lines) > 1 and len(text) > 90:
            return True
        if (
            text.endswith((".", "!", "?"))
            and len(text.split()) >= 5
            and not has_dates(text)
            and not LEGAL.search(text)
        ):
            return True
        return len(text) > 110 and not has_dates(text)


def joined(texts: Iterable[str]) -> str:
    """Texts of following lines as one: hyphens of line breaks are mended, those of words kept."""
    result = ""
    for text in texts:
        if result.endswith("\u00ad"):
            result = result[:-1] + text
        elif re.search(r"\w[-‐/@.]$", result) and re.match(r"[\w.]", text) and (
            text[:1].islower() or result.endswith(("@", "/")) or text[:1].isdigit() and "." not in result[-1]
        ) and not (result.endswith(".") and " " in result):  # fmt: skip
            first = text.split()[0].casefold()
            result += f" {text}" if first in _JOINING else text
        else:
            result = f"{result} {text}" if result else text
    return result.replace("\u00ad", "")


LEGAL = re.compile(r"\b(?:Inc|Ltd|Co|Corp|S\.A|S\.L|e\. ?V|Jr|Sr|Bros)\.$")
_JOINING = {"und", "oder", "bzw", "bzw.", "and", "or", "et", "ou", "y", "o", "to", "sowie", "als"}


def paragraphs(lines: list[Line], *, items: bool = False) -> list[Paragraph]:
    """Lines put together where one goes on with the text of the one above.

    `items`: what is set in is a list, whose marks may be drawn and not written.
    """
    left = min((line.x0 for line in lines if line.x0 >= 0), default=0.0)
    found: list[Paragraph] = []
    edges = _edges(lines)
    for line in lines:
        ended = items and found and line.x0 > left + 4 and _has_ended(found[-1].lines[-1], line)
        if found and not ended and _goes_on(found[-1], line, edges[line.page, line.column]):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line]))
    return found


def _edges(lines: list[Line]) -> dict[tuple[int, int], float]:
    """Where the text of each column is wrapped. That one line of a section ends there alone is no sign of it."""
    ends: dict[tuple[int, int], list[float]] = {(line.page, line.column): [] for line in lines}
    for line in lines:
        if line.x1 < 1500:
            labelled = len(line.cells) > 1 and has_dates(line.cells[0].text)
            ends[line.page, line.column].append(line.x1 if labelled else line.cells[0].x1)
    usual = max((line.x1 for line in lines if line.x1 < 1500), default=0.0)
    edges = {}
    for at, found in ends.items():
        edge = max(found, default=0.0) or usual
        column = max(line.right for line in lines if (line.page, line.column) == at)
        is_sure = sum(one > edge - 0.06 * abs(edge) - 4 for one in found) > 1
        edges[at] = edge if is_sure else max(edge, column)
    return edges


_SHORT = re.compile(
    r"(?:^|\s)(?:mio|mrd|tsd|ca|bzw|nr|inkl|vgl|zzgl|usw|ggf|approx|incl|excl|no|vs|etc|e\.g|i\.e|dr|prof|st|ste|mr|mrs|ms|"
    r"inc|ltd|co|corp|z\.\s?b|u\.\s?a|d\.\s?h|p\.\s?ex|núm|aprox|env|resp|fig|vol|pp?)\.$",
    re.IGNORECASE,
)


def _has_ended(last: Line, line: Line) -> bool:
    """Whether an item whose mark may be drawn ends with its line, and the next begins another."""
    if line.size <= 1.5 or line.text[:1].islower() or not re.search(r"[.!?]$", last.text):
        return False
    return not _SHORT.search(last.text)


def _in_span(last: Line, line: Line) -> bool:
    """Whether two lines hold the two dates of one span."""
    both = span_in(f"{last.text} {line.text}")
    return bool(both and both.at < len(last.text) <= both.to - 4)


def _goes_on(paragraph: Paragraph, line: Line, right: float) -> bool:
    last = paragraph.lines[-1]
    if (
        line.whole
        or line.bullet
        or line.level
        or (line.gap > 0.75 and line.page == last.page)
        or len(line.parts) > 1
        and len(last.parts) > 1
    ):
        return False
    if last.text.endswith("\u00ad"):
        return True
    if len(last.parts) > 1 and is_only_dates(last.parts[0]):
        # Dates, and beside them a title: what stands below is the next line of the head, or the rest of a long one.
        return line.text[:1].islower() or last.text.split()[-1].casefold() in _JOINING
    if len(last.parts) > 1 and has_dates(last.parts[-1]) and not line.text[:1].islower():
        return False  # dates at the right end: the head of an entry
    if is_only_dates(line.text):
        return False
    if line.bold and not last.bold and has_dates(line.text):
        return False
    if not paragraph.bullet and has_dates(line.text) and has_dates(last.text) and not _in_span(last, line):
        return False
    if (
        re.match(r"[^\W\d][^:,.()]{1,40}:\s", line.text)
        and not last.text.endswith(",")
        and not paragraph.bullet
    ):
        return False
    if line.size <= 1.5 and paragraph.bullet and has_dates(line.text) and re.search(r"[.!?]$", last.text):
        return False  # in a text without empty lines: the head of the next entry
    if abs(line.size - last.size) > 0.15 * max(line.size, last.size):
        return False
    if line.bold and not last.cells[-1].bold and not paragraph.bullet:
        return False
    if (
        line.gap > (0.2 if _breaks_off(last, line, right) else 0.08)
        and line.size > 1.5
        and line.page == last.page
        and not (paragraph.bullet and line.gap < 0.3)
    ):
        return False
    deeper = line.x0 > paragraph.first.x0 + 0.3 * line.size
    if paragraph.bullet and deeper and not has_dates(line.text):
        return True
    if paragraph.bullet and abs(line.x0 - paragraph.first.x0) < 1.0 and line.size > 1.5:
        # Under the text of a list, where a PDF has the mark beside it.
        same = not has_dates(line.text) and line.look[:3] == last.look[:3]
        if same and line.text[:1].islower():
            return True
        if same and _is_full(last, line, right):
            return True
    if paragraph.bullet and line.size <= 1.5 and line.x0 < paragraph.first.x0 and not line.text[:1].islower():
        return False
    if line.text[:1].islower() and len(last.text) > 30 and not has_dates(last.text):
        return True
    narrow = 0 < right - min(line.x0, last.x0) < 200 and line.size > 1.5
    return _is_full(last, line, right) and not last.bold and len(last.text) > (12 if narrow else 40)


def _breaks_off(last: Line, line: Line, right: float) -> bool:
    """Whether a long line ends in the middle of a sentence where its column does."""
    return len(last.text) > 60 and last.text[-1].isalnum() and not last.bold and _is_full(last, line, right)


def _is_full(last: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word would not have found room."""
    cell = line.cells[0]
    width = (cell.x1 - cell.x0) / max(len(cell.text), 1)
    return last.x1 + width * (len(line.text.split()[0]) + 1) > right - 1.5 * width
