"""The company that facts keep: what stands beside a number, name or thing in the text must stand by it in a source.

A fabrication that borrows takes one fact out of its own sentence and puts it among the words of another. So each
fact of the text must have a neighbour, on each side where its clause has words of the sources, that a source tells
in the same passage. A fact without any is doubted at both levels, with one on one side only at `strict`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Place
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.units import RATES
from tailoring.guard.support.recognised import is_name
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Reading
from tailoring.guard.text.others import CALENDAR

Sentence = tuple[int, int]  # a source and a sentence of it


# How many neighbours a fact has on a side.
_NEIGHBOURS = 2


# A sentence of so few words without a deed of its own goes on with the one before: "About three such calls a week."
_FRAGMENT = 7
_OPENS_WITH_ANAPHORA = lexicon.words("support", "opens_with_anaphora")
_CONJUNCTIONS = lexicon.words("support", "conjunctions")
_BEING = lexicon.words("support", "being")
_POINTS_BACK = frozenset("such same them those both".split())


KINDS = {
    "number": Kind.NUMBER_CHANGED,
    "date": Kind.DATE_OR_DURATION,
    "name": Kind.TOOL_SWAPPED,
    "word": Kind.UNLICENSED_WORD,
}


def company_of(case: Case) -> Company:
    """The company of a case, worked out once."""
    if "company" not in case.kept:
        case.kept["company"] = Company(case)
    found: Company = case.kept["company"]
    return found


class Company:
    """Which passages of the sources tell each word of a text, and which words stand about it there."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._passage = _passages(case)
        self._found: dict[int, frozenset[Sentence]] = {}
        self._content = [i for i in range(len(case.text)) if _is_content(case, i) and self.passages(i)]
        self._is_content = frozenset(self._content)

    def passages(self, at: int) -> frozenset[Sentence]:
        """The passages that have word `at`, or the number that it is a word of, each named by its first sentence."""
        if at not in self._found:
            sources = self._case.sources
            found = {(s, sources[s].sentence_of(j)) for s, j in places(self._case, at)}
            if _is_date(self._case, at):
                # "In 2019 the branch began it. I brought 48": a date that opens a sentence holds for the next.
                found |= {
                    (s, sources[s].sentence_of(j) + 1)
                    for s, j in places(self._case, at)
                    if sources[s].opens_sentence(max(0, j - 1))
                }
            self._found[at] = frozenset(
                self._passage[sentence] for sentence in found if sentence in self._passage
            )
        return self._found[at]

    def adjoins(self, own: frozenset[Sentence], at: int) -> bool:
        """Whether the sources tell word `at` in a passage right beside one of `own`."""
        return any(s == t and abs(one - other) <= 1 for s, one in own for t, other in self.passages(at))

    def counts(self, at: int) -> bool:
        """Whether the sources have word `at` and it may keep a fact company."""
        return at in self._is_content

    def neighbours(self, at: int, to: int) -> tuple[list[int], list[int]]:
        """The nearest words left and right of a fact that the sources have: of its clause, else of its sentence."""
        text = self._case.text
        clause = text.clause(at)
        left = [i for i in range(at - 1, clause.first - 1, -1) if i in self._is_content][:_NEIGHBOURS]
        right = [i for i in range(to + 1, clause.last + 1) if i in self._is_content][:_NEIGHBOURS]
        if left or right:
            return left, right
        about = [i for i in self._content if text.sentence_of(i) == clause.sentence]
        before, after = (
            [i for i in about if i < at][-_NEIGHBOURS:],
            [i for i in about if i > to][:_NEIGHBOURS],
        )
        return [], [*before, *after]


def _passages(case: Case) -> dict[Sentence, Sentence]:
    """The first sentence of the passage that each sentence of the sources belongs to."""
    found: dict[Sentence, Sentence] = {}
    passage: Sentence | None = None
    for s, source in enumerate(case.sources):
        for sentence in range(source.clauses[-1].sentence + 1 if source.clauses else 0):
            if passage is None or not _goes_on(source, sentence):
                passage = (s, sentence)
            found[s, sentence] = passage
    return found


