"""Work shared with others: what a source tells as done together may not be told as the writer's alone.

`find` looks at the clause whose words a clause of the text takes up; where that clause says with whom, or among how
many, the text must say so too, or say less.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.text import lexicon
from tailoring.guard.text.reading import read

_SHARE, _ADMITS = lexicon.patterns("shares.txt")["source"], lexicon.patterns("shares.txt")["text"]


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    yield from _joint(case)
    if _ADMITS.search(text.text):
        wide = [
            clause for clause in text.clauses if not _ADMITS.search(text.slice(clause.first, clause.last))
        ]
        if len(wide) < len(text.clauses) and len(text.clauses) < 3:
            return
    for s, source in enumerate(case.sources):
        for first, last in _shared(source.text):
            clause = source.clause(first)
            number = source.clause_of[first]
            start = clause.first
            if source.folds[start] in ("together", "between", "with", "nearly") or not _has_verb(
                case, s, start, first
            ):
                start = source.clauses[max(0, number - 1)].first
            said = source.folds[first : last + 1]
            partner = {
                source.keys[j] for j in range(first, min(last + 2, len(source)))
            } - lexicon.connecting()
            hit = [
                i
                for i in range(len(text))
                if case.content(i) or case.numeric(i)
                if any(
                    t == s and start <= j <= clause.last and not first <= j <= last for t, j in case.exact(i)
                )
            ]
            if len(hit) < 2 or not partner.isdisjoint(text.keys):
                continue
            around = text.clause(hit[0])
            end = text.clause(hit[-1]).last
            if _ADMITS.search(text.slice(around.first, end)):
                continue
            yield Finding(
                Kind.QUALIFIER_DROPPED, hit[0], hit[0], f'The sources say "{" ".join(said)}".', sure=False
            )


def _joint(case: Case) -> Iterator[Finding]:
    """A deed that a source tells with "co-" and the text without: "co-ran the club"."""
    text = case.text
    for source in case.sources:
        for j in source.spots.get("co", ()):
            if j + 1 >= len(source) or not source.hyphened[j + 1]:
                continue
            for at, key in enumerate(text.keys):
                clause = text.clause(at)
                alone = key == source.keys[j + 1] and text.folds[at - 1 : at] != ["co"]
                if alone and not _ADMITS.search(text.slice(clause.first, clause.last)):
                    yield Finding(
                        Kind.QUALIFIER_DROPPED, at, at, f'The sources say "{source.slice(j, j + 1)}".'
                    )


def _has_verb(case: Case, s: int, first: int, last: int) -> bool:
    """Whether words `first` to `last` of a source have a verb."""
    source = case.sources[s]
    return any(source.deed(j) or source.verb(j) for j in range(first, last))


@lru_cache(maxsize=8192)
def _shared(text: str) -> tuple[tuple[int, int], ...]:
    """The first and last words of each wording of a source that tells of a part of others."""
    reading = read(text)
    found = []
    for match in _SHARE.finditer(text):
        words = [
            j for j, (start, end) in enumerate(reading.spans) if start < match.end() and end > match.start()
        ]
        if words:
            found.append((words[0], words[-1]))
    return tuple(found)
