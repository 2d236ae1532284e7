"""Numerals: digits and words read as a value, without regard to what they count."""

from __future__ import annotations

from typing import NamedTuple

import regex

from content.vocabulary import singular
from tailoring.guard.numbers.clock import time_in_words, time_of_day
from tailoring.guard.text import lexicon
from tailoring.guard.text.lexicon import NO_UNIT, Unit
from tailoring.guard.text.model import Reading
from tailoring.guard.text.others import CALENDAR

PERCENT = Unit("percent", "percent", 1.0)
TIMES = Unit("times", "times", 1.0)
CLOCK = Unit("clock", "clock", 1.0)
_LITERAL = regex.compile(r"([€£$¥₹]?)(\d+(?:[.,]\d+)*)?([½¼¾⅓⅔]?)(%|\p{L}+|)(\+?)")
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "": 0.0}


_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "bn": 1e9,
           "billion": 1e9, "tn": 1e12, "trillion": 1e12, "hundred": 100.0, "dozen": 12.0,
           "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7}  # fmt: skip


_ONES = {word: float(n) for n, word in enumerate(
    lexicon.listed("numbers", "ones"))}  # fmt: skip


_TENS = {word: 10.0 * n for n, word in enumerate(
    lexicon.listed("numbers", "tens"), 2)}  # fmt: skip


_FRACTIONS = {"half": 0.5, "halves": 0.5, "halved": 0.5, "halving": 0.5, "halve": 0.5, "quarter": 0.25,
              "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3, "fifth": 0.2, "fifths": 0.2, "tenth": 0.1,
              "tenths": 0.1}  # fmt: skip


_MULTIPLES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubling": 2.0, "twofold": 2.0, "triple": 3.0,
              "tripled": 3.0, "tripling": 3.0, "trebled": 3.0, "threefold": 3.0, "thrice": 3.0,
              "quadrupled": 4.0, "quadruple": 4.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0}  # fmt: skip


_WHICH_QUARTER = lexicon.words("numbers", "which_quarter")
LABELS = lexicon.words("numbers", "labels")
_YEARS = (["days"], ["weeks"], ["months"], ["years"])  # "three in nine years" is no share
CURRENCIES = lexicon.words("numbers", "currencies")


class Numeral(NamedTuple):
    """A value, the last word of it, its form (see Quantity) and the unit written onto it, if any.

    `over`: a "+" is written onto it.
    """

    value: float
    to: int
    form: str
    unit: Unit | None = None
    over: bool = False


def is_number_word(fold: str) -> bool:
    """Whether a word says a whole number below a hundred."""
    return fold in _ONES or fold in _TENS


def says_number(fold: str) -> bool:
    """Whether a word says a number, a part, a multiple or a scale, in the plural too: seven, third, dozens."""
    said = (_ONES, _TENS, _FRACTIONS, _MULTIPLES, _SCALES)
    return any(fold in words or fold.removesuffix("s") in words for words in said)


def numeral_at(reading: Reading, at: int) -> Numeral | None:
    """The numeral that begins at word `at`."""
    folds = reading.folds
    fold = folds[at]
    if fold[0].isdigit() or fold[0] in "€£$¥₹½¼¾⅓⅔":
        return _literal(reading, at)
    if (clock := time_in_words(folds, at)) is not None:
        return Numeral(*clock, CLOCK)
    if is_number_word(fold) or (fold in ("a", "half") and _is_scaled(folds, at)):
        return _spelled(folds, at)
    if fold == "hundred" and at and folds[at - 1] in ("first", "last", "per", "the", "next"):
        return Numeral(100.0, at, "number")
    if fold in _FRACTIONS and _is_fraction(folds, at):
        return Numeral(100 * _FRACTIONS[fold], at, "fraction", PERCENT)
    if fold in _MULTIPLES:
        return Numeral(_MULTIPLES[fold], at, "multiple", TIMES)
    if fold in ("fortnight", "fortnights", "fortnightly"):
        return Numeral(2.0, at, "number", lexicon.units()["week"])
    return None


