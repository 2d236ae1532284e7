"""Words that the sources have only of others, as not done, or as planned: they license no claim of the writer's."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import denies, named_too, subject_of, taken_up
from tailoring.guard.support.recognised import is_name
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED

_SHARED = lexicon.words("deeds", "shared")
_SUBORDINATE = lexicon.words("deeds", "subordinate")


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    for at, key in enumerate(text.keys):
        if not case.content(at) or case.in_role(at) or case.in_skills(at) or key in lexicon.calendar():
            continue
        places = case.exact(at)
        if not places or not all(_is_barred(case, place) for place in places) or _is_free(case, at):
            continue
        if (
            text.clause(at).status & HINDERED
            or _denies(case, at, places)
            or any(_told_likewise(case, at, place) for place in places)
        ):
            continue
        verb = text.deed(at) and text.folds[at - 1 : at] not in (["was"], ["were"], ["been"], ["is"], ["are"])
        s, j = places[0]
        reason = f'The sources say it only of others, or as not done: "{case.quote((s, j))}".'
        yield Finding(
            Kind.ROLE_INFLATED if verb else Kind.UNLICENSED_WORD,
            at,
            at,
            reason,
            sure=True,
        )


def _denies(case: Case, at: int, places: list[Place]) -> bool:
    """Whether the text denies what the source says never happened: "no shift is covered by them alone"."""
    never = all(case.sources[s].clause(j).status & HINDERED == {"never"} for s, j in places)
    return never and denies(case, at)


def _told_likewise(case: Case, at: int, place: Place) -> bool:
    """Whether the text gives the word to the same person, or keeps what stood about it: "signed by the boss"."""
    s, j = place
    source, text = case.sources[s], case.text
    clause = source.clause(j)
    if "planned" in clause.status and any(
        w[0] in text.spots for w in lexicon.wordings("hedges.txt")["planned"]
    ):
        return True
    if named_too(case, s, clause):
        return True
    if _names_the_doer(case, s, j) or (not is_name(case, at) and taken_up(source, source.clause_of[j])):
        return True
    names = {source.folds[k] for k in range(clause.first, clause.last + 1) if source.named(k)}
    if any(f"{name}'s" in text.spots for name in names):
        return True  # "on Bice's retirement"
    others = names - {text.folds[at]}
    return any(name in text.spots for name in others) and any(name in text.spots for name in _SHARED)


def _names_the_doer(case: Case, s: int, j: int) -> bool:
    """Whether the text names who did it: the words after "by" in the source's clause, or its subject."""
    source = case.sources[s]
    clause = source.clause(j)
    by = next((k for k in range(clause.first, clause.last) if source.folds[k] == "by"), -1)
    doers = (
        [*range(by + 1, min(by + 4, clause.last + 1))]
        if by >= 0
        else [*subject_of(source.text, source.clause_of[j])]
    )
    keys = {source.keys[k] for k in doers} - lexicon.connecting()
    return bool(keys) and not keys.isdisjoint(case.text.keys)


def _is_barred(case: Case, place: Place) -> bool:
    """Whether the clause about a place tells no deed of the writer's, and says so as a clause of its own.

    A subordinate "that nobody opened" only describes what the main clause tells.
    """
    s, j = place
    source = case.sources[s]
    clause = source.clause(j)
    if "other" in clause.status or "planned" in clause.status:
        return True
    return "never" in clause.status and source.folds[clause.first] not in _SUBORDINATE


def _is_free(case: Case, at: int) -> bool:
    """Whether something else licenses the word: an abbreviation, a plain word, a synonym in the writer's own clause."""
    key = case.text.keys[at]
    if case.aliased(at) or case.abbreviates(at) or key in lexicon.groups("plain.txt")["strict"]:
        return True
    return any(not case.hindered(place) for place in case.places(at)) and not case.text.deed(at)
