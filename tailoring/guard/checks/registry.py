"""Every check that the guard makes, in the order in which it makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.deeds import doers, fragments, hindered, making, status, strength, unfulfilled
from tailoring.guard.checks.extent import dropped, languages, qualifiers, scope, universals
from tailoring.guard.checks.honours import awards, degrees, titles
from tailoring.guard.checks.names import joined, moved, places, unknown
from tailoring.guard.checks.numbers import amounts, dates, frequency, team_sizes, timing
from tailoring.guard.checks.outcomes import foreign_sentences, movers, outcomes, tails
from tailoring.guard.checks.strict import neighbours, unlicensed
from tailoring.guard.claims import Kind


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its module's place under `checks`, what finds unsupported claims in a case, and their kinds."""

    name: str
    find: Callable[[Case], Iterator[Finding]]
    kinds: tuple[Kind, ...]
    of_relations: bool = False  # it asks what stands with what: words taken over together answer that


# The most telling first: of two findings about the same words the first is told.
CHECKS: tuple[Check, ...] = (
    Check("outcomes.foreign_sentences", foreign_sentences.find, (Kind.OUTCOME_INVENTED,)),
    Check("honours.degrees", degrees.find, (Kind.DEGREE_OR_CERTIFICATE,)),
    Check("honours.awards", awards.find, (Kind.AWARD_OR_PUBLICATION,)),
    Check("honours.titles", titles.find, (Kind.TITLE_OR_SENIORITY,)),
    Check("numbers.team_sizes", team_sizes.find, (Kind.TEAM_SIZE,)),
    Check("names.places", places.find, (Kind.LANGUAGE_OR_LOCATION,)),
    Check("numbers.dates", dates.find, (Kind.DATE_OR_DURATION,)),
    Check(
        "numbers.amounts",
        amounts.find,
        (
            Kind.DATE_OR_DURATION,
            Kind.NUMBER_CHANGED,
            Kind.NUMBER_INVENTED,
            Kind.PERCENT_OR_MONEY_INVENTED,
            Kind.TEAM_SIZE,
            Kind.UNIT_OR_SCALE_CHANGED,
        ),
    ),
    Check("numbers.frequency", frequency.find, (Kind.UNIT_OR_SCALE_CHANGED,)),
    Check(
        "names.unknown",
        unknown.find,
        (
            Kind.EMPLOYER_OR_CLIENT,
            Kind.TOOL_ADDED,
        ),
    ),
    Check(
        "names.moved",
        moved.find,
        (
            Kind.EMPLOYER_OR_CLIENT,
            Kind.LANGUAGE_OR_LOCATION,
            Kind.TOOL_SWAPPED,
        ),
        of_relations=True,
    ),
    Check("names.joined", joined.find, (Kind.TOOL_SWAPPED,), of_relations=True),
    Check(
        "deeds.status",
        status.find,
        (
            Kind.QUALIFIER_DROPPED,
            Kind.ROLE_INFLATED,
        ),
        of_relations=True,
    ),
    Check("deeds.strength", strength.find, (Kind.ROLE_INFLATED,), of_relations=True),
    Check("deeds.making", making.find, (Kind.ROLE_INFLATED,), of_relations=True),
    Check("extent.scope", scope.find, (Kind.SCOPE_INFLATED,)),
    Check("extent.qualifiers", qualifiers.find, (Kind.QUALIFIER_DROPPED,)),
    Check(
        "outcomes.outcomes",
        outcomes.find,
        (
            Kind.CAUSALITY_INVENTED,
            Kind.OUTCOME_INVENTED,
        ),
    ),
    Check("outcomes.movers", movers.find, (Kind.CAUSALITY_INVENTED,)),
    Check(
        "extent.dropped",
        dropped.find,
        (
            Kind.DEGREE_OR_CERTIFICATE,
            Kind.QUALIFIER_DROPPED,
            Kind.ROLE_INFLATED,
            Kind.SCOPE_INFLATED,
        ),
    ),
    Check(
        "outcomes.tails",
        tails.find,
        (
            Kind.CAUSALITY_INVENTED,
            Kind.OUTCOME_INVENTED,
        ),
    ),
    Check(
        "deeds.hindered",
        hindered.find,
        (
            Kind.ROLE_INFLATED,
            Kind.UNLICENSED_WORD,
        ),
        of_relations=True,
    ),
    Check("deeds.unfulfilled", unfulfilled.find, (Kind.QUALIFIER_DROPPED,)),
    Check(
        "extent.universals",
        universals.find,
        (
            Kind.EMPLOYER_OR_CLIENT,
            Kind.QUALIFIER_DROPPED,
            Kind.SCOPE_INFLATED,
            Kind.TOOL_SWAPPED,
            Kind.UNIT_OR_SCALE_CHANGED,
        ),
    ),
    Check("extent.languages", languages.find, (Kind.LANGUAGE_OR_LOCATION,)),
    Check(
        "numbers.timing",
        timing.find,
        (
            Kind.DATE_OR_DURATION,
            Kind.NUMBER_CHANGED,
        ),
    ),
    Check(
        "deeds.doers",
        doers.find,
        (
            Kind.DATE_OR_DURATION,
            Kind.NUMBER_CHANGED,
            Kind.ROLE_INFLATED,
            Kind.TOOL_SWAPPED,
            Kind.UNLICENSED_WORD,
        ),
        of_relations=True,
    ),
    Check(
        "strict.neighbours",
        neighbours.find,
        (
            Kind.DATE_OR_DURATION,
            Kind.NUMBER_CHANGED,
            Kind.TOOL_SWAPPED,
            Kind.UNLICENSED_WORD,
        ),
        of_relations=True,
    ),
    Check(
        "deeds.fragments",
        fragments.find,
        (
            Kind.DATE_OR_DURATION,
            Kind.NUMBER_CHANGED,
            Kind.TOOL_SWAPPED,
            Kind.UNLICENSED_WORD,
        ),
        of_relations=True,
    ),
    Check(
        "strict.unlicensed",
        unlicensed.find,
        (
            Kind.ROLE_INFLATED,
            Kind.UNIT_OR_SCALE_CHANGED,
            Kind.UNLICENSED_WORD,
        ),
    ),
)