def _literal(reading: Reading, at: int) -> Numeral | None:
    match = _LITERAL.fullmatch(reading.folds[at])
    if match is None or (reading.hyphened[at] and reading.words[at - 1][0].isupper()):
        return None  # "Sev-1" is a name
    if _is_of_a_date(reading, at):
        return None
    if (clock := time_of_day(reading, at)) is not None:
        return Numeral(*clock, CLOCK)
    currency, digits, glyph, tail, plus = match.groups()
    value = (_parse(digits) if digits else 0.0) + _GLYPHS[glyph]
    tail = tail.removesuffix("ish")  # "60ish"
    if tail == "s" and reading.hyphened[at]:
        return None  # "the under-13s"
    if _is_month_of_year(reading, at):
        return None  # "04/2016"
    if tail in ("st", "nd", "rd", "th"):
        return Numeral(value, at, "ordinal", NO_UNIT)
    if tail == "x":
        return Numeral(value, at, "multiple", TIMES)
    unit: Unit | None = None
    before = reading.folds[at - 1] if at else ""
    sum_of_money = currency or before in CURRENCIES
    if tail in _SCALES and (tail != "m" or sum_of_money or _counts_millions(reading, at)):
        value *= _SCALES[tail]
    elif tail == "%":
        unit = PERCENT
    elif tail == "d" and reading.words[at].endswith("D"):
        return None  # a name: 3D, 8D
    elif tail in lexicon.units():
        unit = lexicon.units()[tail]
    elif tail:
        return None  # an identifier: 3D, 8B
    to = at
    if unit is None and not tail and not glyph:
        while value < 1e12 and _goes_on_in_thousands(reading, at, to):
            to, value = to + 1, 1000 * value + float(reading.folds[to + 1])
    while to + 1 < len(reading) and reading.folds[to + 1] in _SCALES and len(reading.folds[to + 1]) > 1:
        to += 1
        value *= _SCALES[reading.folds[to]]
    if sum_of_money:
        unit = lexicon.units()[currency or before]
    if unit is None and to == at and len(digits or "") == 4 and digits.isdigit() and 1950 <= value < 2100:
        return Numeral(value, to, "year")
    if unit is None and at and _is_label(reading, at):
        return Numeral(value, to, "label", NO_UNIT)
    return Numeral(value, to, "number", unit, over=bool(plus))


def _spelled(folds: list[str], at: int) -> Numeral | None:
    """A number in words: "three hundred and fifty", "half a dozen", "two thirds", "four in five"."""
    value, total, to, here = 0.0, 0.0, at - 1, at
    if folds[at] in ("a", "half"):
        value = 0.5 if folds[at] == "half" else 0.0
        here += 2 if folds[at + 1] == "a" else 1
    while here < len(folds):
        word = folds[here]
        if word in _ONES and (here == at or value % 100 == 0 or (value % 10 == 0 and value % 100 >= 20)):
            value += _ONES[word]
        elif word in _TENS:
            value += _TENS[word]
        elif word in ("hundred", "dozen"):
            value = (value or 1.0) * _SCALES[word]
        elif word in ("thousand", "million", "billion"):
            total, value = total + (value or 1.0) * _SCALES[word], 0.0
        elif word == "and" and value >= 100 and here + 1 < len(folds) and is_number_word(folds[here + 1]):
            here += 1
            continue
        else:
            break
        to, here = here, here + 1
    return _with_part(folds, value + total, to) if to >= at else None


def _with_part(folds: list[str], value: float, to: int) -> Numeral:
    """A number in words up to word `to`, with the part that may follow: "thirds", "and a half", "in five"."""
    here = to + 1
    after = folds[here] if here < len(folds) else ""
    if after in _FRACTIONS and value <= 4 and _is_fraction(folds, here):
        share = 100 * value * _FRACTIONS[after]
        if folds[here + 1 : here + 4] == ["of", "a", "million"]:
            return Numeral(share * 1e4, here + 3, "number")
        return Numeral(share, here, "fraction", PERCENT)
    if folds[here : here + 3] in (["and", "a", "half"], ["and", "a", "quarter"]):
        part = _FRACTIONS[folds[here + 2]]
        if folds[to] in _SCALES:
            return Numeral(value + part * _SCALES[folds[to]], here + 2, "number")  # "a dozen and a half"
        scale = (
            _SCALES.get(folds[here + 3], 1.0) if here + 3 < len(folds) and len(folds[here + 3]) > 2 else 1.0
        )
        return Numeral((value + part) * scale, here + 2 + (scale > 1), "number")  # "two and a half million"
    if after == "in" and here + 1 < len(folds) and folds[here + 1] in _ONES:
        of = _ONES[folds[here + 1]]
        if of >= value > 0 and folds[here + 2 : here + 3] not in _YEARS:
            return Numeral(100 * value / of, here + 1, "fraction", PERCENT)
    return Numeral(value, to, "number")


