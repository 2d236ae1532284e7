"""Facts of a clause whose doer is somebody else, told without that doer: "a girl from Cuenca got the medal".

A clause that is neither in the first person nor without a subject tells of its subject. The text may take up what it
says when it names that subject too ("a hotel with 140 rooms"); without it the fact would become the writer's.
"""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.claims import Kind
from tailoring.guard.support import neighbours
from tailoring.guard.support.authorship import PRONOUNS, subject_of, taken_up
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Reading
from tailoring.guard.text.reading import read

_GROUPS = frozenset("panel committee board jury council group team".split())


def find(case: Case) -> Iterator[Finding]:
    yield from _deeds(case)
    told = {
        (s, number)
        for s, source in enumerate(case.sources)
        for number in range(len(source.clauses))
        if subject_of(source.text, number)
    }
    for at, to, sort in neighbours.facts(case) if told else ():
        places = neighbours.places(case, at)
        if any((s, case.sources[s].clause_of[j]) not in told for s, j in places):
            continue
        if places and all(_is_anothers(case, place, _near(case, at, 0)) for place in places):
            near = _near(case, at, 1)
            reason = f'The sources say it of somebody or something else: "{case.quote(places[0])}".'
            theirs = all(_is_anothers(case, place, near) for place in places)
            if theirs and (sort != "word" or all(_by_somebody(case, place) for place in places)):
                yield Finding(neighbours.KINDS[sort], at, to, reason)


def _by_somebody(case: Case, place: Place) -> bool:
    source = case.sources[place[0]]
    return _is_somebody(source.text, source.clause_of[place[1]])


def _near(case: Case, at: int, beside: int) -> frozenset[Place]:
    """What the text's clause about a fact, and so many clauses on each side of it, take up of the sources."""
    text, number = case.text, case.text.clause_of[at]
    first = text.clauses[max(0, number - beside)].first
    last = text.clauses[min(len(text.clauses) - 1, number + beside)].last
    return frozenset(place for i in range(first, last + 1) for place in case.places(i))


def _deeds(case: Case) -> Iterator[Finding]:
    """Deeds that every source gives to another: "Bernadette wrote it", "was chosen by head office"."""
    text = case.text
    for at in range(len(text)):
        if not text.deed(at) or text.clause(at).status & HINDERED or "by" in text.folds[at + 1 : at + 5]:
            continue
        if at != text.clause(at).first and text.folds[at - 1] not in ("and", "then", "also"):
            continue
        told = [
            (s, j)
            for s, j in case.exact(at) or [p for p in case.near(at) if not _is_general(case, p)]
            if _tells(case.sources[s], j)
        ]
        things = [
            i
            for i in range(at + 1, min(at + 8, text.clause(at).last + 1))
            if case.content(i) and case.exact(i)
        ]
        if not told or not things or _has_its_own(case, at, things):
            continue
        for s, j in told:
            source = case.sources[s]
            others = (
                "other" in source.clause(j).status
                or _is_somebody(source.text, source.clause_of[j])
                or _is_told_of_another(source, j)
            )
            if others and _is_of(case, (s, j), things):
                yield Finding(Kind.ROLE_INFLATED, at, at, f'Somebody else did this: "{case.quote((s, j))}".')
                break


def _tells(source: Reading, at: int) -> bool:
    """Whether a word is a finite verb: "signed", "wrote", or "signs" behind somebody."""
    fold = source.folds[at]
    third = fold.endswith("s") and source.keys[at] in lexicon.ladder() and "other" in source.clause(at).status
    return fold.endswith("ed") or fold in lexicon.past_forms() or third


def _is_general(case: Case, place: Place) -> bool:
    """Whether a source's verb is too general to stand for another: "was made by another firm"."""
    return case.sources[place[0]].keys[place[1]] in lexicon.plain()


def _is_somebody(text: str, number: int) -> bool:
    """Whether the subject of a clause may be a doer: a name, or a thing with its article, "the CEO"."""
    source = read(text)
    subject = subject_of(text, number)
    before = source.folds[subject[0] - 1] if subject and subject[0] else ""
    if not subject:
        return False
    first = subject[0]
    named = (
        source.opens_sentence(first)
        and source.words[first].istitle()
        and source.keys[first] not in lexicon.thesaurus()
    )
    if source.folds[first].endswith("ing"):
        return False  # "upselling brought in"
    return named or before in ("the", "a", "an") or any(map(source.named, subject))


def _is_told_of_another(source: Reading, at: int) -> bool:
    """Whether a relative clause with its verb says who did it: "the plans that the appointed person drew up"."""
    first = source.clause(at).first
    opened = source.folds[first] in ("that", "which", "whom", "who") and not source.clause(at).mine
    theirs = opened and at == first + 1 and source.folds[first - 1] in _GROUPS  # "the panel that picked it"
    return theirs or (opened and source.folds[first + 1] in ("the", "a", "an") and first + 2 < at)


def _has_its_own(case: Case, at: int, things: list[int]) -> bool:
    """Whether the writer's own clause has the verb, or another verb of making, with the thing."""
    for s, source in enumerate(case.sources):
        for number, clause in enumerate(source.clauses):
            if "other" in clause.status or subject_of(source.text, number):
                continue
            here = {
                t for t in things if any(u == s and source.clause_of[k] == number for u, k in case.exact(t))
            }
            verb = any(
                u == s and source.clause_of[k] == number and (source.deed(k) or source.verb(k))
                for u, k in case.places(at)
            )
            exact = any(u == s and source.clause_of[k] == number for u, k in case.exact(at))
            pointed = not PRONOUNS.isdisjoint(source.folds[clause.first : clause.last + 1])
            if (verb and here) or (exact and pointed):
                return True
    return False


def _is_of(case: Case, place: Place, things: list[int]) -> bool:
    """Whether another's deed is of the things: they stand in its clause, or just before its "it"."""
    s, j = place
    source = case.sources[s]
    clause = source.clause(j)
    here = range(clause.first, clause.last + 1)
    named = range(max(0, clause.first - 3), clause.first) if _is_told_of_another(source, j) else here
    if any(t == s and k in (*here, *named) for i in things[:2] for t, k in case.exact(i)):
        return True
    if not {"it", "them", "this"} & set(source.folds[j + 1 : j + 3]):
        return False
    sentences = (clause.sentence, clause.sentence - 1)
    return any(
        t == s and k < j and source.sentence_of(k) in sentences for i in things[:3] for t, k in case.exact(i)
    )


def _is_anothers(case: Case, place: Place, near: frozenset[Place]) -> bool:
    s, j = place
    source = case.sources[s]
    subject = subject_of(source.text, source.clause_of[j])
    if not subject or j <= subject[-1] + 1:
        return False
    heads = [k for k in subject if source.keys[k] not in lexicon.connecting()]
    if taken_up(source, source.clause_of[j]):
        return False  # "the club sold 90 tickets, I sold 25 of them"
    counted = any(source.folds[k][0].isdigit() for k in subject)  # "28 sat the paper"
    return bool(heads) and not counted and not any((s, k) in near for k in heads)
