"""Who moved a figure: the writer, where the source only says that it moved."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.outcomes.outcomes import has, phrase
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import is_own
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon


def find(case: Case) -> Iterator[Finding]:
    """A figure told as moved by the writer, where the source only says that it moved: "went from 9 % to 6 %"."""
    text, groups = case.text, lexicon.groups("outcomes.txt")
    figures = [q for q in case.quantities if q.form in ("number", "fraction") and support(case, q)]
    for at, key in enumerate(text.keys):
        clause = text.clause(at)
        moves = key in groups["up"] or key in groups["down"] or phrase(case, at)
        if not moves or not text.deed(at) or case.exact(at) or at != clause.first:
            continue
        told = [q for q in figures if at < q.at <= clause.last]
        places = {
            (s, case.sources[s].sentence_of(q.at)) for own in told for s, q in support(case, own).direct
        }
        if places and not any(is_own(case, place) or _is_caused(case, place) for place in places):
            reason = f'The sources do not say that the writer did it ("{text.words[at]}").'
            yield Finding(Kind.CAUSALITY_INVENTED, at, at, reason)


def _is_caused(case: Case, place: tuple[int, int]) -> bool:
    s, number = place
    source = case.sources[s]
    clauses = [clause for clause in source.clauses if clause.sentence == number]
    return has(source, "state", clauses[0].first, clauses[-1].last)
