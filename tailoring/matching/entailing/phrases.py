"""Phrases of rules, and where they stand in a text.

`data/entails/` (deeds) and `data/attests/` (certificates) hold lines `asked; asked => told; told`. A phrase is words in
any inflection; articles between them do not count. `a|b` is either word, `=word` in no other inflection, `word*` a
beginning, `#` a number, `..` a few words of the same sentence; capitals ("SEND") are an acronym, and plurals nouns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from content import wordlists
from content.vocabulary import singular
from tailoring.guard.text import lexicon
from tailoring.guard.text.reading import read
from tailoring.matching.wordlists import FOLDER, lines
from tailoring.matching.words import Span

_GAP = 6  # words
_BEGIN = 3  # letters that every form of a word begins with
_NUMBER = regex.compile(r"\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds?)$")
_SMALL = frozenset("a an the of our my your their its his her some all any new own".split())


class Word(NamedTuple):
    """One word of a text: its key, the word in small letters and as it is written, its place, and its sentence."""

    key: str
    fold: str
    said: str
    span: Span
    sentence: int

    @property
    def is_number(self) -> bool:
        return _NUMBER.match(self.fold) is not None


class Part(NamedTuple):
    """One place of a phrase: what may stand there, or a gap."""

    keys: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    number: bool = False
    gap: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it takes a look at a word to tell that it fits."""
        return bool(self.begins) or self.number or self.gap

    def may_be_in(self, forms: frozenset[str]) -> bool:
        return self.is_open or not (
            self.keys.isdisjoint(forms) and self.exact.isdisjoint(forms) and self.capitals.isdisjoint(forms)
        )

    def fits(self, word: Word) -> bool:
        return (
            word.key in self.keys
            or word.fold in self.exact
            or word.said in self.capitals
            or (bool(self.begins) and word.fold.startswith(self.begins))
            or (self.number and word.is_number)
        )


Phrase = tuple[Part, ...]


def find(phrase: Phrase, text: str) -> range | None:
    """Where a phrase stands in a text, as the places of its words."""
    if not all(part.may_be_in(_forms(text)) for part in phrase):
        return None
    said = words_of(text)
    for start in range(len(said)):
        if phrase[0].fits(said[start]):
            end = _end(phrase, 1, said, start + 1)
            if end is not None:
                return range(start, end)
    return None


def rules_about(text: str, folder: str) -> Iterator[tuple[str, range]]:
    """What entails a text by the rules of a folder, each with the places of the words that the rule is about."""
    index, words = _index(folder), words_of(text)
    begins = {form[:_BEGIN] for word in words for form in (word.key.strip("="), word.fold)}
    for begin in (begins | {""}) & index.keys():
        for asked, told in index[begin]:
            for phrase in phrases_of(asked):
                if (places := find(phrase, text)) is not None:
                    yield told, places


@cache
def phrases_of(told: str) -> tuple[Phrase, ...]:
    """The phrases of one side of a rule. Read when they are needed: most rules are about other trades."""
    return tuple(_phrases(told))


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text without articles and the like."""
    reading = read(text)
    found = zip(reading.words, reading.keys, reading.folds, reading.spans, reading.clause_of, strict=True)
    return tuple(
        Word(_key(fold, key), fold, said, span, reading.clauses[at].sentence)
        for said, key, fold, span, at in found
        if fold not in _SMALL
    )


def key_of(word: str) -> str:
    """The key of one word, as texts and rules are compared by it."""
    return _key(word.casefold(), lexicon.key(word))


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals: "SEND" is nothing that is sent."""
    return len(word) > 1 and word.isupper() and word.isalpha()


def _end(phrase: Phrase, part: int, said: Sequence[Word], at: int) -> int | None:
    if part == len(phrase):
        return at
    gap = phrase[part].gap
    part += gap
    for here in range(at, at + (_GAP + 1 if gap else 1)):
        if here >= len(said) or said[here].sentence != said[at - 1].sentence:
            return None
        if phrase[part].fits(said[here]):
            end = _end(phrase, part + 1, said, here + 1)
            if end is not None:
                return end
    return None


def _key(fold: str, key: str) -> str:
    """A manager is no management, and a plant nothing that is planted."""
    alone = singular(fold)
    return f"={alone}" if alone in _apart() else key


@cache
def _apart() -> frozenset[str]:
    return frozenset(" ".join(lines("apart")).split())


@lru_cache(maxsize=4096)
def _forms(text: str) -> frozenset[str]:
    return frozenset(form for word in words_of(text) for form in (word.key, word.fold, word.said))


@cache
def _index(folder: str) -> dict[str, list[tuple[str, str]]]:
    """What is asked, and what entails it, by how its first word begins: a phrase is read once it may count."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted((FOLDER / folder).glob("*.txt")):
        for line in wordlists.lines_of(file):
            sides, _, told = line.partition(" => ")
            for asked in sides.split(";"):
                first = next(word for word in asked.replace("-", " ").split() if word not in _SMALL)
                for begin in {word.strip("=#*").casefold()[:_BEGIN] for word in first.split("|")}:
                    found.setdefault(begin, []).append((asked, told))
    return found


def _phrases(text: str) -> Iterator[Phrase]:
    for phrase in text.split(";"):
        words = [word for word in phrase.replace("-", " ").split() if word not in _SMALL]
        while words and words[-1] == "..":  # only an article stood behind it
            words.pop()
        if words:
            yield tuple(map(_part, words))


def _part(text: str) -> Part:
    if text == "..":
        return Part(gap=True)
    words = [word for word in text.strip(",").split("|") if word]
    plain = [word for word in words if word[-1] not in "*#" and word[0] != "=" and not is_acronym(word)]
    plurals = {word.casefold() for word in plain if len(word) > 4 and singular(word) != word}
    return Part(
        keys=frozenset(key_of(word) for word in plain if word.casefold() not in plurals),
        begins=tuple(word[:-1].casefold() for word in words if word.endswith("*")),
        exact=frozenset((*plurals, *map(singular, plurals), *(word[1:] for word in words if word[0] == "="))),
        capitals=frozenset(form for word in words if is_acronym(word) for form in (word, f"{word}s")),
        number="#" in words,
    )
