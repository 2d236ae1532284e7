"""Deeds that a source only plans, denies or tells of somebody else, and that the text claims as done."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import denies, named_too
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Clause

_PLANS = frozenset(map(lexicon.key, "plan proposed intended hoped".split()))


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    if not any(clause.status & HINDERED for source in case.sources for clause in source.clauses):
        return
    for clause in text.clauses:
        verbs = [
            i
            for i in range(clause.first, clause.last + 1)
            if text.verb(i) or " ".join(text.keys[i : i + 2]) in lexicon.ladder()
        ]
        words = [i for i in range(clause.first, clause.last + 1) if case.about(i)]
        if not verbs or len(words) < 2:
            continue
        hindered, said, free = 0.0, None, 0.0
        for s, source in enumerate(case.sources):
            for other in source.clauses:
                score = _score(case, s, other, words)
                denied = other.status & HINDERED == {"never"} and denies(case, clause.first)
                if (
                    other.status & HINDERED
                    and not denied
                    and not other.status & text.clause(clause.first).status
                ):
                    if score > hindered:
                        hindered, said = score, (s, other)
                else:
                    free = max(free, score)
        if said is not None and named_too(case, *said):
            continue
        if said is not None and "planned" in said[1].status and not _PLANS.isdisjoint(text.keys):
            continue
        if said is not None and hindered >= 2 and hindered > free + 0.5:
            s, other = said
            kind = Kind.QUALIFIER_DROPPED if "planned" in other.status else Kind.ROLE_INFLATED
            sure = hindered >= free + 1
            reason = f'The sources say: "{case.sources[s].slice(other.first, other.last)}".'
            yield Finding(kind, verbs[0], verbs[0], reason, sure=sure)


def _score(case: Case, s: int, clause: Clause, words: list[int]) -> float:
    return sum(any(t == s and clause.first <= j <= clause.last for t, j in case.places(i)) for i in words)
