"""Equations that a person has accepted: what they call by one name is the same, by their own word."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from content.vocabulary import vocabulary
from tailoring.matching.findings import NOTHING, Finding, words_at
from tailoring.matching.words import own
from tailoring.records.matching import Statement


def accepted(asked: str, names: Sequence[Sequence[str]], statements: Sequence[Statement]) -> Finding:
    """Where the person says the thing asked under another name of theirs. `names`: groups of names for one thing."""
    shown = [
        words_at(one, found.span())
        for group in names
        if any(_is(asked, name) for name in group)
        for name in group
        if name.strip() and not _is(asked, name)
        for one in statements
        if (found := _named(name).search(one.text)) and own(one, found.span())
    ]
    return Finding("same", shown) if shown else NOTHING


def _is(asked: str, name: str) -> bool:
    return " ".join(asked.split()).casefold() == name.casefold() or vocabulary().same(asked, name)


def _named(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(name)}(?![\p{{L}}\p{{N}}])", regex.I)
