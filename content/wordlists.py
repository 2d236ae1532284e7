"""Word lists that ship as plain text files, read when first asked for and once a process. Pure.

A line that begins with `#` is a comment. Entries are divided by commas, on any number of lines; a line `[label]`
begins a group.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
SKILLS = DATA / "skills"
_LABEL = re.compile(r"\[[a-z_, ]+\]")


@cache
def lines_of(file: Path) -> tuple[str, ...]:
    """The lines of `file` that are neither empty nor comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def entries(file: Path) -> tuple[str, ...]:
    """The entries of `file`, in order."""
    return tuple(entry.strip() for line in lines_of(file) for entry in line.split(",") if entry.strip())


@cache
def groups(file: Path) -> dict[str, tuple[str, ...]]:
    """The lines of `file` by the group that they stand in."""
    found: dict[str, list[str]] = {}
    for line in lines_of(file):
        if _LABEL.fullmatch(line):
            found[line.strip("[]")] = []
        else:
            found[next(reversed(found))].append(line)
    return {label: tuple(lines) for label, lines in found.items()}


@cache
def entry_groups(file: Path) -> dict[str, tuple[str, ...]]:
    """The entries of `file` by the group that they stand in."""
    return {
        label: tuple(entry.strip() for line in lines for entry in line.split(",") if entry.strip())
        for label, lines in groups(file).items()
    }


@cache
def table(file: Path) -> dict[str, tuple[str, ...]]:
    """Lines `label = wording, wording …` of `file`, as label → wordings; other lines are left out."""
    rows = (line.partition(" = ") for line in lines_of(file) if " = " in line)
    return {label.strip(): tuple(w.strip() for w in rest.split(",") if w.strip()) for label, _, rest in rows}


@cache
def patterns(file: Path) -> dict[str, re.Pattern[str]]:
    """The regular expressions of `file` by group, in order, whatever the case; each line is one alternative."""
    return {label: re.compile("|".join(lines), re.I) for label, lines in groups(file).items()}
