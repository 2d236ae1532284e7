"""The word lists of the offline engine: plain text files, read when first asked for and once a process."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from content.vocabulary import singular

FOLDER = Path(__file__).parent / "data"


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of `data/<name>.txt`, in order: divided by commas, on any number of lines.

    A line that begins with `#` is a comment.
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if not line.startswith("#"))
    return tuple(entry.strip() for line in kept for entry in line.split(",") if entry.strip())


@cache
def words_of(name: str) -> frozenset[str]:
    """The single words of `data/<name>.txt`, folded and without plural endings."""
    return frozenset(singular(word.casefold()) for word in entries(name))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """Lines `label = wording, wording …` of `data/<name>.txt`, as label → wordings."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        label, found, wordings = line.partition(" = ")
        if found and not line.startswith("#"):
            rows[label.strip()] = tuple(w.strip() for w in wordings.split(",") if w.strip())
    return rows


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The regular expressions of `data/<name>.txt` by label, in order, whatever the case.

    A line `[label]` begins a group; every other line is one alternative of it.
    """
    groups: dict[str, list[str]] = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            groups[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            groups[next(reversed(groups))].append(line)
    return {label: re.compile("|".join(lines), re.I) for label, lines in groups.items()}
