"""Numbers in all their written forms, as a value with its unit, its noun, its rate and its hedge."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tailoring.guard.numbers.ellipses import AFTER_WHICH, filled
from tailoring.guard.numbers.numerals import Numeral, numeral_at
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.numbers.units import STOPS, hedge_about, rate_after, unit_at
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading
from tailoring.guard.text.reading import read

_LASTING_QUARTER = lexicon.words("numbers", "lasting_quarter")
_LASTING = AFTER_WHICH | {"for", "lasted", "within"}


_PARTS = {
    "three quarters": 0.75,
    "a quarter": 0.25,
    "two thirds": 2 / 3,
    "a third": 1 / 3,
    "half": 0.5,
    "quarter": 0.25,
}


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order."""
    reading = read(text)
    found: list[Quantity] = []
    at = 0
    while at < len(reading):
        quantity = _quantity(reading, at)
        if quantity is None:
            at += 1
        else:
            found.append(quantity)
            at = quantity.to + 1
    return tuple(_referring(reading, filled(reading, found)))


def _referring(reading: Reading, found: list[Quantity]) -> list[Quantity]:
    """Resolve "that year" to the year named before it, and "25 of them" to what was counted before."""
    for at in reading.spots.get("year", ()):
        years = [q for q in found if q.form == "year" and q.to < at]
        if years and reading.folds[at - 1] in ("that", "same"):
            found.append(replace(years[-1], at=at - 1, to=at, hedge=""))
    found.sort(key=lambda quantity: quantity.at)
    for i, quantity in enumerate(found[1:], 1):
        before = next((q for q in reversed(found[:i]) if q.form == "number" and not q.dimension), None)
        if before and quantity.bare and reading.folds[quantity.at - 2 : quantity.at] == ["the", "other"]:
            found[i] = replace(quantity, nouns=before.nouns)  # "one had 48 flats and the other 36"
            continue
        of_them = reading.folds[quantity.to + 1 : quantity.to + 3] in (["of", "them"], ["of", "those"])
        if of_them and before:
            found[i] = replace(quantity, per=quantity.per or before.per, nouns=quantity.nouns | before.nouns)
    return found


def _quantity(reading: Reading, at: int) -> Quantity | None:
    folds = reading.folds
    if folds[at] == "half" and folds[at + 1 : at + 2] in (["a"], ["an"]) and _is_measure(reading, at + 2):
        return _make(reading, at, Numeral(0.5, at + 1, "number"))  # "half an hour", "half a litre"
    if folds[at] in ("half", "quarter") and _is_measure(reading, at + 1) and not _is_time(reading, at + 1):
        return _make(reading, at, Numeral(_PARTS[folds[at]], at, "number"))  # "a quarter ton"
    if (
        folds[at] == "half"
        and folds[at + 1 : at + 2] in (["hour"], ["year"], ["day"])
        and reading.hyphened[at + 1]
    ):
        return _make(reading, at, Numeral(0.5, at, "number"))  # "a half-hour interview"
    if folds[at + 1 : at + 4] == ["and", "a", "half"] and _is_time(reading, at):
        return _make(
            reading, at, Numeral(1.5, at + 3, "number", lexicon.units()[folds[at]])
        )  # "a year and a half"
    if part := _part_of_a_unit(reading, at):
        return part
    numeral = numeral_at(reading, at)
    if numeral is not None:
        return _with_minutes(reading, _make(reading, at, numeral))
    if folds[at] == "the" and folds[at - 1 : at] == ["within"] and _is_time(reading, at + 1):
        return _make(reading, at, Numeral(1.0, at, "number"))  # "within the hour"
    if (
        folds[at] in ("a", "an")
        and folds[at + 2 : at + 5] == ["and", "a", "half"]
        and _is_time(reading, at + 1)
    ):
        return None  # the number begins at the unit
    if reading.folds[at] in ("a", "an") and _is_span(reading, at):
        return _make(reading, at, Numeral(1.0, at, "number"))
    return None


def _part_of_a_unit(reading: Reading, at: int) -> Quantity | None:
    """ "Three quarters of kilometre", "a quarter of a tonne"."""
    folds = reading.folds
    share = _PARTS.get(" ".join(folds[at : at + 2]))
    here = at + 4 if folds[at + 3 : at + 4] in (["a"], ["an"]) else at + 3
    if share is None or folds[at + 2 : at + 3] != ["of"] or here >= len(reading):
        return None
    unit, after = unit_at(reading, here)
    if unit.dimension in ("", "percent", "times") or unit.dimension == "time" and here == at + 3:
        return None
    return _make(reading, at, Numeral(share, after - 1, "number", unit))


