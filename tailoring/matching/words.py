"""The words of what is asked that name something, and where a statement says them of its writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import content
from content.vocabulary import Vocabulary, read_aliases, stem, tokens, vocabulary
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED
from tailoring.guard.text.reading import read
from tailoring.matching.wordlists import FOLDER, cues, lines, table
from tailoring.records.matching import Statement

_STOPS = Path(content.__file__).parent / "data" / "stop_words.txt"
_MARKS = (", ", "; ", ": ", ". ", " – ")
Span = tuple[int, int]
# Where a name is a name: no sentence stands around it that could take it back.
NAMES = frozenset(("skill", "title", "certificate", "degree", "field", "skills"))


@cache
def words_known() -> Vocabulary:
    """The vocabulary, and beside it the plain synonyms of job ads."""
    return vocabulary().with_groups(read_aliases((FOLDER / "synonyms.txt").read_text(encoding="utf-8")))


@cache
def fillers() -> frozenset[str]:
    """Words that name nothing: English function words, and what every ad says."""
    said = (line for line in _STOPS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(" ".join((*said, *lines("fillers"))).split())


def terms_of(asked: str) -> list[str]:
    """The terms of what is asked, canonical, without words that name nothing."""
    return [
        key
        for key in dict.fromkeys(words_known().keys(asked))
        if key not in fillers() and not key.rstrip("+").isdigit()
    ]


def said_in(term: str, statement: Statement) -> Span | None:
    """Where a statement says `term` of its writer: as a thing done or had, not of others, not as a wish."""
    found = words_known().find(term, statement.text) or _by_stem(term, statement.text)
    if found is None or not _is_the_thing(term, statement, found) or not own(statement, found):
        return None
    return found


def meant_in(term: str, statement: Statement) -> Span | None:
    """Where a statement tells `term` of its writer by a derived or irregular form: "drew" of a drawing."""
    if len(term) < 5 or vocabulary().known(term):
        return None
    wanted, reading = lexicon.key(term), read(statement.text)
    at = next((at for at, key in enumerate(reading.keys) if key == wanted), None)
    return None if at is None or not own(statement, reading.spans[at]) else reading.spans[at]


def own(statement: Statement, span: Span) -> bool:
    """Whether the words at `span` tell what the writer did or has."""
    if taken_back(statement, span) or _DENIED.search(statement.text[: span[0]]):
        return False
    if statement.kind in NAMES:
        return True
    reading = read(statement.text)
    spots = [at for at, (start, end) in enumerate(reading.spans) if start < span[1] and end > span[0]]
    if any(reading.clause(at).status & HINDERED for at in spots):
        return False
    before = statement.text[: span[0]].casefold().split()[-3:]
    # "Plan with our SENCO", "for the pastry corner": somebody else, or somewhere else.
    return not (before[-1:] == ["our"] or before[-2:] in (["with", "the"], ["by", "the"], ["to", "the"]))


# "HTML & CSS (no JavaScript)"
_DENIED = re.compile(r"\b(?:no|not|without|never)(?: (?:any|yet|much))?\s+$", re.I)


def taken_back(statement: Statement, span: Span) -> bool:
    """Whether the sentence around `span` takes it back: a wish, somebody else's deed, what is over."""
    return bool(cues("not_own").search(_sentence(statement.text, span)))


def meeting(terms: list[str], statement: Statement) -> list[Span]:
    """Where a statement says each of `terms` that it says."""
    return [span for term in terms if (span := said_in(term, statement)) is not None]


def _by_stem(term: str, text: str) -> Span | None:
    if " " in term or len(term) < 5 or not term.isalpha() or term in _product_words():
        return None
    return _first_of_stem(text).get(stem(term))


@cache
def _product_words() -> frozenset[str]:
    """Names of products that are one word: "employee relations" are no Relativity."""
    names = (name for members in table("kinds").values() for name in members)
    return frozenset(name.casefold() for name in names if name[:1].isupper() and " " not in name)


@lru_cache(maxsize=512)
def _first_of_stem(text: str) -> dict[str, Span]:
    """Where each stem stands first in `text`."""
    return {stem(token.word): (token.start, token.end) for token in reversed(tokens(text))}


def _is_the_thing(term: str, statement: Statement, span: Span) -> bool:
    """Whether the words name the thing: "go-to-market" names no Go, and "rust" on a gate no Rust."""
    start, end = span
    text = statement.text
    # A word within a longer name is not the thing: "go-to-market" is one name.
    if (
        " " not in term
        and vocabulary().known(text[start:end])
        and not words_known().same(text[start:end], term)
    ):
        return False
    if not vocabulary().known(term) or statement.kind in NAMES:
        return True
    if text[end : end + 1] == "-" or text[max(0, start - 1) : start] == "-":
        return False
    one_word = text[start:end].isalpha() and end - start < 6
    return not (one_word and text[start:end].islower() and term in lines("common_words"))


def _sentence(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span[0]) for mark in (". ", "; ", "! ", "? ")) + 1
    ends = [at for mark in (". ", "; ", "! ", "? ") if (at := text.find(mark, span[1])) >= 0]
    return text[start : min(ends, default=len(text))]


def quoted(spans: list[Span], statement: Statement) -> Iterator[str]:
    """The words from the first to the last span, as written."""
    if spans:
        yield clause(statement.text, (min(s for s, _ in spans), max(e for _, e in spans)))


def clause(text: str, span: Span) -> str:
    """The words at `span` and what stands around them, from comma to comma."""
    start = max(
        (text.rfind(mark, 0, span[0]) + len(mark) for mark in _MARKS if mark in text[: span[0]]), default=0
    )
    ends = [at for mark in _MARKS if (at := text.find(mark, span[1])) >= 0]
    return text[start : min(ends, default=len(text))].strip()
