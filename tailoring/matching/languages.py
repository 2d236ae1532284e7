"""A spoken language that is asked for, and the level that the person names (CEFR)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from tailoring.matching.findings import NOTHING, Finding
from tailoring.matching.wordlists import cues, lines, pattern
from tailoring.matching.words import fillers, terms_of
from tailoring.records.matching import Statement

_ASKED = cues("asks_language")
_AROUND = frozenset(lines("around_languages"))
_FLUENT = 5


def language(asked: str, statements: Sequence[Statement]) -> Finding | None:
    """How the language asked for is spoken; None where `asked` is about no language, or about more than it."""
    tongue = next((name for name in lines("tongues") if regex.search(rf"\b{name}\b", asked)), None)
    if tongue is None:
        return None
    entry = [one for one in statements if one.kind == "languages" and _same_entry(one, tongue, statements)]
    if not _ASKED.search(asked) and not _is_all(asked, tongue):
        # "Able to teach French": to speak it is a part of that.
        return Finding("partial", [(one, one.text) for one in entry]) if entry else None
    spoken = [one for one in entry if tongue.casefold() not in one.text.casefold()] or entry
    if not spoken:
        return NOTHING
    has = max(_level(one.text.replace(tongue, "")) for one in spoken)
    enough = has >= (_level(asked.replace(tongue, "")) or (_FLUENT if "fluen" in asked.casefold() else 4))
    return Finding("implied" if enough else "partial", [(one, one.text) for one in entry])


def _same_entry(one: Statement, tongue: str, statements: Sequence[Statement]) -> bool:
    return any(
        other.entry == one.entry and regex.search(rf"\b{tongue}\b", other.text, regex.I)
        for other in statements
        if other.kind == "languages"
    )


def _is_all(asked: str, tongue: str) -> bool:
    rest = [term for term in terms_of(asked) if term not in _AROUND and term not in fillers()]
    return rest == [tongue.casefold()]


def _level(text: str) -> int:
    """1 (A1) to 6 (C2), 7 native; 0 where no level is named."""
    for line in lines("levels"):
        cues, _, level = line.rpartition(" = ")
        if pattern(cues).search(text):
            return int(level)
    return 0
