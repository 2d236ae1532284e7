"""Two numbers of the same things: whether the sources give the text's deed, or the writer's part, the other one."""

from __future__ import annotations

from tailoring.guard.case import Case
from tailoring.guard.numbers.quantity import Quantity, same
from tailoring.guard.support.stated import Support
from tailoring.guard.text import lexicon

_WRITER = frozenset("i we us my our".split())


def of_a_wider(case: Case, quantity: Quantity, found: Support) -> str:
    """What a source adds to a number to tell it from the writer's: "1.1% vs 1.8% for the branch"."""
    for s, q in found.direct:
        source = case.sources[s]
        rivals = [
            other
            for t, other in case.source_quantities
            if t == s
            and other != q
            and source.sentence_of(other.at) == source.sentence_of(q.at)
            and (other.dimension, other.form) == (q.dimension, q.form)
            and (q.dimension or not other.nouns - q.nouns)
        ]
        after = source.folds[q.to + 1 : q.to + 3]
        told = (
            len(after) == 2
            and after[0] in ("for", "in", "at", "across")
            and after[1] in ("the", "all", "whole")
        )
        named = q.to + 3 < len(source) and source.keys[q.to + 3] in case.text.keys
        if (
            not (rivals and told)
            or named
            or any(same(one, other) for one in case.quantities for other in rivals)
        ):
            return ""
    s, q = found.direct[0]
    return case.sources[s].slice(q.at, min(q.to + 3, len(case.sources[s]) - 1))


def of_another_deed(case: Case, quantity: Quantity, found: Support) -> str:
    """Where the sources give the text's deed to another number of the same things: "I attend 25 of them"."""
    text = case.text
    first = text.clause(quantity.at).first
    verbs = [i for i in range(first, quantity.at) if text.deed(i) and case.places(i)]
    if not verbs or quantity.form != "number":
        return ""
    key = text.keys[verbs[-1]]
    told = [
        (s, j)
        for s, j in case.exact(verbs[-1]) or case.places(verbs[-1])
        if case.sources[s].deed(j) or case.sources[s].verb(j) or case.sources[s].keys[j] != key
    ]
    deeds = {(s, case.sources[s].clause_of[j]) for s, j in told}
    if any((s, case.sources[s].clause_of[q.at]) in deeds for s, q in found.direct):
        return ""
    nouns = frozenset().union(*(q.nouns for _, q in found.direct))
    for s, q in case.source_quantities:
        source = case.sources[s]
        if (
            (s, source.clause_of[q.at]) not in deeds
            or q.form != "number"
            or q.dimension != quantity.dimension
        ):
            continue
        if any(same(one, q) for one in case.quantities) or source.clause(q.at).status & {"other", "never"}:
            continue
        sames = q.dimension or (q.nouns & nouns) - lexicon.connecting() - lexicon.calendar()
        if sames and any(t == s for t, _ in found.direct):
            clause = source.clause(q.at)
            return source.slice(clause.first, clause.last)
    return ""


def undecided(case: Case, quantity: Quantity, found: Support) -> str:
    """The writer's own number where the text gives that of a whole: "18 on my floor, in all 54"."""
    if quantity.form != "number" or not found.direct:
        return ""
    for s, q in found.direct:
        clause = case.sources[s].clause(q.at)
        if clause.mine or not _WRITER.isdisjoint(case.sources[s].folds[clause.first : clause.last + 1]):
            return ""
    s, own = found.direct[0]
    source = case.sources[s]
    for t, q in case.source_quantities:
        clause = source.clause(q.at if t == s else own.at)
        if t != s or q.dimension != own.dimension or q.form != "number" or q == own:
            continue
        alike = bool(q.nouns & own.nouns) or (own.bare and not own.dimension)
        near = abs(clause.sentence - source.sentence_of(own.at)) <= 1
        mine = clause.mine or not _WRITER.isdisjoint(source.folds[clause.first : clause.last + 1])
        if alike and near and mine and not clause.status and not any(same(one, q) for one in case.quantities):
            return f'The sources say of the writer: "{source.slice(clause.first, clause.last)}".'
    return ""
