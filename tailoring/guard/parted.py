"""What only `strict` doubts: signals too weak to stand alone, where the writer was told to keep the sources' words.

A verb parted from its object, a word of time or extent that no source has, a limit lost on the way, a preposition
that ties a name otherwise than its source does.
"""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard import company, lexicon
from tailoring.guard.case import Case, Finding
from tailoring.guard.names import is_name
from tailoring.guard.reading import Clause, Reading

_PREPOSITIONS = frozenset(
    "of in on at by for from to with under over into through across between during without".split()
)
_PASSIVE = frozenset("was were is are been being be".split())


def find(case: Case) -> Iterator[Finding]:
    yield from (*_verbs(case), *_bold(case), *_limits(case), *_tied(case))


def _verbs(case: Case) -> Iterator[Finding]:
    """A source's verb before an object that the sources tell only elsewhere."""
    text, told = case.text, company.company_of(case)
    neutral = lexicon.groups("plain.txt")["neutral"]
    for at in range(len(text) - 1):
        if not text.deed(at) or not case.exact(at) or text.folds[at] in _PASSIVE or text.keys[at] in neutral:
            continue
        thing = next((i for i in range(at + 1, min(at + 5, len(text))) if told.counts(i)), -1)
        if thing < 0 or text.sentence_of(thing) != text.sentence_of(at) or text.deed(thing):
            continue
        if not told.passages(at) & told.passages(thing):
            reason = f'The sources do not say "{text.words[at]}" of "{text.words[thing]}".'
            yield Finding("role_inflated", at, thing, reason, sure=False)


def _bold(case: Case) -> Iterator[Finding]:
    """Plain words that stretch or join facts, and that no source has."""
    bold = lexicon.folds_of("bold.txt")
    for at, fold in enumerate(case.text.folds):
        if fold in bold and not any(fold in source.spots for source in case.sources) and at:
            yield Finding("scope_inflated", at, at, f'No source says "{case.text.words[at]}".', sure=False)


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
                    yield Finding("qualifier_dropped", taken[0], taken[0], reason, sure=False)


def _limited(source: Reading, kind: str) -> list[tuple[int, Clause]]:
    """The clauses of a source that have a word of a kind of limits.txt."""
    said = source.said("limits.txt", kind)
    return [
        (number, clause)
        for number, clause in enumerate(source.clauses if said else ())
        if any(source.says(wording, clause.first, clause.last) >= 0 for wording in said)
    ]


def _tied(case: Case) -> Iterator[Finding]:
    """A name after another preposition than each that its sources put before it."""
    for at in range(len(case.text)):
        if not is_name(case, at) or case.in_role(at) or case.in_skills(at):
            continue
        own = _preposition(case.text, at)
        said = {_preposition(case.sources[s], j) for s, j in case.exact(at)}
        if own and said and "" not in said and own not in said:
            reason = f'The sources say "{min(said)} {case.text.words[at]}", not "{own}".'
            yield Finding("employer_or_client", at, at, reason, sure=False)


def _preposition(reading: Reading, at: int) -> str:
    for i in range(at - 1, max(reading.clause(at).first, at - 3) - 1, -1):
        if reading.folds[i] in _PREPOSITIONS:
            return reading.folds[i]
    return ""
