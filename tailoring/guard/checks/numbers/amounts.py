"""Numbers, percentages, money, units and rates: each must stand in the sources or follow from them."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.numbers.frequency import is_of_known
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.numerals import CURRENCIES
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.numbers.units import RATES
from tailoring.guard.support.competing import undecided
from tailoring.guard.support.recognised import is_team
from tailoring.guard.support.referents import misplaced, words_about
from tailoring.guard.support.stated import Support, support
from tailoring.guard.text import lexicon

_DAYS = lexicon.words("figures_about", "days")
_WEEKDAYS = lexicon.words("figures_about", "frequency_days") | {"shift", "day"}
_MONEY = CURRENCIES | {"krone"}


def find(case: Case) -> Iterator[Finding]:
    for quantity in case.quantities:
        if quantity.form == "year" or _counts_nothing(case, quantity):
            continue
        found = support(case, quantity)
        at, to = quantity.at, min(quantity.to, len(case.text) - 1)
        if not found:
            yield _absent(case, quantity)
        elif reason := _other_rate(case, quantity, found):
            yield Finding(Kind.UNIT_OR_SCALE_CHANGED, at, _end_of_rate(case, quantity), reason)
        elif reason := misplaced(case, quantity, found):
            yield Finding(_kind(case, quantity, changed=True), at, to, reason)
        elif reason := undecided(case, quantity, found):
            yield Finding(_kind(case, quantity, changed=True), at, to, reason, sure=False)


def _counts_nothing(case: Case, quantity: Quantity) -> bool:
    """The "one" of "one of", an ordinal word of the sources, the number of a "Year 7" that the sources have."""
    if _in_skills(case, quantity) or is_of_known(case, quantity.at):
        return True
    if quantity.form == "ordinal":
        return bool(case.exact(quantity.at))
    if quantity.form == "label":
        return any(q.value == quantity.value for _, q in case.source_quantities)
    if (
        quantity.value == 1
        and quantity.dimension == "time"
        and any(quantity.unit in s.spots for s in case.sources)
    ):
        return True  # "within one year" for "last year"
    spelled = not case.text.words[quantity.at][0].isdigit()
    return quantity.value == 1 and not quantity.dimension and spelled


def _in_skills(case: Case, quantity: Quantity) -> bool:
    """Whether the number is part of a skill with the word before it: "Level 2", "Sage 50"."""
    if not quantity.at or quantity.at != quantity.to:
        return False
    said = case.text.slice(quantity.at - 1, quantity.at).casefold()
    return any(said in skill.casefold() for skill in case.skills)


def _absent(case: Case, quantity: Quantity) -> Finding:
    rivals = [
        case.sources[s].slice(q.at, q.to)
        for s, q in case.source_quantities
        if (q.dimension, q.form) == (quantity.dimension, quantity.form)
    ]
    said = f'the sources say "{rivals[0]}".' if rivals else "the sources give none."
    kind = _kind(case, quantity, changed=bool(rivals))
    to = min(quantity.to, len(case.text) - 1)
    return Finding(kind, quantity.at, to, f"This number is not in the sources; {said}")


def _other_rate(case: Case, quantity: Quantity, found: Support) -> str:
    """What the number is per in the sources, when that is not what it is per in the text; else nothing."""
    if not quantity.per or not found.direct:
        return ""
    words = words_about(case, quantity)
    ranked = [(case.nearness(words, (s, q.at)), q) for s, q in found.direct]
    best = max(score for score, _ in ranked)
    near = [q for score, q in ranked if score >= best - 0.5]
    rates = {q.per for q in near} - {""}
    if quantity.per in rates:
        return ""
    if rates:
        return f'The sources say "per {min(rates)}", not "per {quantity.per}".'
    if any(q.per == quantity.per or _is_timed(case, s, q, quantity.per) for s, q in found.direct):
        return ""
    if any(_is_of_a_rate(case, s, q, quantity.per) for s, q in found.direct):
        return ""
    return f"The sources do not give the number per {quantity.per}."


def _is_of_a_rate(case: Case, s: int, quantity: Quantity, per: str) -> bool:
    """Whether the figure that it changed from has the rate: "took 90 minutes per rack … 60 minutes now"."""
    return not quantity.per and any(
        t == s
        and (q.per == per or _is_timed(case, t, q, per))
        and q.dimension == quantity.dimension
        and (quantity.bare or quantity.dimension)
        and q.at < quantity.at
        for t, q in case.source_quantities
    )


def _is_timed(case: Case, s: int, quantity: Quantity, per: str) -> bool:
    """Whether the sentence of a source's number says how often, away from the number: "annual", "on Fridays"."""
    source = case.sources[s]
    sentence = source.sentence_of(quantity.at)
    folds = {fold for j, fold in enumerate(source.folds) if source.sentence_of(j) == sentence}
    if per in folds or ("all" in folds and f"{per}s" in folds) or per in {RATES.get(fold) for fold in folds}:
        return True
    named = _WEEKDAYS if per == "week" else _DAYS
    return per in ("day", "week") and not named.isdisjoint(fold.rstrip("s") for fold in folds)


def _end_of_rate(case: Case, quantity: Quantity) -> int:
    """The last word of a number's rate: "15k pings a second"."""
    text = case.text
    for at in range(quantity.to + 1, min(quantity.to + 8, len(text))):
        if RATES.get(text.folds[at]) == quantity.per or text.folds[at] in (quantity.per, "night"):
            return at
    return quantity.to


def _kind(case: Case, quantity: Quantity, *, changed: bool) -> Kind:
    if is_team(case, quantity):
        return Kind.TEAM_SIZE
    if quantity.dimension == "percent" or quantity.dimension in _MONEY:
        return Kind.PERCENT_OR_MONEY_INVENTED
    if quantity.dimension == "time" and not quantity.per:
        return Kind.DATE_OR_DURATION
    if quantity.dimension and any(q.value == quantity.value for _, q in case.source_quantities):
        return Kind.UNIT_OR_SCALE_CHANGED
    return Kind.NUMBER_CHANGED if changed else Kind.NUMBER_INVENTED
