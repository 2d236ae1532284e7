"""What a document may hold so that every database gives it back as it was: the rest is refused at the door.

SQLite would keep nearly anything, PostgreSQL no character U+0000 in what it searches, MongoDB no whole number over 64
bits, nothing a hundred levels deep and no half of a surrogate pair, which is not Unicode anyhow. A résumé that moves
from one to another must not depend on which it met first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from content.schema.text import one_line

MAX_DEPTH = 32
MAX_VALUES = 20_000
MAX_CHARACTERS = 500_000  # 200 pages
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
Path = tuple[str | int, ...]


class Unstorable(ValueError):
    """The message names where it stands, what it is, and what to do."""

    def __init__(self, path: Path, says: str) -> None:
        where = ".".join(one_line(str(part), 40) for part in path[:MAX_DEPTH]) or "the résumé"
        super().__init__(f"{where}: {says}.")


def refuse_unbounded(document: Any) -> None:
    """Raises `Unstorable` when it is too deep or too much."""
    for _ in _values(document):
        pass


def refuse_unstorable(document: Any) -> None:
    """Raises `Unstorable` for a text or a number within that not every database keeps."""
    for path, value in _values(document):
        if isinstance(value, dict):
            for key in value:
                _refuse_text(path, key, "a key")
        elif isinstance(value, str):
            _refuse_text(path, value, "a text")
        elif isinstance(value, float) and not math.isfinite(value):
            raise Unstorable(path, "the number is too large; write it as a text")
        elif isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise Unstorable(path, "the whole number has more than 64 bits; write it as a text")


def _refuse_text(path: Path, text: str, what: str) -> None:
    if found := _NO_TEXT.search(text):
        raise Unstorable(path, f"{what} holds U+{ord(found[0]):04X}, which cannot be stored; leave it out")


def _values(document: Any) -> Iterator[tuple[Path, Any]]:
    """Each value within with its path. Without recursion: it is what bounds the depth."""
    waiting: list[tuple[Path, Any]] = [((), document)]
    seen = characters = 0
    while waiting:
        path, value = waiting.pop()
        seen += 1
        characters += len(value) if isinstance(value, str) else 0
        if seen > MAX_VALUES:
            raise Unstorable((), f"it holds more than {MAX_VALUES:,} values")
        if characters > MAX_CHARACTERS:
            raise Unstorable((), f"it holds more than {MAX_CHARACTERS:,} characters")
        if len(path) > MAX_DEPTH:
            raise Unstorable(path[:3], f"it is nested more than {MAX_DEPTH} levels deep")
        yield path, value
        if isinstance(value, dict):
            waiting += [((*path, key), part) for key, part in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, at), part) for at, part in enumerate(value)]
