"""How often: a text may not make weekly of fortnightly, or daily of "every third day"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from content.vocabulary import singular
from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.numerals import numeral_at
from tailoring.guard.numbers.units import RATES
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import SEASONS, Reading
from tailoring.guard.text.reading import read

_EACH = frozenset("every each per a an".split())


# What comes once in a day or a year is as often: "each morning", "every spring".
_WITHIN = {
    "morning": "day",
    "afternoon": "day",
    "evening": "day",
    "night": "day",
    "season": "year",
} | dict.fromkeys(SEASONS, "year")


_UNITS = lexicon.words("figures_about", "units") | _WITHIN.keys()
_PLURALS = lexicon.words("figures_about", "plurals")
_RANKS = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "sixth": 6.0}
_DAYS = lexicon.words("figures_about", "frequency_days")
_SAME = {("fortnight", 1.0): ("week", 2.0), ("quarter", 1.0): ("month", 3.0), ("year", 0.5): ("month", 6.0)}


class Frequency(NamedTuple):
    """Once in `every` of `unit`, and the words of the text that say so."""

    unit: str
    every: float
    at: int
    to: int


_BEFORE_A_SPAN = lexicon.words("figures_about", "before_a_span")


def find(case: Case) -> Iterator[Finding]:
    said = [one for source in case.sources for one in _frequencies(source.text)]
    known = {(one.unit, one.every) for one in said}
    if any(_on_a_weekday(source) for source in case.sources):
        known.add(("week", 1.0))
    yield from _bare_units(case)
    for one in _frequencies(case.text.text):
        others = {other for other in known if _is_near(other[0], one.unit)}
        if reason := _of_another_deed(case, one):
            yield Finding(Kind.UNIT_OR_SCALE_CHANGED, one.at, one.to, reason)
            continue
        if _of_one_time(case, one):
            yield Finding(
                Kind.UNIT_OR_SCALE_CHANGED, one.at, one.to, "The sources tell it of one time alone."
            )
            continue
        plain = any(q.per == one.unit and q.at < one.at for q in case.quantities)
        if (one.unit, one.every) in known or plain or not others or _loosely(case, one):
            continue
        yield Finding(
            Kind.UNIT_OR_SCALE_CHANGED, one.at, one.to, "The sources say another frequency than this one."
        )


def _of_one_time(case: Case, one: Frequency) -> bool:
    """Whether every time is told where the sources name a single one: "every summer" of "in summer 2019"."""
    places = case.exact(one.to) if one.to > one.at else []
    after = [case.sources[s].folds[j + 1 : j + 2] for s, j in places]
    return bool(after) and all(len(fold) == 1 and fold[0][:2] in ("19", "20") for fold in after)


def _is_near(one: str, other: str) -> bool:
    """Whether a frequency by one unit may be a text's change of one by another."""
    return one == other or {one, other} <= {"day", "week", "month", "year"}


def _on_a_weekday(source: Reading) -> bool:
    """Whether a source names a weekday, and not every other one."""
    taken = {
        i
        for one in _frequencies(source.text)
        if one[:2] != ("week", 1.0)
        for i in range(one.at - 2, one.to + 1)
    }
    return any(singular(fold) in _DAYS and at not in taken for at, fold in enumerate(source.folds))


def is_of_known(case: Case, at: int) -> bool:
    """Whether a word of the text is of a frequency that the sources say, in whatever form."""
    said = {(one.unit, one.every) for source in case.sources for one in _frequencies(source.text)}
    return any(
        one.at <= at <= one.to and (one.unit, one.every) in said for one in _frequencies(case.text.text)
    )


def _of_another_deed(case: Case, one: Frequency) -> str:
    """What the sources say of the deed, when they have this frequency of another: "filters monthly, salt weekly"."""
    clause = case.text.clause(one.at)
    here = [
        i
        for i in range(clause.first, clause.last + 1)
        if not one.at <= i <= one.to and case.about(i) and case.content(i)
    ]
    words = here or case.context(one.at, one.to)
    own, best, rival = -1.0, 0.0, ""
    for s, source in enumerate(case.sources):
        for other in _frequencies(source.text):
            near = case.nearness(words, (s, other.at))
            if (other.unit, other.every) == (one.unit, one.every):
                own = max(own, near)
            elif near > best:
                best, rival = near, source.slice(other.at, other.to)
    return f'Here the sources say "{rival}".' if own >= 0 and best > own + 1 else ""


