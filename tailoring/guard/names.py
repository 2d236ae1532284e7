"""Names of employers, clients, people, products and technologies that nothing in the evidence names."""

from __future__ import annotations

from collections.abc import Iterator

from content.vocabulary import singular, vocabulary
from tailoring.guard import lexicon
from tailoring.guard.case import Case, Finding
from tailoring.guard.clauses import CALENDAR
from tailoring.guard.numerals import CURRENCIES, LABELS
from tailoring.guard.places import named

_ARTICLES = frozenset("a an the my our its their his her some all each every this that these those".split())
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


def is_name(case: Case, at: int) -> bool:
    """Whether a word is a name: by its form, or as a capitalised first word that no word list knows."""
    if at not in case.names:
        case.names[at] = _is_name(case, at)
    return case.names[at]


def _is_name(case: Case, at: int) -> bool:
    text = case.text
    if case.numeric(at) or text.folds[at] in CALENDAR or (at + 1 < len(text) and _is_currency(case, at)):
        return False
    if at + 1 < len(text) and text.hyphened[at + 1] and len(text.words[at]) <= 3 and text.words[at].istitle():
        return False  # "Co-wrote", "Re-cut"
    if singular(text.folds[at]) in LABELS:
        return False  # "Years 3 and 4"
    if text.named(at):
        return True
    key = text.keys[at]
    if text.folds[at + 1 : at + 2] and text.folds[at + 1] in _ARTICLES:
        return False  # "Aboard a ship"
    return (
        text.opens_sentence(at)
        and text.words[at][0].isupper()
        and key not in lexicon.thesaurus()
        and key not in lexicon.ladder()
        and key not in lexicon.synonyms()
        and key not in lexicon.connecting()
        and not text.folds[at].endswith(("ed", "ing"))
        and not _is_present(text.words[at])
    )


def _is_currency(case: Case, at: int) -> bool:
    return case.text.folds[at] in CURRENCIES and case.numeric(at + 1)


def _is_present(word: str) -> bool:
    """Whether a first word looks like a verb of the present: "Delivers"."""
    return (
        word[1:].islower()
        and word.endswith("s")
        and bool({lexicon.key(word), lexicon.key(word[:-1])} & _verbs())
    )


def _verbs() -> frozenset[str]:
    return frozenset(lexicon.ladder()) | frozenset(lexicon.synonyms())


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


def _kind(case: Case, first: int, last: int) -> str:
    text = case.text
    if vocabulary().known(text.slice(first, last)) or vocabulary().known(text.words[first]):
        return "tool_added"
    before = set(text.folds[max(0, first - 3) : first])
    return "employer_or_client" if before & _OF_CLIENTS else "tool_added"
