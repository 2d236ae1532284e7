"""A spoken language that is asked for, and the level that the person names (CEFR)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from tailoring.matching.findings import NOTHING, ORDER, Finding
from tailoring.matching.wordlists import cues, lines, pattern
from tailoring.matching.words import fillers, terms_of
from tailoring.records.matching import Statement

_ASKED = cues("asks_language")
_AROUND = frozenset(lines("around_languages"))
_FLUENT = 5


def language(asked: str, statements: Sequence[Statement]) -> Finding | None:
    """How the language asked for is spoken; None where `asked` is about no language, or about more than it.

    Of several languages each is needed, of alternatives the one that is spoken best.
    """
    tongues = [name for name in lines("tongues") if regex.search(rf"\b{name}\b", asked)]
    found = [one for tongue in tongues if (one := _spoken(asked, tongue, statements)) is not None]
    if len(found) < 2 or regex.search(r"\bor\b", asked):
        return min(found, key=_rank, default=None)
    least = max(found, key=_rank)
    return Finding(least.relation, [*least.shown, *(shown for one in found for shown in one.shown)])


def _rank(finding: Finding) -> int:
    return ORDER.index(finding.relation)


def _spoken(asked: str, tongue: str, statements: Sequence[Statement]) -> Finding | None:
    entry = [one for one in statements if one.kind == "languages" and _same_entry(one, tongue, statements)]
    if not _ASKED.search(asked) and not _is_all(asked, tongue):
        # "Able to teach French": to speak it is a part of that.
        return Finding("partial", [(one, one.text) for one in entry]) if entry else None
    spoken = [one for one in entry if tongue.casefold() not in one.text.casefold()] or entry
    if not spoken:
        return NOTHING
    has = max(level(one.text.replace(tongue, "")) for one in spoken)
    enough = has >= (level(asked.replace(tongue, "")) or (_FLUENT if "fluen" in asked.casefold() else 4))
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


def level(text: str) -> int:
    """How well a language is spoken: 1 (A1) to 6 (C2), 7 native; 0 where no level is named."""
    for line in lines("levels"):
        cues, _, level = line.rpartition(" = ")
        if pattern(cues).search(text):
            return int(level)
    return 0
