"""Numbers that follow by multiplying or dividing: shares, rates over time, groups of so many each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from tailoring.guard.case import Case
from tailoring.guard.numbers.quantity import Quantity, close

_EACH = frozenset("each apiece every".split())


def is_product(case: Case, quantity: Quantity) -> bool:
    """Whether the number is a share of another, or a rate times its days: "35 a day, five days a week"."""
    if quantity.form != "number":
        return False
    slack = slack_of(quantity)
    shares = [
        q for q in (*case.quantities, *(q for _, q in case.source_quantities)) if q.dimension == "percent"
    ]
    if any(
        close(quantity.size, share.value / 100 * q.size, slack)
        for share in shares
        for q in alike(case, quantity)
    ):
        return True
    if any(close(quantity.size, product, slack) for product in _groups(case)):
        return True
    if _is_each(case, quantity) or _is_by_week(case, quantity):
        return True
    found = [q for _, q in case.source_quantities]
    if quantity.per and any(
        one.dimension == quantity.dimension
        and other.unit == quantity.per
        and other.value > 1
        and close(quantity.size, one.size / other.value, slack)
        for one, other in permutations(found, 2)
    ):
        return True  # "39 an hour" of 312 in 8 hours
    return bool(quantity.per) and any(
        close(quantity.size, one.size * other.value, slack)
        and 1 not in (one.value, other.value)
        and one.dimension in ("", quantity.dimension)
        for one, other in combinations(found, 2)
    )


def _is_each(case: Case, quantity: Quantity) -> bool:
    """Whether a source counts things, and so much for each of them: "six groups, two hours a week each"."""
    return any(
        s == t
        and case.sources[s].sentence_of(one.at) == case.sources[s].sentence_of(other.at)
        and not {"each", "apiece"}.isdisjoint(case.sources[s].folds[other.to + 1 : other.to + 6])
        and not one.dimension
        and other.dimension == quantity.dimension
        and close(quantity.size, one.value * other.size)
        for (s, one), (t, other) in combinations(case.source_quantities, 2)
    )


def _is_by_week(case: Case, quantity: Quantity) -> bool:
    """Whether so many a week are the sources' so many a day, of five or seven days."""
    return quantity.per == "week" and any(
        q.per == "day" and q.dimension == quantity.dimension and (close(quantity.size, n * q.size))
        for _, q in case.source_quantities
        for n in (5, 7)
    )


def _groups(case: Case) -> Iterator[float]:
    """So many groups of so many each: "five classes of 24 pupils", and two such kinds of groups together."""
    kinds = []
    for (s, one), (t, other) in combinations(case.source_quantities, 2):
        between = case.sources[s].folds[one.to + 1 : other.at] if s == t else []
        plain = one.form == other.form == "number" and not one.dimension and not other.dimension
        if plain and 2 <= len(between) <= 3 and between[-1] == "of" and not case.hindered((s, one.at)):
            yield one.size * other.size
        each = plain and (between[-1:] == ["with"] or not _EACH.isdisjoint(_after(case, s, other)))
        if each and len(between) <= 3 and not case.hindered((s, one.at)):
            kinds.append((s, one.at, one.size * other.size))
    for (s, first, some), (t, second, more) in combinations(kinds, 2):
        if s == t and first != second:
            yield some + more


def _after(case: Case, s: int, quantity: Quantity) -> list[str]:
    return case.sources[s].folds[quantity.to + 1 : quantity.to + 5]


def is_over_time(case: Case, quantity: Quantity) -> bool:
    """Whether so many are the sources' so many a year over the years that the text names: "45 over five years"."""
    return not quantity.per and any(
        q.per == span.unit
        and q.dimension == quantity.dimension
        and close(quantity.size, q.size * span.value, slack_of(quantity))
        for _, q in case.source_quantities
        for span in case.quantities
        if span.dimension == "time" and span.value > 1 and span is not quantity
    )


def is_share_of_derived(case: Case, quantity: Quantity) -> bool:
    """Whether the number is the sources' share of one that follows from them: a third of the 45 above."""
    if quantity.dimension or quantity.form != "number":
        return False
    return any(
        close(quantity.size, share.value / 100 * whole.size, slack_of(quantity))
        for _, share in case.source_quantities
        if share.dimension == "percent"
        for whole in case.quantities
        if whole is not quantity and is_over_time(case, whole)
    )


def alike(case: Case, quantity: Quantity) -> list[Quantity]:
    """The sources' quantities of the same dimension."""
    return [q for _, q in case.source_quantities if q.dimension == quantity.dimension]


def slack_of(quantity: Quantity) -> float:
    """By what share a computed number may differ from the one told: more where the text hedges."""
    return 0.06 if quantity.hedge else 0.012
