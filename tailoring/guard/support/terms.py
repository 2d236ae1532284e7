"""Terms of the job that its map of evidence lets a text use for one source: the job's own name for the same thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.text.reading import read

# What a name for a thing may say. A number, a post, a degree, a place or somebody's name is a fact, however a job
# words it.
_NAMING = frozenset(
    (Kind.UNLICENSED_WORD, Kind.TOOL_ADDED, Kind.TOOL_SWAPPED, Kind.SCOPE_INFLATED, Kind.OUTCOME_INVENTED,
     Kind.ROLE_INFLATED)
)  # fmt: skip

Span = tuple[int, int]  # the first and the last word of a part of the text


def granted(case: Case, terms: Sequence[Collection[str]]) -> list[Span]:
    """Where the text uses a term that one of its sources licenses, among that source's own words.

    `terms` has the licensed terms of each source, in the order of the sources.
    """
    return [
        span
        for s, of_source in enumerate(terms)
        for term in of_source
        for span in _uses(case, term)
        if _is_among_words_of(case, span, s)
    ]


def allows(case: Case, spans: Sequence[Span], finding: Finding) -> bool:
    """Whether a doubt is about words of a granted term alone, and about no deed: a verb's strength stays a claim."""
    verb = finding.kind in (Kind.ROLE_INFLATED, Kind.OUTCOME_INVENTED) and case.text.verb(finding.at)
    inside = any(first <= finding.at and finding.to <= last for first, last in spans)
    return inside and finding.kind in _NAMING and not verb


def _uses(case: Case, term: str) -> Iterator[Span]:
    keys = read(term).keys
    for at in range(len(case.text) - len(keys) + 1 if keys else 0):
        if case.text.keys[at : at + len(keys)] == keys:
            yield at, at + len(keys) - 1


def _is_among_words_of(case: Case, span: Span, s: int) -> bool:
    """Whether no other source has more of the words about the term than its own."""
    if len(case.sources) == 1:
        return True
    words = case.context(*span)
    has = [
        sum(any(t == other for t, _ in case.places(i)) for i in words) for other in range(len(case.sources))
    ]
    return bool(words) and has[s] == max(has)
