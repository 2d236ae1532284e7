"""Awards, prizes and publications: only what the sources give to the writer."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.honours.earned import only_nominated, unearned
from tailoring.guard.claims import Kind
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, WEEKDAYS

_PUBLISH = lexicon.key("publish")
_TITLES = (("of", "the", "year"), ("of", "the", "month"), ("of", "the", "quarter"), ("hall", "of", "fame"))
_TIMES = frozenset((*WEEKDAYS, *lexicon.listed("honours", "times")))
_WINNING = frozenset("win won wins winning".split())
_BUSINESS = lexicon.keys_in("honours", "business")
_CLOSING = lexicon.keys_in("honours", "closing")
_CONFERENCES = frozenset(map(lexicon.key, "conference congress symposium summit convention".split()))
_TESTS = frozenset(map(lexicon.key, "audit exam examination inspection certification".split()))
_SPEAKING = lexicon.keys_in("honours", "speaking")
_WEB = lexicon.words("honours", "web")


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    for title in _TITLES:  # "employee of the year"
        at = case.text.says(title, 0, len(case.text) - 1)
        if at > 0 and text.folds[at - 1].rstrip("s") in _TIMES:
            continue
        places = [(s, source.says(title, 0, len(source) - 1)) for s, source in enumerate(case.sources)]
        if at >= 0 and not any(j >= 0 and not _is_anothers(case, s, j) for s, j in places):
            yield Finding(Kind.AWARD_OR_PUBLICATION, max(0, at - 1), at + 2, "No source names this honour.")
    yield from _spoken(case)
    yield from _passed(case)
    for at in text.spots.get("authored", ()):
        author = any(
            not {"author", "authored", "authors"}.isdisjoint(source.folds) for source in case.sources
        )
        if text.folds[at - 1 : at] == ["co"] and not author:
            yield Finding(
                Kind.AWARD_OR_PUBLICATION, at - 1, at, "No source says that the writer is an author of it."
            )
    for at, reason in unearned(case, lexicon.folds_of("awards.txt")):
        if text.folds[at] in _WINNING and _is_business(case, at):
            continue  # "winning contracts" is closing them
        if case.text.keys[at] == _PUBLISH and not _WEB.isdisjoint(case.text.folds):
            continue  # to put on a web page is no publication
        yield Finding(Kind.AWARD_OR_PUBLICATION, at, at, reason)


def _is_anothers(case: Case, s: int, at: int) -> bool:
    """Whether the clause about an honour names who got it, and that is not the writer: "Joanne was seller of …"."""
    source = case.sources[s]
    clause = source.clause(at)
    if only_nominated(case, source, clause):
        return True
    if clause.mine:
        return False
    if clause.status & HINDERED:
        return True
    being = next(
        (k for k in range(clause.first, clause.last) if source.folds[k] in ("was", "is", "became")), -1
    )
    before = being > clause.first and being < at and source.words[clause.first][0].isupper()
    after = being > at and source.named(being + 1)
    return after or (before and source.folds[clause.first] not in lexicon.grammar())


def _spoken(case: Case) -> Iterator[Finding]:
    """A talk at a conference, where no source clause has the two together: to attend one is not to speak there."""
    text = case.text
    for at, key in enumerate(text.keys):
        if key not in _CONFERENCES:
            continue
        clause = text.clause(at)
        told = [i for i in range(clause.first, clause.last + 1) if text.keys[i] in _SPEAKING]
        if not told:
            continue
        together = any(
            not _SPEAKING.isdisjoint(source.keys[c.first : c.last + 1])
            for s, source in enumerate(case.sources)
            for c in {source.clause_of[j]: source.clause(j) for t, j in case.exact(at) if t == s}.values()
        )
        if not together:
            yield Finding(
                Kind.AWARD_OR_PUBLICATION,
                min(told[0], at),
                max(told[-1], at),
                "No source tells of this talk.",
            )


def _passed(case: Case) -> Iterator[Finding]:
    """An audit or exam told as passed, which no source says."""
    text = case.text
    tested = not _TESTS.isdisjoint(text.keys)
    for at in text.spots.get("passed", ()) if tested else ():
        if not case.near(at) and not text.hyphened[at]:
            yield Finding(Kind.AWARD_OR_PUBLICATION, at, at, "No source says that it was passed.")


def _is_business(case: Case, at: int) -> bool:
    """Whether what is won is business, which a source tells of closing or getting."""
    business = not _BUSINESS.isdisjoint(case.text.keys[at + 1 : at + 5])
    return business and any(not _CLOSING.isdisjoint(source.keys) for source in case.sources)
