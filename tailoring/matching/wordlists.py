"""The word lists of the matcher: plain text files that a contributor can extend, read once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from content import wordlists

FOLDER = Path(__file__).parent / "data"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of `data/<name>.txt` that are neither empty nor comments."""
    return tuple(line.strip() for line in wordlists.lines_of(FOLDER / f"{name}.txt"))


def table(name: str) -> dict[str, tuple[str, ...]]:
    """Lines of `label = wording, wording` as label → wordings."""
    return wordlists.table(FOLDER / f"{name}.txt")


@cache
def patterns(name: str) -> tuple[tuple[regex.Pattern[str], str], ...]:
    """Lines of `asked => shown`: a pattern, whatever the case, from the start of a word, and the text of another."""
    rows = (line.partition(" => ") for line in lines(name))
    return tuple((pattern(left), right) for left, _, right in rows)


@cache
def cues(name: str) -> regex.Pattern[str]:
    """Every line of `data/<name>.txt` as one alternative of a pattern."""
    return pattern("|".join(lines(name)))


@cache
def pattern(text: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}-])(?:{text.strip()})", regex.I)
