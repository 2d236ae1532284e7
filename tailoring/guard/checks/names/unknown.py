"""Names of employers, clients, people, products and technologies that nothing in the evidence names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from content import mentions
from content.vocabulary import vocabulary
from content.vocabulary import words as vocabulary_words
from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import denies
from tailoring.guard.support.recognised import is_name, named
from tailoring.guard.text import lexicon

_OF_CLIENTS = lexicon.words("names", "of_clients")


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
    if _is_another_thing(case, at) or _is_denied(case, at):
        return True
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


def _is_denied(case: Case, at: int) -> bool:
    """Whether the sources name a thing only as one that the writer does without: "no Otis yet"."""
    places = case.exact(at) if case.text.named(at) and not case.in_skills(at) else []
    denied = all(case.sources[s].folds[j - 1 : j] in (["no"], ["without"], ["not"]) for s, j in places)
    return bool(places) and denied and not denies(case, at)


def _is_another_thing(case: Case, at: int) -> bool:
    """Whether the text names a tool by a word that the evidence has in another sense: "in Go" of "Go-Ahead buses"."""
    word = case.text.words[at]
    if not word[0].isupper() or not mentions.is_ordinary(word) or not case.exact(at):
        return False
    evidence = [source.text for source in case.sources]
    titles = (case.role.company, case.role.title) if case.role else ()
    return (
        mentions.names(case.text.text, word)
        and not any(mentions.names(text, word) for text in evidence)
        and not any(mentions.lists(entry, word) for entry in (*case.skills, *titles))
        and not any(_spelled_alike(source.text, case.text.text, word) for source in case.sources)
    )


def _spelled_alike(source: str, text: str, word: str) -> bool:
    """Whether the text has the word before or after the same word as a source: "Spring Festival" stays what it is."""
    pairs = [set(pairwise(vocabulary_words(some))) for some in (source, text)]
    return any(word.casefold() in pair for pair in pairs[0] & pairs[1])


def _kind(case: Case, first: int, last: int) -> Kind:
    text = case.text
    if vocabulary().known(text.slice(first, last)) or vocabulary().known(text.words[first]):
        return Kind.TOOL_ADDED
    before = set(text.folds[max(0, first - 3) : first])
    return Kind.EMPLOYER_OR_CLIENT if before & _OF_CLIENTS else Kind.TOOL_ADDED
