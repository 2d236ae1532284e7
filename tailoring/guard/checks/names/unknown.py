"""Names of employers, clients, people, products and technologies that nothing in the evidence names."""

from __future__ import annotations

from collections.abc import Iterator

from content.vocabulary import vocabulary
from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.recognised import is_name, named
from tailoring.guard.text import lexicon

_OF_CLIENTS = frozenset("for at from client clients customer customers behalf with to chain company".split())


def find(case: Case) -> Iterator[Finding]:
    text, at = case.text, 0
    while at < len(text):
        if not _unknown(case, at):
            at += 1
            continue
        last = at
        while last + 1 < len(text) and _unknown(case, last + 1):
            last += 1
        yield Finding(
            _kind(case, at, last), at, last, f'Nothing in the evidence names "{text.slice(at, last)}".'
        )
        at = last + 1


def _unknown(case: Case, at: int) -> bool:
    if not is_name(case, at) or case.said(at):
        return False
    known = lexicon.places()
    place = known.get(case.text.folds[at].removesuffix("'s"))
    if place and any(known.get(fold) == place for source in case.sources for fold in source.folds):
        return False
    if not named(case).isdisjoint(lexicon.regions().get(case.text.folds[at], frozenset())):
        return False  # "Asia" for the Philippines
    word = case.text.words[at]
    plain = word[0].isupper() and word[1:].islower() and case.text.folds[at] not in lexicon.places()
    plain = plain and (not vocabulary().known(word) or bool(case.exact(at)))  # "using Go"
    # A common word with a capital ("the Board", "Medicines Use Reviews") may be licensed as a common word.
    return not (plain and case.licensed(at))


def _kind(case: Case, first: int, last: int) -> Kind:
    text = case.text
    if vocabulary().known(text.slice(first, last)) or vocabulary().known(text.words[first]):
        return Kind.TOOL_ADDED
    before = set(text.folds[max(0, first - 3) : first])
    return Kind.EMPLOYER_OR_CLIENT if before & _OF_CLIENTS else Kind.TOOL_ADDED