def _parse(digits: str) -> float:
    if regex.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    # Much of Europe divides thousands by points; three decimals after a whole number are rare in a résumé.
    if regex.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", digits):
        return float(digits.replace(".", ""))
    if digits.count(",") == 1 and "." not in digits:
        return float(digits.replace(",", "."))
    try:
        return float(digits)
    except ValueError:
        return float(regex.sub(r"\D", "", digits))


def _is_of_a_date(reading: Reading, at: int) -> bool:
    """Whether digits are the month or the day of a date like 2021-03-01."""
    here = at
    while here and reading.hyphened[here] and len(reading.words[here]) == 2 and at - here < 2:
        here -= 1
    year = reading.words[here]
    return here < at and len(year) == 4 and year.isdigit() and year[:2] in ("19", "20")


def _is_month_of_year(reading: Reading, at: int) -> bool:
    """Whether a number is the month of "04/2016"."""
    after = reading.folds[at + 1] if at + 1 < len(reading) else ""
    joined = reading.text[reading.spans[at][1] : reading.spans[at][1] + 1] == "/"
    return joined and reading.folds[at].isdigit() and len(after) == 4 and after[:2] in ("19", "20")


def _goes_on_in_thousands(reading: Reading, at: int, to: int) -> bool:
    """Whether a space divides the thousands of a number: "3 500 pieces"."""
    here = to + 1
    return (
        len(reading.words[at].lstrip("€£$¥₹")) <= 3
        and reading.words[at][-1].isdigit()
        and here < len(reading)
        and len(reading.words[here]) == 3
        and reading.words[here].isdigit()
        and len(reading.text[reading.spans[to][1] : reading.spans[here][0]]) == 1
        and reading.text[reading.spans[to][1]].isspace()
    )


def _counts_millions(reading: Reading, at: int) -> bool:
    # "1.2m downloads" counts millions; "12 m of cable" measures: after a length seldom stands a plural.
    after = reading.folds[at + 1] if at + 1 < len(reading) else ""
    return bool(after) and (reading.words[at].endswith("M") or after.endswith("s"))


def _is_label(reading: Reading, at: int) -> bool:
    """Whether a number names rather than counts: "Year 7", "Boeing 737", "ISO 27001"."""
    before = reading.folds[at - 1]
    if reading.clause_of[at - 1] != reading.clause_of[at] or before in CALENDAR:
        return False
    return singular(before) in LABELS or (reading.named(at - 1) and before not in lexicon.units())


def _is_scaled(folds: list[str], at: int) -> bool:
    after = folds[at + 1 : at + 3]
    if folds[at] == "half":
        return after[:1] == ["dozen"] or (
            after[:1] == ["a"] and after[1:] in (["dozen"], ["million"], ["thousand"])
        )
    return after[:1] in (["hundred"], ["thousand"], ["million"], ["dozen"])


def _is_fraction(folds: list[str], at: int) -> bool:
    """Whether "quarter", "third" … is a share here, and not three months or a place in a row."""
    word, before = folds[at], folds[at - 1] if at else ""
    after = folds[at + 1] if at + 1 < len(folds) else ""
    if word == "half":
        return after not in ("term", "day")
    if word in ("third", "fifth", "tenth"):
        return after == "of" or before in ("a", "one", "by")
    if word in ("quarter", "quarters"):
        share = after in ("of", "as", "less", "more") or before in ("a", "by", "three")
        return share and before not in _WHICH_QUARTER
    return True
