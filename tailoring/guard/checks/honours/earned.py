"""What degrees and awards have in common: words of honour that only the writer's own sources may give."""

from __future__ import annotations

from collections.abc import Iterator

from content.vocabulary import singular
from tailoring.guard.case import Case
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Clause, Reading

_OF_A_DEGREE = frozenset("degree in of thesis level".split())
_NOMINATED = lexicon.words("honours", "nominated")
_NOMINEE = frozenset("nominated nomination nominee nominees".split())
_PAPERS = lexicon.words("honours", "papers")
_GOT = frozenset("got won received took".split())
_ANOTHERS = lexicon.words("honours", "determiners")
_NONE = frozenset(("no", "without", "not", "never", "nor"))
_BEGUN = lexicon.keys_in("honours", "begun")
_COMPLETED = frozenset("completed finished earned obtained".split())
_GOES_ON = lexicon.words("honours", "goes_on")


def unearned(case: Case, honours: frozenset[str], *, unfinished: bool = False) -> Iterator[tuple[int, str]]:
    """The words of the text that are honours and that no source, skill or role gives to the writer.

    With `unfinished`, what a source only began or studied for is not given either.
    """
    text = case.text
    for at, fold in enumerate(text.folds):
        plain = fold.removesuffix("'s")
        pair = " ".join(text.folds[at : at + 2])
        known = plain in honours or pair in honours or singular(plain) in honours
        if not known or case.numeric(at):
            continue
        word = text.words[at]
        if (
            fold in ("master", "masters")
            and not _is_capital(word)
            and not _OF_A_DEGREE & {*text.folds[at + 1 : at + 2]}
        ):
            continue  # "the master file"
        if fold == "qualified" and at == text.clause(at).first and case.content(min(at + 1, len(text) - 1)):
            continue  # "qualified leads" is a deed
        if not _is_capital(word) and len(word) <= 3 and fold not in ("win", "won"):
            continue  # "ma", "ba", "als" are degrees in capitals only
        if case.in_skills(at) or case.in_role(at):
            continue
        places = case.exact(at)
        if pair in honours and " " in pair:
            places = [
                (s, j) for s, j in places if case.sources[s].keys[j + 1 : j + 2] == text.keys[at + 1 : at + 2]
            ]
            if not places:
                yield at, f'No source says "{text.slice(at, at + 1)}".'
                continue
        if fold == "accepted" and _PAPERS.isdisjoint(text.folds):
            continue  # "accepted eleven of the points"
        if fold in _NOMINEE and any(not _NOMINEE.isdisjoint(source.folds) for source in case.sources):
            continue
        if fold in ("won", "winning") and text.folds[at + 1 : at + 2] in (["back"], ["over"]):
            continue  # "won back a client"
        if not places and not case.said(at):
            yield at, f'No source says "{word}".'
        elif places and all(_hindered(case, s, j, unfinished) for s, j in places) and not _admits(case, at):
            yield at, f'The sources say only: "{case.quote(places[0])}".'


def _admits(case: Case, at: int) -> bool:
    """Whether the text's own clause tells what keeps the honour from the writer."""
    return bool(case.text.clause(at).status & HINDERED)


def _is_ours(case: Case, source: Reading, clause: Clause) -> bool:
    """Whether an honour went to something of the writer's: "our paper got the award", which the text does not name."""
    first, second = source.folds[clause.first], clause.first + 1
    got = not _GOT.isdisjoint(source.folds[clause.first : clause.last + 1])
    if first not in ("our", "my", "the") or second > clause.last or not got:
        return False
    alone = {"i", "we"}.isdisjoint(source.folds[clause.first : clause.last + 1])
    return alone and source.keys[second] not in case.text.keys


def only_nominated(case: Case, source: Reading, clause: Clause) -> bool:
    """Whether a source tells of a nomination only, and the text does not say so."""
    nominated = not _NOMINATED.isdisjoint(source.folds[clause.first : clause.last + 1])
    return nominated and _NOMINATED.isdisjoint(case.text.folds)


def _is_named_anothers(source: Reading, clause: Clause, at: int) -> bool:
    """Whether an honour stands with somebody else: "our certified man signed", "Salesman of the Year was Darek"."""
    determined = at > clause.first and source.folds[at - 1] in _ANOTHERS
    going_on = at < clause.last and source.folds[at + 1] not in _GOES_ON
    if determined and going_on and not clause.mine and source.folds[at].endswith("ed"):
        return True
    for be in range(at + 1, clause.last):
        if source.folds[be] in ("was", "is") and source.names[be + 1] and source.words[be + 1].istitle():
            return source.folds[be + 1] not in lexicon.calendar()
    return False


def _hindered(case: Case, s: int, at: int, unfinished: bool) -> bool:
    source = case.sources[s]
    clause = source.clause(at)
    if (
        only_nominated(case, source, clause)
        or _is_ours(case, source, clause)
        or _is_named_anothers(source, clause, at)
    ):
        return True
    if clause.status & HINDERED or not _NONE.isdisjoint(source.folds[max(clause.first, at - 2) : at]):
        return True
    sentence = [c for c in source.clauses if c.sentence == clause.sentence]
    begun = not _BEGUN.isdisjoint(source.keys[clause.first : clause.last + 1])
    told = not _BEGUN.isdisjoint(case.text.keys) and _COMPLETED.isdisjoint(case.text.folds)
    return unfinished and (begun and not told or any("never" in c.status for c in sentence))


def _is_capital(word: str) -> bool:
    return any(c.isupper() for c in word)
