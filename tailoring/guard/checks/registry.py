"""Every check that the guard makes, in the order in which it makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.deeds import doers, fragments, hindered, strength, unfulfilled
from tailoring.guard.checks.extent import dropped, qualifiers, scope, universals
from tailoring.guard.checks.honours import awards, degrees, titles
from tailoring.guard.checks.names import joined, moved, places, unknown
from tailoring.guard.checks.numbers import amounts, dates, frequency, timing
from tailoring.guard.checks.outcomes import movers, outcomes, tails
from tailoring.guard.checks.strict import neighbours, unlicensed


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its module's place under `checks`, and what finds unsupported claims in a case."""

    name: str
    find: Callable[[Case], Iterator[Finding]]
    of_relations: bool = False  # it asks what stands with what: words taken over together answer that


# The most telling first: of two findings about the same words the first is told.
CHECKS: tuple[Check, ...] = (
    Check("honours.degrees", degrees.find),
    Check("honours.awards", awards.find),
    Check("honours.titles", titles.find),
    Check("names.places", places.find),
    Check("numbers.dates", dates.find),
    Check("numbers.amounts", amounts.find),
    Check("numbers.frequency", frequency.find),
    Check("names.unknown", unknown.find),
    Check("names.moved", moved.find, of_relations=True),
    Check("names.joined", joined.find, of_relations=True),
    Check("deeds.strength", strength.find, of_relations=True),
    Check("extent.scope", scope.find),
    Check("extent.qualifiers", qualifiers.find),
    Check("outcomes.outcomes", outcomes.find),
    Check("outcomes.movers", movers.find),
    Check("extent.dropped", dropped.find),
    Check("outcomes.tails", tails.find),
    Check("deeds.hindered", hindered.find, of_relations=True),
    Check("deeds.unfulfilled", unfulfilled.find),
    Check("extent.universals", universals.find),
    Check("numbers.timing", timing.find),
    Check("deeds.doers", doers.find, of_relations=True),
    Check("strict.neighbours", neighbours.find, of_relations=True),
    Check("deeds.fragments", fragments.find, of_relations=True),
    Check("strict.unlicensed", unlicensed.find),
)
