"""Facts of a clause whose doer is somebody else, told without that doer: "a girl from Cuenca got the medal".

A clause that is neither in the first person nor without a subject tells of its subject. The text may take up what it
says when it names that subject too ("a hotel with 140 rooms"); without it the fact would become the writer's.
"""

from __future__ import annotations

from functools import lru_cache

from content.vocabulary import singular
from tailoring.guard.case import Case
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Clause, Reading
from tailoring.guard.text.others import CALENDAR, SELF
from tailoring.guard.text.reading import read

_JOINS = lexicon.words("support", "joins")
_DETERMINERS = lexicon.words("support", "determiners")
_IDLE = _JOINS | _DETERMINERS | CALENDAR  # words that are no subject
_BEFORE_A_PARTICIPLE = lexicon.words("support", "before_a_participle")
_TIMES = lexicon.words("support", "times")
_WHEN = lexicon.words("support", "when")
PRONOUNS = frozenset("it them they these those".split())
_SUBORDINATE = lexicon.words("support", "subordinate")
_OF_THINGS = lexicon.words("support", "of_things")
_NO_VERBS = lexicon.words("support", "no_verbs")
_PARTICIPLES = lexicon.words("support", "participles")
_DOING = lexicon.words("support", "doing")


@lru_cache(maxsize=32_768)
def subject_of(text: str, number: int) -> tuple[int, ...]:
    """The words of a clause's subject, when it has one that is not the writer and does what a finite verb says."""
    source = read(text)
    clause = source.clauses[number]
    if clause.mine or source.folds[clause.first] in _SUBORDINATE:
        return ()
    for at in range(clause.first, clause.last + 1):
        fold = source.folds[at]
        if fold in SELF:
            return ()
        past = fold in lexicon.past_forms() and fold not in _PARTICIPLES
        finite = fold in _DOING or (fold.endswith("ed") and fold not in _NO_VERBS) or past
        going_on = fold in ("is", "are", "was", "were") and source.folds[min(at + 1, clause.last)].endswith(
            "ing"
        )
        if not going_on and (not finite or source.noun_too(at) or source.named(at) or fold in _OF_THINGS):
            continue
        words = range(_start(source.folds, clause.first, at), at)
        subject = tuple(k for k in words if source.folds[k] not in _IDLE)
        if _is_adverbial(source, clause.first, at):
            return ()
        if not subject or source.hyphened[at] or source.folds[at - 1] in _BEFORE_A_PARTICIPLE:
            return ()
        return () if subject[0] == clause.first and source.deed(subject[0]) else subject
    return ()


def _is_adverbial(source: Reading, first: int, verb: int) -> bool:
    """Whether all before a verb is when or where: "and at the end reported"."""
    first += source.folds[first] in ("and", "but", "then")
    when = source.folds[first] in _WHEN and source.folds[first + 1] in _DETERMINERS
    timed = source.folds[verb - 1] in _TIMES and verb - first == 4
    return when and (verb - first == 3 or timed) and not source.named(verb - 1)


def _start(folds: list[str], first: int, verb: int) -> int:
    """Where the subject before a verb begins: "the university" of "On two sheets the university in Leiden did"."""
    starts = [
        k for k in range(first + 1, verb) if folds[k] in ("the", "a", "an") and folds[k - 1] not in _JOINS
    ]
    return starts[-1] if starts and folds[first] in _JOINS else first


def taken_up(source: Reading, number: int) -> bool:
    """Whether the writer takes up what a clause tells of another: "typed by my predecessor; since 2021 filed by me"."""
    here = source.clauses[number]
    after = [c for c in source.clauses[number + 1 : number + 3] if c.sentence - here.sentence <= 1]
    return any(
        c.mine and not c.status & HINDERED and not PRONOUNS.isdisjoint(source.folds[c.first : c.last + 1])
        for c in after
    )


def is_own(case: Case, sentence: tuple[int, int]) -> bool:
    """Whether a clause of a source's sentence is in the first person or opens with a deed."""
    s, number = sentence
    source = case.sources[s]
    clauses = (clause for clause in source.clauses if clause.sentence == number)
    return any(clause.mine or source.deed(clause.first) for clause in clauses)


_DENIALS = lexicon.words("support", "denials")


def denies(case: Case, at: int) -> bool:
    """Whether the text's clause about word `at` denies something itself: "without their being sent back"."""
    clause = case.text.clause(at)
    first = case.text.clauses[max(0, case.text.clause_of[at] - 1)].first
    return not _DENIALS.isdisjoint(case.text.folds[first : clause.last + 1])


def named_too(case: Case, s: int, clause: Clause) -> bool:
    """Whether the text names the other person too: "with a colleague double-checking"."""
    persons = lexicon.groups("status.txt")["person"] & set(
        case.sources[s].keys[clause.first : clause.last + 1]
    )
    workers = {(singular(fold),) for fold in case.sources[s].folds[clause.first : clause.last + 1]}
    workers &= set(lexicon.wordings("people.txt")["people"])
    if any((singular(fold.removesuffix("'")),) in workers for fold in case.text.folds):
        return True
    source = case.sources[s]
    names = [j for j in range(clause.first, clause.last + 1) if source.words[j].istitle() and source.named(j)]
    called = any(source.keys[j] in case.text.keys and source.keys[j - 1] in persons for j in names if j)
    return called or not persons.isdisjoint(case.text.keys)
