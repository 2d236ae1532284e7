"""The units that a range or a second figure leaves out: "from 6 hours to 3"."""

from __future__ import annotations

from dataclasses import replace

from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.numbers.units import unit_at
from tailoring.guard.text import lexicon
from tailoring.guard.text.lexicon import NO_UNIT
from tailoring.guard.text.model import Reading

AFTER_WHICH = lexicon.words("numbers", "after_which")
_ADVERBS = lexicon.words("numbers", "adverbs")


def filled(reading: Reading, found: list[Quantity]) -> list[Quantity]:
    """Give the units that a range or a second figure leaves out: "from 6 hours to 3", "90 to 70 days"."""
    for i, quantity in enumerate(found):
        if quantity.dimension or quantity.form != "number":
            continue
        before = [q for q in found[:i] if q.form != "year"][-1:]
        for other in (*found[i + 1 : i + 2], *before):
            if other.dimension and other.form == "number" and _shares_unit(reading, quantity, other):
                factor = lexicon.units().get(other.unit.casefold(), NO_UNIT).factor
                size = quantity.value * factor * _scale(reading, quantity, other)
                found[i] = replace(quantity, dimension=other.dimension, unit=other.unit, size=size)
                break
    return found


def _scale(reading: Reading, quantity: Quantity, other: Quantity) -> float:
    """The thousands or millions that a second sum leaves out with its unit: "$1.4M, quota was 1.25"."""
    said = reading.slice(other.at, min(other.to, len(reading) - 1)).casefold()
    for sign, scale in (("m", 1e6), ("k", 1e3)):
        if said.rstrip(".").endswith((sign, "million" if sign == "m" else "thousand")):
            alike = 0.05 <= quantity.value * scale / max(other.size, 1e-9) <= 20
            return scale if alike and quantity.value < 1000 else 1.0
    return 1.0


def _shares_unit(reading: Reading, quantity: Quantity, other: Quantity) -> bool:
    between = reading.folds[min(quantity.to, other.to) + 1 : max(quantity.at, other.at)]
    if reading.folds[quantity.to + 1 : quantity.to + 2] == ["of"]:
        return False  # "five years, about 15 of them"
    if quantity.to + 1 == other.at and reading.text[reading.spans[other.at][0] - 1] in "–—-":
        return True  # "2–8 degrees"
    further = reading.folds[quantity.to + 1 : quantity.to + 3]
    ranged = len(further) == 2 and further[0] == "to" and further[1][0].isdigit()
    if ranged and not unit_at(reading, quantity.to + 3)[0].name:
        return False  # "for five years a herd that went from 80 to 120 cows"
    if quantity.to + 1 == other.at or reading.folds[other.at] in ("a", "an"):
        return False  # "18 four-year-olds"; "in a year there came 400"
    if other.dimension == "percent" and reading.clause_of[quantity.at] != reading.clause_of[other.at]:
        return False  # "by 50%, from 14 to 21"
    if other.value == 1 and reading.folds[quantity.at - 1] == "in" and quantity.at > other.to:
        return False  # "one week in five"
    joined = [fold for fold in between if fold not in _ADVERBS] in (["to"], ["or"], ["and"], [])
    if joined and (quantity.bare or other.at > quantity.to):
        return True
    after = reading.folds[quantity.to + 1 : quantity.to + 2]
    then = reading.folds[quantity.at - 1] == "and" and after in (["when"], ["after"], ["now"], ["once"])
    return (
        quantity.bare
        and quantity.at > other.to
        and (then or reading.folds[quantity.at - 1] in AFTER_WHICH)
        and reading.sentence_of(quantity.at) - reading.sentence_of(other.at) <= 1
    )
