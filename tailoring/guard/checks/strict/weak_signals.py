"""What only `strict` doubts: signals too weak to stand alone, where the writer was told to keep the sources' words.

A verb parted from its object, a word of time or extent that no source has, a limit lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support import neighbours
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Clause, Reading

_PASSIVE = frozenset("was were is are been being be".split())


def find(case: Case) -> Iterator[Finding]:
    yield from (*_verbs(case), *_bold(case), *_limits(case))


def _verbs(case: Case) -> Iterator[Finding]:
    """A source's verb before an object that the sources tell only elsewhere."""
    text, told = case.text, neighbours.company_of(case)
    neutral = lexicon.groups("plain.txt")["neutral"]
    for at in range(len(text) - 1):
        if not text.deed(at) or not case.exact(at) or text.folds[at] in _PASSIVE or text.keys[at] in neutral:
            continue
        thing = next((i for i in range(at + 1, min(at + 5, len(text))) if told.counts(i)), -1)
        if thing < 0 or text.sentence_of(thing) != text.sentence_of(at) or text.deed(thing):
            continue
        if not told.passages(at) & told.passages(thing):
            reason = f'The sources do not say "{text.words[at]}" of "{text.words[thing]}".'
            yield Finding(Kind.ROLE_INFLATED, at, thing, reason, sure=False)


def _bold(case: Case) -> Iterator[Finding]:
    """Plain words that stretch or join facts, and that no source has."""
    bold = lexicon.folds_of("bold.txt")
    for at, fold in enumerate(case.text.folds):
        if fold == "all" and case.text.folds[at - 1] == "in" and at == case.text.clause(at).last:
            continue  # "eleven boxes in all"
        if fold in bold and not any(fold in source.spots for source in case.sources) and at:
            yield Finding(Kind.SCOPE_INFLATED, at, at, f'No source says "{case.text.words[at]}".', sure=False)


def _limits(case: Case) -> Iterator[Finding]:
    """A source clause whose words the text takes up without a word that limits as the source does."""
    for kind in lexicon.wordings("limits.txt"):
        if case.text.said("limits.txt", kind):
            continue
        for s, source in enumerate(case.sources):
            for number, clause in _limited(source, kind):
                taken = [
                    i
                    for i in range(len(case.text))
                    if case.content(i)
                    and any(t == s and source.clause_of[j] == number for t, j in case.near(i))
                ]
                if len(taken) >= 2:
                    reason = f'The sources limit it: "{source.slice(clause.first, clause.last)}".'
                    yield Finding(Kind.QUALIFIER_DROPPED, taken[0], taken[0], reason, sure=False)


def _limited(source: Reading, kind: str) -> list[tuple[int, Clause]]:
    """The clauses of a source that have a word of a kind of limits.txt."""
    said = source.said("limits.txt", kind)
    return [
        (number, clause)
        for number, clause in enumerate(source.clauses if said else ())
        if any(source.says(wording, clause.first, clause.last) >= 0 for wording in said)
    ]
