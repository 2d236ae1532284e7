"""Years, months and seasons: each must stand in the sources or in the role's dates."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.support.referents import misplaced
from tailoring.guard.support.stated import Support, support
from tailoring.guard.text.model import MONTHS, SEASONS


def find(case: Case) -> Iterator[Finding]:
    for quantity in case.quantities:
        if quantity.form != "year":
            continue
        found = support(case, quantity)
        if not found:
            years = sorted({int(q.value) for _, q in case.source_quantities if q.form == "year"})
            said = ", ".join(map(str, years)) or "no year"
            yield Finding(
                Kind.DATE_OR_DURATION, quantity.at, quantity.to, f"The sources and the role say {said}."
            )
        elif reason := _other_month(case, quantity, found) or misplaced(case, quantity, found):
            yield Finding(Kind.DATE_OR_DURATION, quantity.at, quantity.to, reason)
    for at, fold in enumerate(case.text.folds):
        if _is_month(case, at) and (rival := _rival_month(case, at)):
            yield Finding(Kind.DATE_OR_DURATION, at, at, f'Here the sources say "{rival}".')
            continue
        if (fold in SEASONS or _is_month(case, at)) and not case.said(at) and not _month_of_role(case, fold):
            yield Finding(Kind.DATE_OR_DURATION, at, at, f'No source says "{case.text.words[at]}".')


def _other_month(case: Case, quantity: Quantity, found: Support) -> str:
    """What the sources say of the month or season before a year, when no deed of the writer's has the two together."""
    before = case.text.folds[quantity.at - 1] if quantity.at else ""
    if before not in SEASONS and before not in MONTHS:
        return ""
    pairs = [(s, q) for s, q in case.source_quantities if q.at and case.sources[s].folds[q.at - 1] == before]
    together = [(s, q) for s, q in found.direct if (s, q) in pairs]
    if together:
        return misplaced(case, quantity, Support(tuple(together)))
    for s, q in pairs:
        if q.form == "year":
            return f'The sources say "{case.sources[s].slice(q.at - 1, q.to)}".'
    return ""


def _rival_month(case: Case, at: int) -> str:
    """The month that the sources have where the text puts this one, and that the text leaves out."""
    places = case.exact(at)
    if not places:
        return ""
    words = case.context(at, at)
    own = max(case.nearness(words, place) for place in places)
    for s, source in enumerate(case.sources):
        for j, fold in enumerate(source.folds):
            missing = fold in MONTHS and fold not in case.text.spots and source.words[j][0].isupper()
            if missing and case.nearness(words, (s, j)) > own + 0.9:
                return source.words[j]
    return ""


def _is_month(case: Case, at: int) -> bool:
    return case.text.folds[at] in MONTHS and case.text.words[at][0].isupper()


def _month_of_role(case: Case, fold: str) -> bool:
    if case.role is None or fold not in MONTHS:
        return False
    number = f"-{MONTHS.index(fold) + 1:02d}"
    return any(
        date.endswith(number) or fold[:3] in date.casefold() for date in (case.role.start, case.role.end)
    )
