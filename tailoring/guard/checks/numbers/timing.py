"""When a fact holds: a number told of other days than its source, a date that becomes the end or start of a span."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import MONTHS, SEASONS, WEEKDAYS, Reading

# Prepositions that make a date a bound, by what they say of it; a plain "in" makes none.
_BOUNDS = {"until": "end", "till": "end", "since": "start", "from": "start"}
_BEGINNING = lexicon.words("figures_about", "beginning")
_ENDING = lexicon.words("figures_about", "ending")


def find(case: Case) -> Iterator[Finding]:
    for quantity in case.quantities:
        if quantity.form == "number" and (reason := _other_days(case, quantity)):
            yield Finding(Kind.NUMBER_CHANGED, quantity.at, quantity.to, reason)
    for at in range(1, len(case.text)):
        if reason := _other_bound(case, at):
            yield Finding(Kind.DATE_OR_DURATION, at - 1, at, reason)


def _other_days(case: Case, quantity: Quantity) -> str:
    """What a source says of when a number holds, when the text says it of other days: "on Saturday it was 600"."""
    told = _days(case.text, case.text.clause_of[quantity.at])
    if not told:
        return ""
    direct = support(case, quantity).direct
    for s, q in direct:
        source = case.sources[s]
        own = _days(source, source.clause_of[q.at])
        shared = [sort for sort in told if sort in own]
        if not shared or any(told[sort] & own[sort] for sort in shared):
            return ""
    if not direct:
        return ""
    s, q = direct[0]
    return f'The sources say it of another time: "{case.quote((s, q.at))}".'


def _days(reading: Reading, number: int) -> dict[str, set[str]]:
    """The weekdays, months and seasons of a clause, by sort; "from Monday to Friday" has those between too."""
    clause = reading.clauses[number]
    folds = [fold.removesuffix("s") for fold in reading.folds[clause.first : clause.last + 1]]
    found = {}
    for sort, names in (("day", WEEKDAYS), ("month", MONTHS), ("season", SEASONS)):
        here = [names.index(fold) for fold in folds if fold in names]
        if len(here) == 2 and ("to" in folds or "from" in folds):
            first, last = here
            here = [(first + i) % len(names) for i in range((last - first) % len(names) + 1)]
        if here:
            found[sort] = {names[i] for i in here}
    return found


def _other_bound(case: Case, at: int) -> str:
    """What a source says of a date, when the text makes it the start or end of a span and no source does."""
    text = case.text
    bound = _BOUNDS.get(text.folds[at - 1], "")
    years = sum(q.form == "year" for q in case.quantities)
    if (
        text.folds[at - 1] == "from"
        and years > 1
        and "to" in text.folds[at + 1 : at + 3]
        and text.folds[at].isdigit()
    ):
        return ""  # "in each year from 2017 to 2019"
    if not bound or not _is_date(text, at) or _is_of_role(case, at):
        return ""
    places = case.exact(at)
    for s, j in places:
        source = case.sources[s]
        about = source.folds[max(source.clause(j).first, j - 4) : source.clause(j).last + 1]
        ranged = bound == "start" and source.folds[j + 1 : j + 2] == ["to"] == text.folds[at + 1 : at + 2]
        words = _ENDING if bound == "end" else _BEGINNING
        if ranged or not words.isdisjoint(about):
            return ""
    return f'The sources say of it: "{case.quote(places[0])}".' if places else ""


def _is_date(text: Reading, at: int) -> bool:
    fold = text.folds[at]
    return (fold in MONTHS and text.words[at][0].isupper()) or (
        fold.isdigit() and len(fold) == 4 and fold[:2] in ("19", "20")
    )


def _is_of_role(case: Case, at: int) -> bool:
    """Whether the date is one of the role's own."""
    if case.role is None:
        return False
    year = next((f for f in case.text.folds[at : at + 2] if f.isdigit() and len(f) == 4), "")
    return bool(year) and any(date.startswith(year) for date in (case.role.start, case.role.end))
