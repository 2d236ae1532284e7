"""What stands about a number: its unit, its rate and its hedge."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from tailoring.guard.numbers.numerals import CURRENCIES, is_number_word
from tailoring.guard.text import lexicon
from tailoring.guard.text.lexicon import NO_UNIT, Unit
from tailoring.guard.text.model import Reading

RATES = {"hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "fortnightly": "fortnight",
         "biweekly": "fortnight", "monthly": "month", "quarterly": "quarter", "yearly": "year",
         "annual": "year", "annually": "year", "annum": "year"}  # fmt: skip


STOPS = lexicon.words("numbers", "stops")


def unit_at(reading: Reading, here: int) -> tuple[Unit, int]:
    """The unit that begins at word `here`, and the word after it; no unit leaves `here` as it is."""
    units, folds = lexicon.units(), reading.folds
    if here >= len(reading):
        return NO_UNIT, here
    degrees = reading.after_a_degree_sign(here) or reading.words[here] == "C"
    if degrees and reading.folds[here] in ("c", "f", "k") and here and reading.words[here - 1][-1].isdigit():
        return units["degree"], here + 1
    word = folds[here].removesuffix("'s").removesuffix("'")
    after = folds[here + 1] if here + 1 < len(reading) else ""
    if word == "year" and after.isdigit():
        return NO_UNIT, here  # "29 year 2 children"
    if after and f"{folds[here]} {after}" in units:
        return units[f"{folds[here]} {after}"], here + 2
    if word in RATES and reading.hyphened[here]:
        return units[RATES[word]], here + 1
    if word in units and (len(word) > 1 or not reading.words[here].isupper()):
        if word == "second" and (after in _NO_SECONDS or reading.hyphened[min(here + 1, len(reading) - 1)]):
            return NO_UNIT, here  # "15 second-floor residents"
        return units[word], here + 1
    if word == "percentage" and after in ("point", "points"):
        return units["percent"], here + 2
    if word == "times":
        return Unit("times", "times", 1.0), here + 1
    if word in ("more", "working", "calendar") and after in units:
        return units[after], here + 2
    counted = is_number_word(word) or word[0].isdigit()
    if (
        after in _SPANS
        and word not in STOPS
        and not counted
        and reading.clause_of[here] == reading.clause_of[here + 1]
    ):
        return units[after], here + 2  # "jet hours"
    return NO_UNIT, here


def rate_after(reading: Reading, here: int) -> str:
    """What a rate is for (a unit of time, or the key of "per vessel"), looked for from word `here` on."""
    units = lexicon.units()
    if 2 <= here < len(reading) and reading.folds[here - 2] in ("before", "until", "till"):
        return ""  # a time of day
    for at in range(here, min(here + 7, len(reading))):
        fold, before = reading.folds[at], reading.folds[at - 1] if at else ""
        if reading.sentence_of(at) != reading.sentence_of(max(here - 1, 0)):
            return ""
        if reading.clause_of[at] != reading.clause_of[max(here - 1, 0)] and at > here + 1:
            return ""  # "3 lawyers, and every week"
        if at + 1 < len(reading) and reading.hyphened[at + 1] and before in _PER:
            continue  # "a year-end checklist"
        if reading.clause_of[at] != reading.clause_of[max(here - 1, 0)] and at > here + 1 and fold in RATES:
            return ""
        if fold in RATES:
            after = reading.folds[at + 1] if at < reading.clause(at).last else "of"
            if at > here + 1 and after not in STOPS and before in ("with", "and", "for", "in", "of"):
                return ""  # "…, with monthly inspections"
            return RATES[fold]
        slash = reading.text[reading.spans[at][0] - 1 : reading.spans[at][0]] == "/"
        loose = (
            before in ("one", "by")
            and fold in _LOOSE
            and reading.clause_of[at] == reading.clause_of[here - 1]
        )
        if before in ("a", "an") and reading.folds[at - 2] in _NO_RATE and at > here + 1:
            continue  # "from 120 minutes to an hour and a half"
        if (slash or loose or before in _PER) and not (
            fold == "quarter" and reading.folds[at + 1 : at + 2] == ["of"]
        ):
            name, dimension, _ = units.get(fold, NO_UNIT)
            if dimension == "time":
                return "day" if name == "night" else name
            if loose:
                return fold
            if (before == "per" and not is_number_word(fold)) or (slash and name):
                return name or reading.keys[at]
        if fold == "one" and at + 1 < len(reading) and reading.folds[at + 1] in _LOOSE:
            continue
        if is_number_word(fold) or fold[0].isdigit() or fold == "half":
            break
    return ""


def hedge_about(reading: Reading, at: int, to: int) -> str:
    """The kind of hedges.txt that a number at words `at` to `to` stands under, or nothing."""
    if at and reading.folds[at - 1] in CURRENCIES:
        at -= 1  # "more than DKK 40 million"
    before, after = reading.folds[max(0, at - 5) : at], reading.folds[to + 1 : to + 4]
    window = {*before, *after}
    for kind, wording in _hedges():
        if wording[0] not in window:
            continue
        size = len(wording)
        if tuple(before[-size:]) == wording:
            return kind
        if before and before[-1] in ("a", "an", "the", "by") and tuple(before[-size - 1 : -1]) == wording:
            return kind
        if wording[0] in _TRAILING and reading.says(wording, to + 1, min(to + 3, len(reading) - 1)) >= 0:
            return kind
    return "upto" if _at_its_most(reading, at) else ""


def _at_its_most(reading: Reading, at: int) -> bool:
    """Whether the clause about a number tells of an extreme time: "in my best month", "in the December peak"."""
    clause = reading.clause(at)
    folds = reading.folds[clause.first : clause.last + 1]
    return any(fold.startswith("peak") for fold in folds) or any(
        most in _MOST and lexicon.units().get(time, NO_UNIT).dimension == "time"
        for most, time in pairwise(folds)
    )


_MOST = lexicon.words("numbers", "most")
_NO_SECONDS = lexicon.words("numbers", "no_seconds")
_LOOSE = lexicon.words("numbers", "loose")  # "60 samples by day", "70 customers one day"
_NO_RATE = lexicon.words("numbers", "no_rate")
_PER = frozenset(("a", "an", "per", "each", "every"))
_SPANS = frozenset(("hours", "days", "weeks", "months", "years"))
_TRAILING = frozenset(("or", "at", "ish", "more", "give"))


@cache
def _hedges() -> tuple[tuple[str, tuple[str, ...]], ...]:
    kinds = ("upto", "almost", "over", "about")
    return tuple((kind, wording) for kind in kinds for wording in lexicon.wordings("hedges.txt")[kind])
