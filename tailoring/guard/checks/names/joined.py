"""Names that the text joins to one list and the sources keep apart: "Arburg and Engel" of "Engel I never set"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.claims import Kind
from tailoring.guard.support.recognised import is_name
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading
from tailoring.guard.text.others import SELF

_JOINS = frozenset(("and", "or"))
_BEING = lexicon.words("names", "being")


def find(case: Case) -> Iterator[Finding]:
    names = [i for i in range(len(case.text)) if is_name(case, i) and case.exact(i) and not case.in_role(i)]
    for one, other in pairwise(names):
        if _is_joined(case.text, one, other) and not case.in_skills(other):
            known = {_clause(case, place) for place in case.exact(one)}
            places = case.exact(other)
            if all(_clause(case, place) not in known and _tells(case, place) for place in places):
                reason = f'The sources say of it only: "{case.quote(places[0])}".'
                yield Finding(Kind.TOOL_SWAPPED, other, other, reason)


def _is_joined(text: Reading, one: int, other: int) -> bool:
    """Whether only a comma or an "and" stands between two names."""
    between = text.folds[one + 1 : other]
    listed = bool(between) or text.clause_of[one] != text.clause_of[other]
    return listed and _JOINS.issuperset(between) and text.sentence_of(one) == text.sentence_of(other)


def _clause(case: Case, place: Place) -> tuple[int, int]:
    return place[0], case.sources[place[0]].clause_of[place[1]]


def _tells(case: Case, place: Place) -> bool:
    """Whether the clause about a place has a verb of its own: it goes on with no list."""
    source = case.sources[place[0]]
    clause = source.clause(place[1])
    return any(
        source.deed(k)
        or source.folds[k] in SELF
        or source.folds[k] in _BEING
        or source.folds[k] in lexicon.past_forms()
        for k in range(clause.first, clause.last + 1)
    )
