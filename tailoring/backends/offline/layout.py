"""A job ad as the lines that its author meant: hard wraps undone, bullets and run-in headings parted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from content.markup import text_of
from content.schema.text import clean

LONGEST = 50_000


def lines(posting: str) -> Iterator[tuple[str, bool]]:
    """The lines of `posting` as their author meant them, and whether each is a bullet."""
    held = ""
    for raw in _with_bullets(plain(posting).split("\n")):
        line = raw.strip()
        if held and not _continues(held, line):
            yield from _pieces(held)
            held = ""
        held = f"{held} {line}" if held else line
    if held:
        yield from _pieces(held)


def plain(posting: str) -> str:
    """`posting` as clean lines of text, its first 50,000 characters, without markup."""
    posting = text_of(posting[:LONGEST])
    text = _BLANKS.sub(" ", clean(posting.translate(_PUNCTUATION)))
    return _EMPTY_LINES.sub("\n\n", "\n".join(_unwrapped(text.split("\n"))))


# Windows-1252 punctuation that was read as Latin-1, curly apostrophes, and other line ends.
_PUNCTUATION = str.maketrans(
    {"\x91": "'", "\x92": "'", "\x93": '"', "\x94": '"', "\x95": "•", "\x96": "-", "\x97": "-", "’": "'"}
    | dict.fromkeys("\x0b\x0c", "\n")
)
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LONGEST_LINE = 4000
_MARKS = r"\s\-–—*+•·▪●○◦‣➢✓✔✚►>»→➜➤☑☐✅🔹🔸\uf0b7"
_BULLET = re.compile(rf"^[{_MARKS}]{{1,9}}(?=[^{_MARKS}])|^\s?(?:\(?\d{{1,2}}[.)]|[a-z]\))\s")
_INNER_BULLET = re.compile(r"\s?[•·▪●◦‣\uf0b7]\s?|\s[*–—-]\s(?=[A-Z][a-z]+ [a-z])|\s(?=\d\) )|\s\*\s")
_OPEN_END = re.compile(r"(?:\be\.g\.?|\bi\.e\.?|\bsuch as|,|\band|\bor)$", re.I)
# Headings that run into the text before and after them, when the line breaks of an ad were lost.
_RUN_IN_HEADING = (
    r"(?:(?:Required|Minimum|Basic|Preferred|Desired|Key|Job|Your|Main|Essential) )?"
    r"(?:Qualifications|Requirements|Responsibilities(?: and tasks)?|Desired Experience|Preferred Skills|"
    r"Required Skills|Benefits|Duties|We offer|What we offer|About you|How to apply|Your profile|"
    r"Our Ideal Candidate|Who you are|Nice to have|Bonus points)"
)
_RUN_IN = re.compile(rf"(?<=[\w.)!?:]) (?={_RUN_IN_HEADING}\b(?:[:–-]| (?=[A-Z])))")
_RUN_ON = re.compile(rf"^({_RUN_IN_HEADING}) (?=[A-Z])")


def _continues(line: str, following: str) -> bool:
    """Whether `following` is the same line as `line`, broken by a hard wrap or after "e.g."."""
    if not following or len(line) > _LONGEST_LINE or _BULLET.match(following):
        return False
    if _OPEN_END.search(line) or (line.count("(") > line.count(")") and ")" in following):
        return True
    return len(line) >= 60 and following[0].islower() and not line.endswith((".", "!", "?", ":"))


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    bullet = bool(_BULLET.match(line))
    for part in _RUN_IN.split(line):
        for number, piece in enumerate(_INNER_BULLET.split(part)):
            piece = _BULLET.sub("", piece or "").strip()
            if piece:
                yield _RUN_ON.sub(r"\1: ", piece), bullet or number > 0


_PICTURE = re.compile(r"^\s*([\u2190-\u21ff\u2600-\u27bf\U0001f300-\U0001faff])\ufe0f?\s*(?=\w)")


def _with_bullets(lines: list[str]) -> Iterator[str]:
    """`lines` with a picture that begins three of them or more as a bullet; before a heading it is an ornament."""
    leading = [match[1] if (match := _PICTURE.match(line)) else "" for line in lines]
    often = {sign for sign, count in Counter(leading).items() if sign and count >= _OFTEN}
    for line, sign in zip(lines, leading, strict=True):
        yield _PICTURE.sub("• " if sign in often else "", line) if sign else line


_OFTEN = 3


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """`lines` with hard-wrapped paragraphs made one line each.

    A paragraph is hard-wrapped when all its lines but the last are about as long as the longest.
    """
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        paragraph = list(group)
        widths = [len(line.rstrip()) for line in paragraph]
        wrapped = (
            not blank
            and len(paragraph) > 1
            and 50 <= max(widths) <= 130
            and min(widths[:-1]) >= 0.75 * max(widths)
            and any(line.lstrip()[:1].islower() for line in paragraph[1:])
            and not any(_BULLET.match(line) for line in paragraph)
        )
        yield from [" ".join(line.strip() for line in paragraph)] if wrapped else paragraph
