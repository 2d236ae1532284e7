"""A text as the guard reads it: words, clauses and sentences, and what each clause of a source amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import eq

from tailoring.guard.text import lexicon

WEEKDAYS = lexicon.listed("text", "weekdays")
SEASONS = "spring summer autumn winter".split()
MONTHS = lexicon.listed("text", "months")
DETERMINERS = lexicon.words("text", "determiners")
_NOUNS_TOO = lexicon.words("text", "nouns_too")
_VERB_AFTER = lexicon.words("text", "verb_after")


# The statuses that keep a clause from being the writer's own done deed.
HINDERED = frozenset({"other", "never", "planned"})


@dataclass(slots=True)
class Clause:
    """A run of words; `status` holds what keeps it from being the writer's own done deed (status.txt)."""

    first: int
    last: int
    sentence: int
    mine: bool = False
    status: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """Parallel lists, one entry a word: as written, folded, key, place in `text`, clause number …

    `hyphened`: a hyphen joins the word to the one before. `names`: it looks like a name. `spots`: where each
    folded word stands.
    """

    text: str
    words: list[str] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    clause_of: list[int] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    hyphened: list[bool] = field(default_factory=list)
    names: list[bool] = field(default_factory=list)
    spots: dict[str, list[int]] = field(default_factory=dict)
    _verbs: dict[int, bool] = field(default_factory=dict)
    _deeds: dict[int, bool] = field(default_factory=dict)
    _phrases: list[tuple[int, int, tuple[str, str]]] = field(default_factory=list)
    _said: dict[tuple[str, str], list[tuple[str, ...]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def clause(self, at: int) -> Clause:
        return self.clauses[self.clause_of[at]]

    def sentence_of(self, at: int) -> int:
        return self.clauses[self.clause_of[at]].sentence

    def opens_sentence(self, at: int) -> bool:
        return at == 0 or self.sentence_of(at) != self.sentence_of(at - 1)

    def says(self, wording: Sequence[str], first: int, last: int) -> int:
        """Where the words of `wording` stand within words `first` to `last` inclusive, or -1."""
        for at in self.spots.get(wording[0], ()):
            end = at + len(wording)
            if at >= first and end <= last + 1 and all(map(eq, self.folds[at:end], wording)):
                return at
        return -1

    def phrases(self) -> list[tuple[int, int, tuple[str, str]]]:
        """Every two and three words in a row: the first, how many, and their keys apart and as one word."""
        if not self._phrases:
            for size in (3, 2):
                for at in range(len(self.words) - size + 1):
                    keys = self.keys[at : at + size]
                    self._phrases.append((at, size, (" ".join(keys), "".join(keys))))
        return self._phrases

    def said(self, name: str, kind: str) -> list[tuple[str, ...]]:
        """The wordings of a kind of a word list that stand in the text."""
        where = (name, kind)
        if where not in self._said:
            last = len(self.words) - 1
            self._said[where] = [
                wording
                for wording in lexicon.wordings(name)[kind]
                if wording[0] in self.spots and (at := self.says(wording, 0, last)) >= 0
                if self.folds[at - 1 : at] not in (["every"], ["each"])  # "every one of them" is all of them
            ]
        return self._said[where]

    def slice(self, first: int, last: int) -> str:
        """The text of words `first` to `last` inclusive, exactly as written."""
        return self.text[self.spans[first][0] : self.spans[last][1]]

    def verb(self, at: int) -> bool:
        """Whether the word stands where notes and bullets have their verbs, in a verb's form and known as one."""
        found = self._verbs.get(at)
        if found is None:
            found = self._verbs[at] = self._is_verb(at)
        return found

    def _is_verb(self, at: int) -> bool:
        fold, key = self.folds[at], self.keys[at]
        if key not in lexicon.ladder() or self.hyphened[at] or (at + 1 < len(self) and self.hyphened[at + 1]):
            return False
        clause = self.clause(at)
        before = self.folds[at - 1] if at > clause.first else ""
        if fold == "own" or before in DETERMINERS or self.noun_too(at):
            return False
        if not before:
            return not fold.endswith("s") or fold.endswith("ss")
        if before in ("and", "or", "by") and fold.endswith("s") and not fold.endswith("ss"):
            return fold in lexicon.past_forms()
        if before in _VERB_AFTER or (before.endswith("ly") and lexicon.key(before) not in lexicon.calendar()):
            return True
        return fold.endswith("ed") or fold in lexicon.past_forms()

    def noun_too(self, at: int) -> bool:
        """Whether a word that is also a noun stands before what it describes: "wound care", "ground staff"."""
        after = self.folds[at + 1] if at < self.clause(at).last else ""
        return (
            self.folds[at] in _NOUNS_TOO
            and after not in DETERMINERS
            and not after[:1].isdigit()
            and after.isalpha()
        )

    def deed(self, at: int) -> bool:
        """Whether the word is a verb, known or not, that tells what was done: a past form where a clause has one."""
        found = self._deeds.get(at)
        if found is None:
            found = self._deeds[at] = self._is_deed(at)
        return found

    def _is_deed(self, at: int) -> bool:
        if self.verb(at):
            return not self.folds[at].endswith("s") or self.folds[at].endswith("ss")
        fold, before = self.folds[at], self.folds[at - 1] if at > self.clause(at).first else ""
        past = fold.endswith("ed") or fold in lexicon.past_forms()
        if self.noun_too(at):
            return False
        return past and not self.hyphened[at] and (not before or before in ("and", "also", "then", "or"))

    def after_a_degree_sign(self, at: int) -> bool:
        """Whether the word stands right behind a degree sign: the C of "8 °C"."""
        start = self.spans[at][0]
        return self.text[max(0, start - 1) : start] == "°"

    def named(self, at: int) -> bool:
        """Whether the word looks like a name: a capital that no sentence gave it, or signs of a technology."""
        return self.names[at]

    def _looks_named(self, at: int) -> bool:
        word = self.words[at]
        if self.folds[at].split("'")[0] == "i":
            return False
        if word[0].isdigit() or word[0] in "€£$¥₹½¼¾⅓⅔" or self.after_a_degree_sign(at):
            return False
        if any(c.isupper() or c.isdigit() or c in "+#" for c in word[1:]) or word[0] == ".":
            return True
        if not word[0].isupper():
            return not any(c.islower() or c.isupper() for c in word)  # a script without case
        return not self.opens_sentence(at) and word not in ("I",)