def _with_minutes(reading: Reading, quantity: Quantity) -> Quantity:
    """ "1 h 45", "two hours 30 minutes": hours with the minutes that follow."""
    here = quantity.to + 1
    smaller = {"hour": "minute", "minute": "second"}.get(quantity.unit, "")
    if not smaller or here >= len(reading) or reading.clause_of[here] != reading.clause_of[quantity.to]:
        return quantity
    here += reading.folds[here] == "and"
    rest = numeral_at(reading, here) if here < len(reading) else None
    if rest is None or rest.unit is not None or not 1 <= rest.value < 60 or rest.form != "number":
        return quantity
    unit, after = unit_at(reading, rest.to + 1)
    bare = rest.to == here and len(reading.words[here]) == 2 and reading.words[here].isdigit()
    if unit.name != smaller and not (
        smaller == "minute" and bare and unit.name == "" and reading.folds[quantity.to + 1] != "and"
    ):
        return quantity
    to = after - 1 if unit.name else rest.to
    return replace(
        quantity,
        value=quantity.value + rest.value / 60,
        size=quantity.size + (60 if smaller == "minute" else 1) * rest.value,
        to=to,
    )


def _is_time(reading: Reading, at: int) -> bool:
    return unit_at(reading, at)[0].dimension == "time"


def _is_measure(reading: Reading, at: int) -> bool:
    return unit_at(reading, at)[0].dimension not in ("", "percent", "times", "term")


def _is_span(reading: Reading, at: int) -> bool:
    """Whether an article counts one unit of time: "for a year", "an hour later", but not "to a day unit"."""
    unit, here = unit_at(reading, at + 1)
    after = reading.folds[here] if here < len(reading) else ""
    if unit.name == "quarter" and at and reading.folds[at - 1] not in _LASTING_QUARTER:
        return False  # "about a quarter were thrown away"
    if unit.dimension != "time" or after == "of":
        return False
    goes_on = after and reading.clause_of[here] == reading.clause_of[at]
    if goes_on and after not in STOPS and reading.keys[here] not in lexicon.connecting():
        return False
    return (at > 0 and reading.folds[at - 1] in _LASTING) or after in ("later", "earlier", "ago")


def _make(reading: Reading, at: int, numeral: Numeral) -> Quantity:
    value, to, form, unit, over = numeral
    here = to + 1
    if unit is None:
        unit, here = unit_at(reading, here)
        to = here - 1
    per = rate_after(reading, to + 1)
    return Quantity(
        value=value,
        size=value * unit.factor,
        dimension=unit.dimension,
        unit=unit.name,
        nouns=frozenset(_nouns_after(reading, to) or ([] if unit.name else _nouns_before(reading, at, to))),
        per=per,
        hedge="over" if over else hedge_about(reading, at, to),
        bare=_is_bare(reading, to),
        at=at,
        to=to,
        form="number" if form == "multiple" and per else form,
    )


def _nouns_after(reading: Reading, to: int) -> list[str]:
    nouns: list[str] = []
    to += 2 * (reading.folds[to + 1 : to + 3] in (["or", "so"], ["or", "more"], ["or", "less"]))
    for here in range(to + 1, reading.clause(to).last + 1):
        fold = reading.folds[here]
        if len(nouns) == 3 or (fold in STOPS and (nouns or fold not in ("of", "the"))):
            break
        if fold not in STOPS and not fold[0].isdigit():
            nouns.append(reading.keys[here])
    return nouns


def _nouns_before(reading: Reading, at: int, to: int) -> list[str]:
    first = max(reading.clause(to).first, at - 3)
    words = [
        i for i in range(first, at) if reading.folds[i] not in STOPS and not reading.folds[i][0].isdigit()
    ]
    return [reading.keys[i] for i in words[-2:]]


def _is_bare(reading: Reading, to: int) -> bool:
    after = to + 1
    if after >= len(reading) or reading.clause_of[after] != reading.clause_of[to]:
        return True
    return reading.folds[after] in STOPS
