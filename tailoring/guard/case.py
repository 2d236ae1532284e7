"""One text beside its evidence: what licenses each of its words, and where in the sources each stands."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tailoring.guard.claims import Kind
from tailoring.guard.numbers.parsing import quantities
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.text import initials, lexicon, licences
from tailoring.guard.text.model import HINDERED, Clause, Reading
from tailoring.guard.text.reading import read
from tailoring.records import RoleFacts

Place = tuple[int, int]  # a source and a word of it


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that the evidence does not support: words `at` to `to` of the text. Both levels doubt a `sure` one."""

    kind: Kind
    at: int
    to: int
    reason: str
    sure: bool = True


class Case:
    """A text, its sources, its role and the person's skills, read and indexed."""

    def __init__(
        self, text: str, sources: Sequence[str], role: RoleFacts | None, skills: Sequence[str]
    ) -> None:
        self.text = read(text)
        self.sources: list[Reading] = [read(source) for source in sources]
        self.role = role
        self.skills = skills
        self.quantities: tuple[Quantity, ...] = quantities(text)
        self.names: dict[int, bool] = {}  # what `names.is_name` has found out
        self.kept: dict[str, Any] = {}  # what else a kind works out once
        self._spots: dict[str, list[Place]] = {}
        self._texts = sources
        self._exact = [licences.said(source) for source in sources]
        self._closer = [licences.close(source) for source in sources]
        self._wider = [licences.wide(source) for source in sources]
        self._aliases = _union(licences.alias_keys, (*sources, *skills))
        self._skill_keys = _union(licences.keys, skills)
        self._role_keys = _union(licences.keys, (role.company, role.title) if role else ())
        self._spelled_out = initials.of(self.text, self.sources, (*sources, *skills))
        self._numeric = frozenset(i for q in self.quantities for i in range(q.at, q.to + 1))

    @cached_property
    def source_quantities(self) -> list[tuple[int, Quantity]]:
        """Every quantity of the sources, each with the number of its source."""
        found: list[tuple[int, Quantity]] = []
        for s, source in enumerate(self.sources):
            year = next((q for _, q in reversed(found) if q.form == "year"), None)
            found += [(s, q) for q in quantities(source.text)]
            # "That year" is the year that the source before has named.
            for at in source.spots.get("year", ()):
                said = any(t == s and q.to <= at and q.form == "year" for t, q in found)
                if year and not said and source.folds[at - 1 : at] in (["that"], ["same"]):
                    found.append((s, replace(year, at=at - 1, to=at, hedge="")))
        return found

    def exact(self, at: int) -> list[Place]:
        """Where the sources have the word itself, in any inflection."""
        return self.where(self.text.keys[at])

    def where(self, key: str) -> list[Place]:
        """Where the sources have a key."""
        if key not in self._spots:
            self._spots[key] = [(s, j) for s, index in enumerate(self._exact) for j in index.get(key, ())]
        return self._spots[key]

    def close(self, at: int) -> bool:
        """Whether a source has the word or one that the curated lists call its synonym."""
        return any(self.text.keys[at] in index for index in self._closer)

    def near(self, at: int) -> list[Place]:
        """Where the sources have the word or what the curated lists call its synonym."""
        return self._near[at]

    @cached_property
    def _near(self) -> list[list[Place]]:
        closer = list(enumerate(self._closer))
        return [[(s, j) for s, index in closer for j in index.get(key, ())] for key in self.text.keys]

    def places(self, at: int) -> list[Place]:
        """Where the sources have the word, a synonym, or a phrase that means it."""
        return self._places[at]

    @cached_property
    def _places(self) -> list[list[Place]]:
        text = self.text
        found = [
            [(s, j) for s, index in enumerate(self._wider) for j in index.get(key, ())] for key in text.keys
        ]
        for at, size, names in text.phrases():
            for s, index in enumerate(self._wider):
                for name in names:
                    if name in index:
                        for i in range(at, at + size):
                            found[i].extend((s, j) for j in index[name])
        return found

    def licensed(self, at: int) -> bool:
        """Whether anything licenses the word: a source, an alias, a skill, the role, or that it carries no fact."""
        key = self.text.keys[at]
        return (
            bool(self._places[at])
            or key in self._aliases
            or key in self._skill_keys
            or key in self._role_keys
            or at in self._spelled_out
            or key in lexicon.connecting()
            or at in self._numeric
        )

    def said(self, at: int) -> bool:
        """Whether the word itself or its alias is in a source, a skill or the role: names have no synonyms."""
        key = self.text.keys[at]
        return (
            bool(self.exact(at))
            or key in self._aliases
            or key in self._skill_keys
            or key in self._role_keys
            or at in self._spelled_out
            or self._joined(at)
        )

    def in_skills(self, at: int) -> bool:
        return self.text.keys[at] in self._skill_keys

    def in_role(self, at: int) -> bool:
        return self.text.keys[at] in self._role_keys

    def is_role_word(self, key: str) -> bool:
        return key in self._role_keys

    def aliased(self, at: int) -> bool:
        """Whether the word stands in another wording of a term of the sources: "senior" in what SCCM is short for."""
        fold = self.text.folds[at]
        return any(fold in licences.alias_words(source) for source in self._texts) and not self.exact(at)

    def abbreviates(self, at: int) -> bool:
        """Whether the word is of the long or the short form of an abbreviation of the evidence."""
        return at in self._spelled_out

    def numeric(self, at: int) -> bool:
        return at in self._numeric

    def hindered(self, place: Place) -> bool:
        """Whether the clause about a place of the sources tells no done deed of the writer's."""
        s, j = place
        return bool(self.sources[s].clause(j).status & HINDERED)

    def quote(self, place: Place) -> str:
        """The clause about a place of the sources, as written."""
        s, j = place
        clause = self.sources[s].clause(j)
        return self.sources[s].slice(clause.first, clause.last)

    def content(self, at: int) -> bool:
        """Whether the word carries content: no grammar, no number."""
        return self._content[at]

    @cached_property
    def _content(self) -> list[bool]:
        idle = lexicon.connecting()
        return [at not in self._numeric and key not in idle for at, key in enumerate(self.text.keys)]

    def context(self, first: int, last: int, leave: Container[int] = ()) -> list[int]:
        """The words about words `first` to `last` but `leave`: of their clause, and of its neighbours while few."""
        text = self.text
        here = text.clause_of[first]
        left, right = here, here
        words: list[int] = []
        while True:
            words = [
                i
                for i in range(text.clauses[left].first, text.clauses[right].last + 1)
                if not first <= i <= last and i not in leave and self.about(i)
            ]
            if sum(text.keys[i] not in lexicon.connecting() for i in words) >= 2 or (
                left == 0 and right == len(text.clauses) - 1
            ):
                return words
            left, right = max(0, left - 1), min(len(text.clauses) - 1, right + 1)

    def nearness(self, words: Iterable[int], place: Place, *, itself: bool = False) -> float:
        """How much of `words` stands about `place`: 1 each in its clause, half in its sentence, little in its source.

        A synonym counts for less than the word itself, and a plain verb for nothing unless it is the word itself.
        """
        s, j = place
        source = self.sources[s]
        clause, sentence = source.clause_of[j], source.sentence_of(j)
        total = 0.0
        for i in words:
            key, best = self.text.keys[i], 0.0
            plain = key in lexicon.ladder()
            for other, k in self._places[i]:
                if other != s or (k == j and not itself):
                    continue
                exact = source.keys[k] == key
                close = k in self._closer[s].get(key, ())
                if plain:
                    weight = 1.0 if exact else 0.4 if close else 0.0
                else:
                    weight = 1.0 if exact else 0.6 if close else 0.25
                near = (
                    1.0
                    if source.clause_of[k] == clause
                    else 0.5
                    if source.sentence_of(k) == sentence
                    else 0.15
                )
                best = max(best, weight * near)
            total += best
        return total

    def within(self, words: Iterable[int], s: int, clause: Clause) -> float:
        """How much of `words` a clause of a source has, and of its sentence: as `nearness`, about no word of it."""
        return self.nearness(words, (s, clause.first), itself=True)

    @cached_property
    def used(self) -> frozenset[Place]:
        """Every place of the sources that some word of the text takes up."""
        return frozenset(place for places in self._places for place in places)

    def about(self, at: int) -> bool:
        """Whether the word shows what its clause is about: no grammar, no number, and known to the sources."""
        return self._about[at]

    @cached_property
    def _about(self) -> list[bool]:
        idle = lexicon.idle()
        return [
            at not in self._numeric and key not in idle and bool(self._places[at])
            for at, key in enumerate(self.text.keys)
        ]

    def _joined(self, at: int) -> bool:
        # "Node.js" beside "Node JS", "PostGIS" beside "Post GIS", "e-mail" beside "email".
        folds = self.text.folds
        wanted = folds[at].replace(".", "")
        if any(wanted in index for index in self._closer):
            return True
        return any(
            a >= 0 and a + 2 <= len(folds) and any(folds[a] + folds[a + 1] in index for index in self._closer)
            for a in (at - 1, at)
        )


def _union(keys: Callable[[str], frozenset[str]], texts: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(keys, texts))
