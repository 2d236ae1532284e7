"""Facts of a clause whose doer is somebody else, told without that doer: "a girl from Cuenca got the medal".

A clause that is neither in the first person nor without a subject tells of its subject. The text may take up what it
says when it names that subject too ("a hotel with 140 rooms"); without it the fact would become the writer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tailoring.guard import company, lexicon
from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.clauses import CALENDAR, CREWS, SELF
from tailoring.guard.reading import HINDERED, Reading, read

_JOINS = frozenset(
    """in on at by for from to with of and but or so then when where while because since after before until if as also
    only later once during never often usually always sometimes still just even""".split()
)
_DETERMINERS = frozenset(
    """the a an his her their its this that these those another other some one two three all both each every no
    nobody everybody someone somebody""".split()
)
_IDLE = _JOINS | _DETERMINERS | CALENDAR  # words that are no subject
_BEFORE_A_PARTICIPLE = frozenset("was were is are been be being get got to and or that which who".split())
_THIRD = frozenset("he she they who".split())
_TIMES = frozenset("day night week weekend month year morning afternoon evening season shift".split())
_WHEN = frozenset("at in on after before during".split())
_PRONOUNS = frozenset("it them they these those".split())
_SUBORDINATE = frozenset(
    "that that's what which who whose where when before after since until once if because so".split()
)
# Verbs of what things are and do, whose subject needs no naming: "data came from 12 chains".
_OF_THINGS = frozenset("was were is are been had has have came took went became".split())
_NO_VERBS = frozenset("hundred red bed need speed feed seed shed indeed".split())
_DOING = frozenset("did does do works makes gets runs writes gives sells holds keeps leads wins".split())


def find(case: Case) -> Iterator[Finding]:
    yield from _deeds(case)
    told = {
        (s, number)
        for s, source in enumerate(case.sources)
        for number in range(len(source.clauses))
        if subject_of(source.text, number)
    }
    for at, to, sort in company.facts(case) if told else ():
        places = company.places(case, at)
        if any((s, case.sources[s].clause_of[j]) not in told for s, j in places):
            continue
        if places and all(_is_anothers(case, place, _near(case, at, 0)) for place in places):
            near = _near(case, at, 1)
            reason = f'The sources say it of somebody or something else: "{case.quote(places[0])}".'
            sure = all(_is_anothers(case, place, near) for place in places)
            sure = sure and (sort != "word" or all(_by_somebody(case, place) for place in places))
            yield Finding(company.KINDS[sort], at, to, reason, sure=sure)


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
        if (
            not text.deed(at)
            or _is_of_a_third(text, at)
            or text.clause(at).status & HINDERED
            or "by" in text.folds[at + 1 : at + 5]
        ):
            continue
        if at != text.clause(at).first and text.folds[at - 1] not in ("and", "then", "also"):
            continue
        told = [
            (s, j)
            for s, j in case.exact(at) or [p for p in case.near(at) if not _is_general(case, p)]
            if case.sources[s].folds[j].endswith("ed") or case.sources[s].folds[j] in lexicon.past_forms()
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
            others = "other" in source.clause(j).status or _is_somebody(source.text, source.clause_of[j])
            if others and _is_of(case, (s, j), things):
                yield Finding("role_inflated", at, at, f'Somebody else did this: "{case.quote((s, j))}".')
                break


def _is_of_a_third(text: Reading, at: int) -> bool:
    """Whether the text itself gives a verb to others: "whom she would call"."""
    return not _THIRD.isdisjoint(text.folds[text.clause(at).first : at])


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
    return named or before in ("the", "a", "an") or any(map(source.named, subject))


def _has_its_own(case: Case, at: int, things: list[int]) -> bool:
    """Whether the writer's own clause has the verb, or another verb of making, with the thing."""
    for s, source in enumerate(case.sources):
        for number, clause in enumerate(source.clauses):
            if "other" in clause.status or subject_of(source.text, number):
                continue
            here = {
                t for t in things if any(u == s and source.clause_of[k] == number for u, k in case.exact(t))
            }
            verb = any(u == s and source.clause_of[k] == number for u, k in case.places(at))
            exact = any(u == s and source.clause_of[k] == number for u, k in case.exact(at))
            pointed = not _PRONOUNS.isdisjoint(source.folds[clause.first : clause.last + 1])
            if (verb and here) or (exact and pointed):
                return True
    return False


def _is_of(case: Case, place: Place, things: list[int]) -> bool:
    """Whether another's deed is of the things: they stand in its clause, or just before its "it"."""
    s, j = place
    source = case.sources[s]
    clause = source.clause(j)
    here = range(clause.first, clause.last + 1)
    if any(t == s and k in here for i in things[:2] for t, k in case.exact(i)):
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


@lru_cache(maxsize=32_768)
def subject_of(text: str, number: int) -> tuple[int, ...]:
    """The words of a clause's subject, when it has one that is not the writer and does what a finite verb says."""
    source = read(text)
    clause = source.clauses[number]
    if source.folds[clause.first] == "then" and number and _is_bare(text, number - 1):
        first = source.clauses[number - 1].first  # "the CEO then ran the deal"
        words = range(first, clause.first)
        return tuple(k for k in words if source.folds[k] not in _IDLE)
    if clause.mine or source.folds[clause.first] in _SUBORDINATE:
        return ()
    for at in range(clause.first, clause.last + 1):
        fold = source.folds[at]
        if fold in SELF:
            return ()
        finite = (
            fold in _DOING or (fold.endswith("ed") and fold not in _NO_VERBS) or fold in lexicon.past_forms()
        )
        going_on = fold in ("is", "are", "was", "were") and source.folds[min(at + 1, clause.last)].endswith(
            "ing"
        )
        if not going_on and (not finite or source.named(at) or fold in _OF_THINGS):
            continue
        words = range(_start(source.folds, clause.first, at), at)
        subject = tuple(k for k in words if source.folds[k] not in _IDLE)
        if _is_adverbial(source, clause.first, at) or _is_own_crew(source, subject):
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


def _is_own_crew(source: Reading, subject: tuple[int, ...]) -> bool:
    """Whether the subject is those with whom the writer works: "my shift picked", not "my manager picked"."""
    return (
        bool(subject)
        and source.folds[subject[0] - 1 : subject[0]] in (["my"], ["our"])
        and source.folds[subject[-1]] in CREWS
    )


def _start(folds: list[str], first: int, verb: int) -> int:
    """Where the subject before a verb begins: "the university" of "On two sheets the university in Leiden did"."""
    starts = [
        k for k in range(first + 1, verb) if folds[k] in ("the", "a", "an") and folds[k - 1] not in _JOINS
    ]
    return starts[-1] if starts and folds[first] in _JOINS else first


def _is_bare(text: str, number: int) -> bool:
    """Whether a clause is a noun phrase of others alone."""
    source = read(text)
    clause = source.clauses[number]
    return source.folds[clause.first] in ("the", "a", "an") and not any(
        source.deed(k) or source.verb(k) or source.folds[k] in _OF_THINGS
        for k in range(clause.first, clause.last + 1)
    )


def taken_up(source: Reading, number: int) -> bool:
    """Whether the writer takes up what a clause tells of another: "typed by my predecessor; since 2021 filed by me"."""
    here = source.clauses[number]
    after = [c for c in source.clauses[number + 1 : number + 3] if c.sentence - here.sentence <= 1]
    return any(
        c.mine and not c.status & HINDERED and not _PRONOUNS.isdisjoint(source.folds[c.first : c.last + 1])
        for c in after
    )
