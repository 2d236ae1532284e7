"""Abbreviations of the evidence that a text spells out, and long forms that it abbreviates: AEO, MHA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tailoring.guard.text import lexicon, licences
from tailoring.guard.text.model import Reading

_QUARTERS = {"q1": "first", "q2": "second", "q3": "third", "q4": "fourth"}


def of(text: Reading, sources: Sequence[Reading], evidence: Sequence[str]) -> frozenset[int]:
    """The words of `text` that spell out an abbreviation of sources or skills, or abbreviate words of the sources."""
    found: set[int] = set()
    for short in frozenset().union(*map(licences.shorts, evidence)):
        spelled = licences.spelled_out(text.folds, short)
        # "Using Scala" does not spell out US.
        loose = any(map(text.named, spelled))
        # "Answering with Siemens" does not spell out AWS.
        plain = any(text.keys[i] in lexicon.grammar() for i in spelled)
        if not plain and (len(spelled) > 2 or not loose or _goes_on_alike(text, sources, short, spelled)):
            found.update(spelled)
    for at, word in enumerate(text.words):
        if licences.is_short(word):
            fold = text.folds[at]
            if any(licences.spelled_out(source.folds, fold) for source in sources):
                found.add(at)
    return frozenset(found | set(_quarters(text, sources)))


def _quarters(text: Reading, sources: Sequence[Reading]) -> Iterator[int]:
    """The words of "third quarter" where a source has "Q3", and the other way about."""
    for short, ordinal in _QUARTERS.items():
        at = text.says((ordinal, "quarter"), 0, len(text) - 1)
        if at >= 0 and any(short in source.spots for source in sources):
            yield from (at, at + 1)
        if any(source.says((ordinal, "quarter"), 0, len(source) - 1) >= 0 for source in sources):
            yield from text.spots.get(short, ())


def _goes_on_alike(text: Reading, sources: Sequence[Reading], short: str, spelled: list[int]) -> bool:
    """Whether the same word follows the long form and the short one: "Harmonized System codes" of "HS codes"."""
    after = text.keys[spelled[-1] + 1 : spelled[-1] + 2] if spelled else []
    return bool(after) and any(
        source.keys[j + 1 : j + 2] == after for source in sources for j in source.spots.get(short, ())
    )
