"""A refused text without what was refused: whole sentences, or the clause at its end. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from content.schema.chunking import sentences
from tailoring.records import Violation

_CLAUSE = regex.compile(r"[,;:]\s+|\s+[–—]\s+")
_FEWEST_WORDS = 6


def shorter(text: str, violations: Sequence[Violation]) -> Iterator[str]:
    """Versions of `text` without the sentences, or the clauses at its end, that hold refused words; longest first."""
    refused = [violation.words for violation in violations if violation.words in text]
    if not refused or len(refused) < len(violations):
        return
    told = sentences(text)
    if len(told) > 1:
        kept = [one for one in told if not any(words in one for words in refused)]
        if sum(len(one.split()) for one in kept) >= _FEWEST_WORDS:
            yield " ".join(kept)
    else:
        yield from _cut(text, min(text.index(words) for words in refused))


def _cut(text: str, before: int) -> Iterator[str]:
    ends = [found.start() for found in _CLAUSE.finditer(text) if found.start() <= before]
    for end in reversed(ends):
        if len(text[:end].split()) >= _FEWEST_WORDS:
            yield f"{text[:end].rstrip()}{'.' if text.endswith('.') else ''}"
