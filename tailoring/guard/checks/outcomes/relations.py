"""What a text puts together must stand together in a source: a possessor and its thing, two things under one verb."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.recognised import is_name
from tailoring.guard.text import lexicon

Spot = tuple[int, int]  # a source and a sentence of it


def find(case: Case) -> Iterator[Finding]:
    yield from _possessors(case)
    yield from _joined(case)
    yield from _added(case)


def _added(case: Case) -> Iterator[Finding]:
    """ "X and Y" where nothing licenses Y: a thing added to a list ("personal and business loans")."""
    text = case.text
    for clause in text.clauses[1:]:
        at = clause.first + 1
        if text.folds[clause.first] not in ("and", "or") or at > clause.last or not case.content(at):
            continue
        before = text.clauses[text.clause_of[at] - 1].last
        joined = text.sentence_of(before) == clause.sentence and before == clause.first - 1
        verb = text.deed(at) or text.verb(at) or text.folds[at].endswith(("ing", "ed", "ly"))
        verb = verb or text.keys[at] in lexicon.ladder() or text.named(at)
        verb = verb or text.hyphened[at] or (at < clause.last and text.hyphened[at + 1])
        if (
            joined
            and not verb
            and case.exact(before)
            and not text.deed(before)
            and not (case.licensed(at) or text.keys[at] in lexicon.groups("plain.txt")["strict"])
        ):
            yield Finding(Kind.SCOPE_INFLATED, at, at, f'Nothing in the sources says "{text.words[at]}".')


def _possessors(case: Case) -> Iterator[Finding]:
    """ "The conservatory's choir", where no source has the two in one sentence."""
    text = case.text
    for at, fold in enumerate(text.folds[:-1]):
        if (
            not fold.endswith(("'s", "s'"))
            or text.clause_of[at] != text.clause_of[at + 1]
            or case.in_role(at)
        ):
            continue
        things = [
            i for i in range(at + 1, min(at + 4, text.clause(at).last + 1)) if case.exact(i) and case.about(i)
        ]
        owner = _spots(case, at)
        if owner and things and case.exact(at) and not any(owner & _spots(case, i) for i in things):
            reason = f'The sources do not say this of "{text.words[at]}".'
            sure = is_name(case, at) or (at > 0 and is_name(case, at - 1))
            yield Finding(Kind.EMPLOYER_OR_CLIENT, at, things[0], reason, sure=sure)


def _joined(case: Case) -> Iterator[Finding]:
    """ "X and Y" under one verb, where the sources tell of Y only with another verb about other things."""
    text = case.text
    for clause in text.clauses[1:]:
        at = clause.first + 1
        if text.folds[clause.first] not in ("and", "or") or at > clause.last or not _is_thing(case, at):
            continue
        before = text.clauses[text.clause_of[at] - 1]
        if before.sentence != clause.sentence or text.deed(before.last) or not case.exact(before.last):
            continue
        spots = _spots(case, at)
        about = [*range(before.first, before.last), *range(at + 1, clause.last + 1)]
        company = [i for i in about if (case.about(i) or is_name(case, i)) and text.keys[i] != text.keys[at]]
        if (
            spots
            and company
            and not spots & _spots(case, before.last)
            and not any(spots & _spots(case, i) for i in company)
        ):
            s, j = case.places(at)[0]
            sure = is_name(case, at) or all(map(case.hindered, case.exact(at)))
            reason = f'The sources say it of something else: "{case.quote((s, j))}".'
            yield Finding(
                Kind.LANGUAGE_OR_LOCATION if text.named(at) else Kind.SCOPE_INFLATED,
                at,
                at,
                reason,
                sure=sure,
            )


def _is_thing(case: Case, at: int) -> bool:
    text = case.text
    return (
        bool(case.exact(at))
        and case.content(at)
        and not text.deed(at)
        and not case.in_skills(at)
        and not case.in_role(at)
        and text.keys[at] not in lexicon.calendar()
    )


def _spots(case: Case, at: int) -> set[Spot]:
    return {(s, case.sources[s].sentence_of(j)) for s, j in case.places(at)}
