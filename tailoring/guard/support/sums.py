"""Numbers that are the sum of the sources' numbers, told so or standing side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from tailoring.guard.case import Case
from tailoring.guard.numbers.quantity import Quantity, close
from tailoring.guard.support.multiplied import slack_of
from tailoring.guard.text import lexicon

_JOINTS = lexicon.words("support", "joints")


def is_sum(case: Case, quantity: Quantity) -> bool:
    # Spans of time told one after another add up without a word for it.
    if tells(case, "sum") or quantity.dimension == "time":
        return any(close(quantity.size, total, slack_of(quantity)) for total in _sums(case, quantity))
    return is_plain_sum(case, quantity) or _is_run(case, quantity)


def _is_run(case: Case, quantity: Quantity) -> bool:
    """Whether all the bare figures of a sentence add up, the first of what is counted: "4 concerts, then 7, and 5"."""
    runs: dict[tuple[int, int], list[Quantity]] = {}
    for s, q in case.source_quantities:
        if q.form == "number" and not q.dimension:
            runs.setdefault((s, case.sources[s].sentence_of(q.at)), []).append(q)
    counted = {case.text.keys[i] for i in range(quantity.to + 1, min(quantity.to + 3, len(case.text)))}
    return any(
        len(part) >= 3
        and (part[0].nouns | part[-1].nouns) & counted
        and close(quantity.size, sum(q.size for q in part))
        for run in runs.values()
        for part in (run, run[1:])
    )


def is_plain_sum(case: Case, quantity: Quantity) -> bool:
    """Whether two neighbours in a source that "and" or "another" joins add up: "23 operators … and another 17"."""
    return any(
        s == t
        and one.to < other.at <= one.to + 9
        and one.form == other.form == "number"
        and one.dimension == other.dimension == quantity.dimension
        and close(quantity.size, one.size + other.size)
        and not is_apart(case, s, one, other)
        and of_a_kind(case, quantity, one, other)
        and not case.hindered((s, one.at))
        and not case.hindered((s, other.at))
        for (s, one), (t, other) in combinations(case.source_quantities, 2)
    )


def is_apart(case: Case, s: int, one: Quantity, other: Quantity) -> bool:
    """Whether nothing joins two figures of a source to a sum: two sentences, a range, a change."""
    source = case.sources[s]
    between = source.folds[one.to + 1 : other.at]
    ranged = source.folds[one.at - 1 : one.at] == ["between"] and between == ["and"]
    return ranged or source.sentence_of(one.at) != source.sentence_of(other.at) or _JOINTS.isdisjoint(between)


def of_a_kind(case: Case, quantity: Quantity, *operands: Quantity) -> bool:
    """Whether figures may be added up to what the text counts: not when one alone counts that, another something else.

    "5 pieces from each of 4 presses" never gives 9 presses.
    """
    if quantity.dimension:
        return True
    counted = {case.text.keys[i] for i in range(quantity.to + 1, min(quantity.to + 4, len(case.text)))}
    its = [bool(one.nouns & counted) for one in operands if one.nouns and not one.bare]
    return all(its) or not any(its)


def _sums(case: Case, quantity: Quantity) -> Iterator[float]:
    """Sums of two numbers of any sources, and of neighbours within one."""
    found = [
        (s, q) for s, q in case.source_quantities if q.dimension == quantity.dimension and q.form == "number"
    ]
    for (s, one), (t, other) in combinations(found, 2):
        if s != t and of_a_kind(case, quantity, one, other):
            yield one.size + other.size
    for source in range(len(case.sources)):
        here = [q for s, q in found if s == source]
        for first in range(len(here)):
            for last in range(first + 2, len(here) + 1):
                ranged = any(_is_range(case, source, *pair) for pair in pairwise(here[first:last]))
                if not ranged and of_a_kind(case, quantity, *here[first:last]):
                    yield sum(q.size for q in here[first:last])


def _is_range(case: Case, s: int, one: Quantity, other: Quantity) -> bool:
    """Whether two figures are the ends of one: "5 to 7 a day"."""
    return case.sources[s].folds[one.to + 1 : other.at] in (["to"], ["or"])


def tells(case: Case, kind: str) -> bool:
    return any(wording[0] in case.text.spots for wording in lexicon.wordings("derivations.txt")[kind])
