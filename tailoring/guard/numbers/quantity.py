"""Numbers in all their written forms, as a value with its unit, its noun, its rate and its hedge."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` as said (50 for "half", with dimension percent); `size` is value in the dimension's base unit.

    `nouns` are the keys of what is counted; `per` is the unit of its rate or the key of what it is for each
    of; `hedge` is a kind of hedges.txt; `at` and `to` are its first and last words.
    """

    value: float
    size: float
    dimension: str
    unit: str
    nouns: frozenset[str]
    per: str
    hedge: str
    at: int
    to: int
    bare: bool  # no noun and no unit follows
    form: str  # number, year, ordinal, fraction, multiple, label ("Year 7"), hour12 (half of the day unsaid)


def close(one: float, other: float, slack: float = 1e-6) -> bool:
    """Whether two values differ by no more than a share `slack` of the larger."""
    return abs(one - other) <= slack * max(abs(one), abs(other), 1e-9)


def same(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities have one value in one unit, however they are written."""
    if one.dimension == other.dimension == "clock" and "hour12" in (one.form, other.form):
        return one.value % 720 == other.value % 720
    if one.dimension == other.dimension:
        slack = 0.02 if "fraction" in (one.form, other.form) else 1e-6
        return close(one.size, other.size, slack) and (one.form == "year") == (other.form == "year")
    first, second = sorted((one, other), key=lambda quantity: quantity.dimension)
    match first.dimension, second.dimension:
        case "", "time":  # "2,900 on leaving" for 2,900 hours; small numbers are too common for that
            return first.bare and one.value >= 13 and close(one.value, other.value)
        case "", "clock":
            return _is_hour(first, second)
        case "", "percent":  # 0.24 is 24 %
            return first.value < 1 and close(100 * first.value, second.value, 0.01)
        case "", "times":
            return close(one.value, other.value) and "multiple" not in (one.form, other.form)
        case "percent", "times":
            return close(second.value * first.value, 100) or close(100 * second.value, first.value + 100)
        case ("dkk" | "nok", "krone") | ("krone", "sek"):
            return close(one.value, other.value)
    return False


def _is_hour(bare: Quantity, clock: Quantity) -> bool:
    """Whether a bare number may be the hour of a time of day: "before nine" of "9 a.m."."""
    return bare.bare and bare.value == int(bare.value) and bare.value * 60 % 720 == clock.value % 720
