"""The word lists of the offline engine: plain text files, read when first asked for and once a process."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from content import wordlists
from content.vocabulary import singular

FOLDER = Path(__file__).parent / "data"


def entries(name: str) -> tuple[str, ...]:
    """The entries of `data/<name>.txt`, in order: divided by commas, on any number of lines."""
    return wordlists.entries(FOLDER / f"{name}.txt")


@cache
def words_of(name: str) -> frozenset[str]:
    """The single words of `data/<name>.txt`, folded and without plural endings."""
    return frozenset(singular(word.casefold()) for word in entries(name))


def table(name: str) -> dict[str, tuple[str, ...]]:
    """Lines `label = wording, wording …` of `data/<name>.txt`, as label → wordings."""
    return wordlists.table(FOLDER / f"{name}.txt")


def groups(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of `data/<name>.txt` by the group that they stand in."""
    return wordlists.groups(FOLDER / f"{name}.txt")


def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The regular expressions of `data/<name>.txt` by label, in order, whatever the case."""
    return wordlists.patterns(FOLDER / f"{name}.txt")
