"""A line against the evidence it cites: what code refuses, and what it asks the second reader about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import regex

from content.schema.resume import ResumeData
from tailoring import guard
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.numerals import says_number
from tailoring.guard.numbers.parsing import quantities
from tailoring.guard.text.characters import foreign_parts
from tailoring.pipeline.mapping import ALTERNATIVES, terms_of
from tailoring.pipeline.proof.lines import Line
from tailoring.places import Place, places_of
from tailoring.records import Brief, Carried, Citable, Level, RoleFacts, Source, Text, Violation
from tailoring.summary import summary_of

# Whatever these doubt is a name or a figure: code alone decides where the sources do not hold it.
_NAMES = frozenset(
    (
        Kind.TOOL_ADDED,
        Kind.TOOL_SWAPPED,
        Kind.EMPLOYER_OR_CLIENT,
        Kind.DEGREE_OR_CERTIFICATE,
        Kind.AWARD_OR_PUBLICATION,
        Kind.LANGUAGE_OR_LOCATION,
        Kind.TITLE_OR_SENIORITY,
    )
)
_NEVER_ASKED = frozenset((Kind.UNIT_OR_SCALE_CHANGED, "no_evidence", "second_reader"))
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}+#.&'’/-]*(?<![.'’/-])[+#]*")
# What stands beside a name and is none: "a certified AWS Solutions Architect Associate".
_OF_A_NAME = frozenset(
    "a an the of in at for and certified licensed registered qualified trained "
    "degree diploma certificate certification licence license".split()
)
# What a cited piece says that is a study.
_STUDY = regex.compile(
    r"\b(?:bachelor|master|doctor|diploma|ph\.?d|[bm]\.?(?:sc?|a|eng|ba)|degree|licen[cs]\p{L}+)\b", regex.I
)
_FEWEST_OF_SOURCE = 3  # characters that a quotation from a source has at least


@dataclass(frozen=True)
class Checker:
    """Checks the lines of one brief."""

    brief: Brief
    resume: ResumeData
    level: Level

    @cached_property
    def composed(self) -> Text:
        """The summary that code composes, which is proven by how it is made."""
        return summary_of(self.brief)

    def found(self, line: Line) -> list[Violation]:
        """What the cited evidence does not support. A verbatim source of the same job is its own proof."""
        if line.verbatim or line.composed or (line.where == "summary" and line.text == self.composed.text):
            return []
        return [
            one.model_copy(update={"where": line.where, "text": line.text}) for one in self._violations(line)
        ]

    def is_askable(self, violation: Violation, line: Line) -> bool:
        """Whether the second reader may say that it is carried: a relation of words, not a name or figure of nobody's.

        Each figure and each name in the doubted words must stand in what the line may say; a plain word for a tool or
        a title may also stand in what the job asks for and the map says that this evidence shows.
        """
        if violation.kind in _NEVER_ASKED or not violation.words.isprintable():
            return False
        sayable = self._sayable(line)
        if any(foreign_parts(line.text, sayable)):
            return False
        held = {part for text in sayable for word in _WORD.findall(text.casefold()) for part in _parts(word)}
        values = {quantity.value for item in line.cited for quantity in quantities(item.text)}
        told = held | self._asked_of(line)
        at = line.text.find(violation.words)
        if violation.kind == Kind.DEGREE_OR_CERTIFICATE and not _names_one(violation.words, line.cited):
            return False
        return all(
            word.casefold() in held or _is_valued(word, values)
            if _is_figure(word) or _is_name(word, start, line.text)
            else word.casefold() in told or not self._is_of_a_name(violation, word, start, line)
            for word, start in _words_at(violation.words, at)
        )

    @staticmethod
    def _is_of_a_name(violation: Violation, word: str, start: int, line: Line) -> bool:
        """Whether a plain word is doubted as a name. "Fluent" at the head of a sentence is read as an employer."""
        at_head = violation.kind == Kind.EMPLOYER_OR_CLIENT and _begins(start, line.text)
        return violation.kind in _NAMES and word.casefold() not in _OF_A_NAME and not at_head

    def is_carried(self, violation: Violation, line: Line, carried: Iterable[Carried]) -> bool:
        """Whether the second reader quoted words for it that stand in the line's sources or in its heading."""
        texts = [_folded(text) for text in [*(item.text for item in line.cited), *self._headings(line)]]
        return any(
            _meet(one.words, violation.words)
            and len(_folded(one.source)) >= _FEWEST_OF_SOURCE
            and any(_folded(one.source) in text for text in texts)
            for one in carried
            if one.id == line.where and one.words.strip()
        )

    def heading(self, role: str) -> str:
        """The job or entry that a line stands under, as a sentence; of a text of no job nothing."""
        facts = next((facts for facts in self.brief.roles if facts.id == role), None)
        return heading_of(facts) if facts else ""

    def sources(self, line: Line) -> list[str]:
        """The cited texts, each of a text of no job with the job that it stands under."""
        if line.role:
            return [item.text for item in line.cited]
        return [
            f"{item.text} (under: {heading.rstrip('.')})"
            if (heading := self.heading(item.role))
            else item.text
            for item in line.cited
        ]

    def _headings(self, line: Line) -> list[str]:
        return [
            self.heading(role) for role in dict.fromkeys([line.role, *(item.role for item in line.cited)])
        ]

    @cached_property
    def _terms(self) -> dict[str, set[str]]:
        return terms_of(self.brief.map)

    @cached_property
    def _technologies(self) -> dict[str, tuple[str, ...]]:
        return {place.id: place.skills for place in self._places}

    @cached_property
    def _places(self) -> list[Place]:
        return places_of(self.resume)

    def _violations(self, line: Line) -> list[Violation]:
        sources = _sources(line.cited)
        role = next((facts for facts in self.brief.roles if facts.id == line.role), None)
        skills = self._skills(line)
        found = guard.check(line.text, sources, role, skills, self.level, self._terms)
        if role is not None or not found:
            return found
        # A text of no one job may name each job's title and employer; whose words they are refutes nothing else in it.
        headings = [Source(id=facts.id, text=heading_of(facts)) for facts in self.brief.roles]
        beside = guard.check(line.text, [*sources, *headings], None, skills, self.level, self._terms)
        return [one for one in found if any(_meet(one.words, other.words) for other in beside)]

    def _skills(self, line: Line) -> list[str]:
        return [*self.resume.skills, *self._technologies.get(line.role, ())]

    def _asked_of(self, line: Line) -> set[str]:
        """The plain words of what the job asks for and its evidence shows: no figures, no names, no alternatives."""
        cited = {item.id for item in line.cited}
        lines = (one for one in self.brief.map if one.has and cited.intersection(one.ids))
        return {
            word.casefold()
            for one in lines
            if not ALTERNATIVES.search(one.asked)
            for word, start in _words_at(one.asked, 0)
            if not _is_figure(word) and not _is_name(word, start, one.asked)
        }

    def _sayable(self, line: Line) -> list[str]:
        """What its words may come from: sources, headings, skills, and the job's names for its evidence."""
        headings = (
            [self.heading(line.role)] if line.role else [heading_of(facts) for facts in self.brief.roles]
        )
        terms = [term for item in line.cited for term in self._terms.get(item.id, ())]
        return [*(item.text for item in line.cited), *headings, *self._skills(line), *terms]


