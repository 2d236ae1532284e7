"""The words that a job board puts among those of an ad: buttons, counts, offers of its own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from content.wordlists import groups

_LONGEST = 160  # characters of a line that may be noise
_PARTS = re.compile(r"\s+[·•|]\s+")


def without_noise(text: str) -> str:
    """`text` without the lines, and the parts of lines between dots and bars, that are a board's and not the ad's.

    A text that would lose all its words stays as it is.
    """
    kept = [line for line in map(_without_parts, text.split("\n")) if line is not None]
    left = "\n".join(kept)
    return left if any(map(str.isalpha, left)) else text


def _without_parts(line: str) -> str | None:
    said = line.strip()
    if not said or len(said) > _LONGEST:
        return line
    parts = _PARTS.split(said)
    own = [part for part in parts if not _noise().fullmatch(part.strip(" •*-–…"))]
    if len(own) == len(parts):
        return line
    return " · ".join(own) or None


@cache
def _noise() -> re.Pattern[str]:
    lines = (line for listed in groups(Path(__file__).parent / "noise.txt").values() for line in listed)
    return re.compile("|".join(lines), re.I)