def _bare_units(case: Case) -> Iterator[Finding]:
    """A unit of time without a number, where the sources have another: "from hours to seconds"."""
    said = {fold for source in case.sources for fold in source.folds}
    for at, fold in enumerate(case.text.folds):
        bare = fold in _PLURALS and not case.numeric(at)
        if bare and said & _PLURALS and said.isdisjoint((fold, singular(fold))):
            yield Finding(Kind.UNIT_OR_SCALE_CHANGED, at, at, f'The sources do not say "{fold}" of it.')


def _loosely(case: Case, one: Frequency) -> bool:
    """Whether a source counts the unit itself, so that the frequency may follow from it: "in one month"."""
    if any(
        source.says(("every", rank), 0, len(source) - 1) >= 0 for source in case.sources for rank in _RANKS
    ):
        return one.every > 1
    counted = (
        q
        for s, q in case.source_quantities
        if not any(said.at <= q.at <= said.to for said in _frequencies(case.sources[s].text))
    )
    return any(q.unit == one.unit and q.value == one.every for q in counted) or any(
        q.per == one.unit for _, q in case.source_quantities
    )


@lru_cache(maxsize=8192)
def _frequencies(text: str) -> tuple[Frequency, ...]:
    reading, found = read(text), []
    for at, fold in enumerate(reading.folds):
        if fold in RATES and reading.hyphened[at]:
            continue  # "two-hourly"
        if fold in RATES:
            found.append(_same(RATES[fold], 1.0, at, at))
        elif fold in _EACH and at + 1 < len(reading):
            found.extend(_after(reading, at))
        elif fold == "alternate" and at + 1 < len(reading):
            found.extend(_alternate(reading, at))
        elif fold in ("one", "a") and reading.folds[at + 2 : at + 3] == ["in"] and at + 3 < len(reading):
            found.extend(_in_turn(reading, at))
        elif fold == "month" and at > 1 and _of_a_day(reading, at):
            found.append(_same("month", 1.0, at, at))
    return tuple(found)


def _after(reading: Reading, at: int) -> Iterator[Frequency]:
    after = reading.folds[at + 1]
    beyond = min(at + 2, len(reading) - 1)
    if reading.hyphened[beyond] or (at + 2 == beyond and reading.folds[beyond][0].isdigit()):
        return  # "a year-end checklist", "a Year 5 pupil"
    if singular(after) in _UNITS and (reading.folds[at] != "a" or at):
        if reading.folds[at + 2 : at + 3] == ["of"]:
            return  # "a quarter of that"
        if (
            reading.folds[at] in ("a", "an")
            and reading.folds[at + 2 : at + 3] != []
            and _is_noun_use(reading, at)
        ):
            return
        yield _same(singular(after), 1.0, at, at + 1)
        return
    count, here = _RANKS.get(after, 0.0), at + 2
    if not count and reading.folds[at] in ("every", "each"):
        numeral = numeral_at(reading, at + 1)
        count, here = (numeral.value, numeral.to + 1) if numeral else (0.0, here)
    unit = singular(reading.folds[here]) if here < len(reading) else ""
    if count and (unit in _UNITS or unit in _DAYS):
        yield _same("week" if unit in _DAYS else unit, count, at, here)


def _of_a_day(reading: Reading, at: int) -> bool:
    """Whether a day of the month is named: "the first Monday of the month"."""
    of = at - 2 if reading.folds[at - 1] == "the" else at - 1
    return reading.folds[of] == "of" and singular(reading.folds[of - 1]) in _DAYS


def _alternate(reading: Reading, at: int) -> Iterator[Frequency]:
    """ "Alternate weeks", "alternate Fridays"."""
    unit = singular(reading.folds[at + 1])
    if unit in _DAYS or unit in _UNITS:
        yield _same("week" if unit in _DAYS else unit, 2.0, at, at + 1)


def _in_turn(reading: Reading, at: int) -> Iterator[Frequency]:
    """ "One week in three"."""
    numeral, unit = numeral_at(reading, at + 3), reading.folds[at + 1]
    if numeral and unit in _UNITS:
        yield _same(unit, numeral.value, at, numeral.to)


def _is_noun_use(reading: Reading, at: int) -> bool:
    """Whether "a year", "a week" is a span and no rate: "a year on the bar", "for a week"."""
    return at == 0 or reading.folds[at - 1] in _BEFORE_A_SPAN


def _same(unit: str, count: float, at: int, to: int) -> Frequency:
    unit = _WITHIN.get(unit, unit)
    unit, count = _SAME.get((unit, count), (unit, count))
    return Frequency(unit, count, at, to)