def _goes_on(source: Reading, sentence: int) -> bool:
    """Whether a sentence is about what the one before it tells; the first of a source only if it says "such"."""
    clauses = [clause for clause in source.clauses if clause.sentence == sentence]
    if not clauses or any(clause.status & HINDERED for clause in clauses):
        return False
    first, last = clauses[0].first, clauses[-1].last
    words = set(source.folds[first : last + 1])
    fragment = last - first < _FRAGMENT and not any(is_finite(source, i) for i in range(first, last + 1))
    if sentence == 0:
        return fragment and "such" in words
    opening = {source.folds[first], source.folds[first + 1] if source.folds[first] in _CONJUNCTIONS else ""}
    if "it" in source.folds[first : min(first + 5, last)] or _is_the_most(source, first):
        return True
    if source.folds[first : first + 3] in (["by", "the", "end"], ["at", "the", "end"], ["in", "the", "end"]):
        return True
    return fragment or not _OPENS_WITH_ANAPHORA.isdisjoint(opening) or not words.isdisjoint(_POINTS_BACK)


def _is_the_most(source: Reading, first: int) -> bool:
    """Whether a sentence goes on about one of what was told: "the biggest one was …"."""
    the, most, one = [*source.folds[first : first + 3], "", "", ""][:3]
    return the == "the" and most.endswith("est") and one in ("one", "of", "was")


def is_finite(source: Reading, at: int) -> bool:
    fold = source.folds[at]
    return source.deed(at) or source.verb(at) or fold in _BEING or fold in lexicon.past_forms()


def facts(case: Case) -> list[tuple[int, int, str]]:
    """The first and last words of every fact of the text that could be borrowed, and what sort it is."""
    if "facts" not in case.kept:
        case.kept["facts"] = list(_facts(case))
    found: list[tuple[int, int, str]] = case.kept["facts"]
    return found


def _facts(case: Case) -> Iterator[tuple[int, int, str]]:
    text, taken = case.text, set[int]()
    for quantity in case.quantities:
        to = min(quantity.to, len(text) - 1)
        taken.update(range(quantity.at, to + 1))
        if quantity.value == 1 and not text.words[quantity.at][0].isdigit():
            continue  # "one of four", "four times a year"
        timed = quantity.form == "year" or quantity.dimension == "time"
        yield quantity.at, to, "date" if timed else "number"
    plain = lexicon.plain()
    for at, key in enumerate(text.keys):
        if at in taken or case.in_role(at) or case.abbreviates(at):
            continue
        if text.folds[at] in RATES or text.folds[at] in CALENDAR:
            yield at, at, "date"
        elif is_name(case, at):
            yield at, at, "name"
        elif _is_content(case, at) and case.near(at) and key not in plain:
            yield at, at, "word"


def _is_date(case: Case, at: int) -> bool:
    return case.text.folds[at] in CALENDAR or any(
        q.form == "year" and q.at <= at <= q.to for q in case.quantities
    )


def _is_content(case: Case, at: int) -> bool:
    """Whether a word may keep a fact company: no grammar, no calendar, nothing of the role."""
    if case.in_role(at):
        return False
    if case.content(at) and case.places(at):
        return True
    return case.numeric(at) or is_name(case, at)


def places(case: Case, at: int) -> list[Place]:
    for quantity in case.quantities:
        if quantity.at <= at <= quantity.to:
            return [(s, q.at) for s, q in support(case, quantity).direct]
    found = case.near(at) or case.places(at)
    if rate := "" if found else RATES.get(case.text.folds[at], ""):
        sources = enumerate(case.sources)
        return [
            (s, j) for s, source in sources for j, f in enumerate(source.folds) if RATES.get(f, f) == rate
        ]
    return found