def heading_of(facts: RoleFacts) -> str:
    """A job or an entry as a sentence."""
    named = " at ".join(part for part in (facts.title, facts.company) if part)
    dates = f", {facts.start} to {facts.end}" if facts.start or facts.end else ""
    return f"{named}{dates}."


def _sources(cited: Sequence[Citable]) -> list[Source]:
    return [Source(id=item.id, text=item.text) for item in cited]


def _meet(one: str, other: str) -> bool:
    """Whether two findings in the same text are about the same words."""
    return one in other or other in one


def _words_at(words: str, at: int) -> Iterator[tuple[str, int]]:
    for found in _WORD.finditer(words):
        yield found.group(), at + found.start()


def _is_figure(word: str) -> bool:
    return says_number(word.casefold()) or any(char.isdigit() or char.isnumeric() for char in word)


def _parts(word: str) -> list[str]:
    """A word and the letters in it that a stroke or hyphen divides: "A/B" is "A/B", "A" and "B"; "24/7" is one."""
    parts = regex.split(r"[/-]", word)
    return [word, *parts] if len(parts) > 1 and all(part.isalpha() for part in parts) else [word]


def _names_one(words: str, cited: Sequence[Citable]) -> bool:
    """Whether a study or certificate that is doubted is named with more than "degree", or one is cited for it."""
    more = [word for word in _WORD.findall(words.casefold()) if word not in _OF_A_NAME]
    return bool(more) or any(_STUDY.search(item.text) for item in cited)


def _is_valued(word: str, values: Set[float]) -> bool:
    """Whether it says a number that the sources say in another form: "two" of "2 of 4"."""
    said = [quantity.value for quantity in quantities(word)] if _is_figure(word) else []
    return bool(said) and values >= set(said)


def _is_name(word: str, start: int, text: str) -> bool:
    """A word in capitals within, or at its head, unless a sentence begins with it."""
    if not any(char.isupper() for char in word):
        return False
    return not (_begins(start, text) and word[1:].islower())


def _begins(start: int, text: str) -> bool:
    return start <= 0 or text[:start].rstrip().endswith((".", "!", "?", ":", ";"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .,;:“”\"'")
