"""Degrees, certificates and licences: only what the sources, the skills or the role name as held."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.checks.honours.earned import unearned
from tailoring.guard.claims import Kind
from tailoring.guard.support.recognised import is_listed
from tailoring.guard.text import lexicon

_HELD = lexicon.words("honours", "held")
_IN = frozenset(("in", "of"))
_COMPLETED = lexicon.words("honours", "completed")
_PARTLY = lexicon.words("honours", "partly")
_STOPPED = lexicon.words("honours", "stopped")


def find(case: Case) -> Iterator[Finding]:
    yield from _of_other_fields(case)
    yield from _not_finished(case)
    for at, reason in unearned(case, lexicon.folds_of("degrees.txt"), unfinished=True):
        if case.text.folds[at] in _HELD and _is_of_an_entry(case, at):
            continue  # "PCCN certification" of "PCCN, AACN, 2023-05-01"
        yield Finding(Kind.DEGREE_OR_CERTIFICATE, at, at, reason)


def _is_of_an_entry(case: Case, at: int) -> bool:
    """Whether a word for holding a certificate stands beside what a source lists as one."""
    text = case.text
    near = range(max(0, at - 6), min(len(text), at + 6))
    named = [
        i for i in near if text.named(i) and case.content(i) and text.sentence_of(i) == text.sentence_of(at)
    ]
    return any(is_listed(case, place) for i in named for place in case.exact(i))


def _of_other_fields(case: Case) -> Iterator[Finding]:
    """A degree in another field than its source's: "a BA in Economics" of "a BA in History"."""
    text = case.text
    for at in range(len(text) - 2):
        known = text.folds[at] in lexicon.folds_of("degrees.txt")
        if not known or text.folds[at + 1] not in _IN or not case.exact(at + 2):
            continue
        fields = [
            (s, j) for s, j in case.exact(at) if case.sources[s].folds[j + 1 : j + 2] in (["in"], ["of"])
        ]
        if fields and not any((s, j + 2) in case.exact(at + 2) for s, j in fields):
            reason = f'The sources say only: "{case.quote(fields[0])}".'
            yield Finding(Kind.DEGREE_OR_CERTIFICATE, at, at + 2, reason)


def _degrees(case: Case) -> list[Place]:
    """Where the sources name degrees."""
    known = lexicon.folds_of("degrees.txt")
    return [
        (s, j)
        for s, source in enumerate(case.sources)
        for j, fold in enumerate(source.folds)
        if fold in known
    ]


def _not_finished(case: Case) -> Iterator[Finding]:
    """A degree that its source says was stopped, told as completed, or without a word of how far it came."""
    text = case.text
    done = next((at for at in range(len(text)) if text.folds[at] in _COMPLETED), -1)
    if done < 0 and not (_PARTLY | _STOPPED).isdisjoint(text.folds):
        return
    for at in range(len(text)):
        degree = text.folds[at].removesuffix("'s")
        graduate = degree == "graduate" and not case.said(at)
        if not graduate and degree not in lexicon.folds_of("degrees.txt"):
            continue
        for s, j in _degrees(case) if graduate else case.exact(at):
            source = case.sources[s]
            clauses = [c for c in source.clauses if c.sentence == source.sentence_of(j)]
            near = clauses if done >= 0 else [source.clause(j)]
            if any(not _STOPPED.isdisjoint(source.folds[c.first : c.last + 1]) for c in near):
                where = done if done >= 0 else at
                said = source.slice(clauses[0].first, clauses[-1].last)
                yield Finding(Kind.DEGREE_OR_CERTIFICATE, where, where, f'The sources say only: "{said}".')
                return
