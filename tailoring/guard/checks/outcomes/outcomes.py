"""Outcomes and causes: a result that no source states, or one that a source states but does not ascribe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading

_DOWN = lexicon.keys_in("outcomes_about", "down")
OWN_HAND = lexicon.words("outcomes_about", "own_hand")
_UP = lexicon.keys_in("outcomes_about", "up")
_NONE = lexicon.words("outcomes_about", "none")
_SPANS = lexicon.words("outcomes_about", "spans")
_MONEY = lexicon.words("outcomes_about", "currencies")


def find(case: Case) -> Iterator[Finding]:
    yield from _boasts(case)
    yield from _said_plainly(case)
    yield from _said_by_verbs(case)
    yield from _linked(case)


def _boasts(case: Case) -> Iterator[Finding]:
    """Wordings that praise a deed, and that no source has: "ahead of schedule", "millions of"."""
    text = case.text
    for wording in text.said("outcomes.txt", "boast"):
        at = text.says(wording, 0, len(text) - 1)
        said = any(source.says(wording, 0, len(source) - 1) >= 0 for source in case.sources)
        told = case.content(at + len(wording) - 1) and bool(case.exact(at + len(wording) - 1))  # "schedule"
        if not (said or told) and not _in_other_words(case, wording):
            last = at + len(wording) - 1
            yield Finding(Kind.OUTCOME_INVENTED, at, last, f'No source says "{text.slice(at, last)}".')


def _in_other_words(case: Case, wording: tuple[str, ...]) -> bool:
    """Whether the sources say a boast otherwise: "by myself" for "alone", a number for "dozens of"."""
    said = frozenset().union(*(source.spots for source in case.sources))
    if wording[-1] == "of" or "thousands" in wording:
        size = {"dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 1e6, "billions": 1e9}.get(
            wording[0], 1e3
        )
        return any(
            q.form == "number" and not q.dimension and q.value >= size for _, q in case.source_quantities
        )
    if wording[0] in OWN_HAND or wording[-1] == "own":
        return not said.isdisjoint(OWN_HAND)
    if "every" in wording:
        return not said.isdisjoint(("every", "each", "all", "whole", "both"))
    return wording[0] in ("no", "with", "zero", "without") and not said.isdisjoint(_NONE)


def _said_plainly(case: Case) -> Iterator[Finding]:
    """Results said by a noun or an adjective: "seamless", "satisfaction"."""
    results = {w[0] for kind in ("noun", "adjective") for w in lexicon.wordings("outcomes.txt")[kind]}
    for at, key in enumerate(case.text.keys):
        if case.text.folds[at] not in results:
            continue
        if not case.licensed(at) and not (case.quantities and key in lexicon.words_of("figures.txt")):
            yield Finding(Kind.OUTCOME_INVENTED, at, at, f'No source says "{case.text.words[at]}".')


def _said_by_verbs(case: Case) -> Iterator[Finding]:
    text = case.text
    groups = lexicon.groups("outcomes.txt")
    for at, key in enumerate(text.keys):
        moves = key in groups["up"] or key in groups["down"] or phrase(case, at)
        money = _brings_money(case, at)
        if not (moves or money or key in groups["other"]) or not _claimed(case, at):
            continue
        if _is_own_deed(case, at) or (moves and _by_a_figure(case, at)):
            continue
        came_in = text.folds[at + 1 : at + 2] == ["in"] and any(
            "came in" in source.text for source in case.sources
        )
        said = bool(case.exact(at)) or (not money and case.close(at)) or came_in
        if (not said and not (moves and (_moved(case) or _same_direction(case, at)))) or _invented(
            case, at + 1, whole=True
        ):
            yield Finding(
                Kind.OUTCOME_INVENTED, at, at, f'No source states this result ("{text.words[at]}").'
            )
        elif not _by_itself(case, at) and not _runs_of_itself(case, at) and (reason := _unstated(case, at)):
            yield Finding(Kind.CAUSALITY_INVENTED, at, at, reason)


def _runs_of_itself(case: Case, at: int) -> bool:
    """Whether a figure that follows from the sources moves without a mover: "the rate halved between 2021 and 2022"."""
    after = case.text.folds[at + 1 : at + 2]
    moved = any(q.at == at and support(case, q) for q in case.quantities)
    return moved and (not after or after[0] in _SPANS)


def _by_a_figure(case: Case, at: int) -> bool:
    """Whether the clause says by how much, and that follows from the sources: "making it eight times faster"."""
    end = case.text.clause(at).last
    return any(
        at < q.at <= end and q.dimension == "times" and support(case, q).derived for q in case.quantities
    )


def _is_own_deed(case: Case, at: int) -> bool:
    """Whether the verb is a deed of the writer's that moves no figure: the gardener's "planting and cutting"."""
    text = case.text
    own = any(case.sources[s].verb(j) and not case.hindered((s, j)) for s, j in case.exact(at))
    end = text.clause(at).last
    spots = {(s, case.sources[s].clause_of[j]) for s, j in case.exact(at) if not case.hindered((s, j))}
    things = [i for i in range(at + 1, end + 1) if case.content(i)]
    if own and things and any((s, case.sources[s].clause_of[j]) in spots for s, j in case.exact(things[0])):
        return not any(q.dimension == "percent" or q.form == "multiple" for q in case.quantities)
    return (
        own
        and not any(at < q.at <= end + 6 for q in case.quantities)
        and not any(case.content(i) for i in range(at + 1, end + 1))
    )


def _linked(case: Case) -> Iterator[Finding]:
    """Results said by a causal link: "so that", "leading to"."""
    text = case.text
    for wording in text.said("causes.txt", "claim"):
        at = text.says(wording, 0, len(text) - 1)
        told_after = wording[0] == "after" and any("after" in source.spots for source in case.sources)
        if at <= 0 or told_after or _same_link(case, wording):
            continue
        last = at + len(wording) - 1
        if _invented(case, last + 1):
            yield Finding(Kind.OUTCOME_INVENTED, at, last, "No source states this result.")
        elif reason := _unstated(case, at):
            yield Finding(Kind.CAUSALITY_INVENTED, at, last, reason)


def _invented(case: Case, first: int, *, whole: bool = False) -> bool:
    """Whether most (or the whole) of what follows a claim of a result, to the end of its clause, is in no source."""
    if first >= len(case.text):
        return False
    clause = case.text.clause(first)
    words = [
        i
        for i in range(first, clause.last + 1)
        if case.content(i) and case.text.keys[i] not in lexicon.ladder()
    ]
    unknown = sum(not case.licensed(i) for i in words)
    return bool(words) and (unknown == len(words) if whole else unknown * 2 >= len(words))


def _same_direction(case: Case, at: int) -> bool:
    """Whether a source sentence has something go the way that the text says, in any words: "the bill came down"."""
    text, groups = case.text, lexicon.groups("outcomes.txt")
    tail = text.folds[at : text.clause(at).last + 1]
    down = text.keys[at] in groups["down"] or "down" in tail
    ways = groups["down"] | _DOWN if down else groups["up"] | _UP
    words = [i for i in range(at + 1, text.clause(at).last + 1) if case.about(i)]
    sentences = {(s, case.sources[s].sentence_of(j)) for i in words for s, j in case.places(i)}
    return any(
        (s, source.sentence_of(j)) in sentences
        for s, source in enumerate(case.sources)
        for j, key in enumerate(source.keys)
        if key in ways and not source.clause(j).status & {"other", "never", "planned"}
    )


def _by_itself(case: Case, at: int) -> bool:
    """Whether the verb tells how a figure moved, not what moved it: "a list that grew by 35", "rising to 340"."""
    return case.text.folds[at + 1 : at + 2] in (["by"], ["from"], ["to"])


def _brings_money(case: Case, at: int) -> bool:
    """Whether a verb brings in a sum that follows it: "taking €3,800"."""
    if case.text.keys[at] not in lexicon.groups("outcomes.txt")["money"]:
        return False
    return any(q.dimension in _MONEY and at < q.at <= at + 3 for q in case.quantities)


def phrase(case: Case, at: int) -> bool:
    text = case.text
    last = min(text.clause(at).last, at + 8)
    phrases = lexicon.groups("outcomes.txt")["phrase"]
    if text.keys[at] not in _phrase_heads():
        return False
    return any(f"{text.keys[at]} {text.keys[i]}" in phrases for i in range(at + 1, last + 1))


@cache
def _phrase_heads() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in lexicon.groups("outcomes.txt")["phrase"])


def _claimed(case: Case, at: int) -> bool:
    """Whether the word asserts a result of what was said before: a participle, a relative clause, "and saw"."""
    text = case.text
    if at == 0:
        return False
    clause = text.clause(at)
    before = text.folds[clause.first : at]
    fold = text.folds[at]
    if fold.endswith("ing") and (
        at == clause.first or before[-1:] in (["and"], ["while"], ["thereby"], ["by"], ["also"])
    ):
        return before[-1:] != ["by"]
    if {"which", "that", "who"} & set(before[:2]):
        return True
    if clause.first + len(before) > 0 and {"saw", "seeing", "making"} & set(
        text.folds[max(1, clause.first) : at]
    ):
        return True
    return clause.first > 0 and text.verb(at) and before[-1:] == ["and"]


def _moved(case: Case) -> bool:
    """Whether a source sentence gives a figure before and after, so that "rose" or "fell" follows from it."""
    seen: set[tuple[int, int, str]] = set()
    for s, q in case.source_quantities:
        spot = (s, case.sources[s].sentence_of(q.at), q.dimension)
        if spot in seen and q.form != "year":
            return True
        seen.add(spot)
    return False


def _unstated(case: Case, at: int) -> str:
    """Why no source ascribes the result that stands about word `at` to the deed before it; empty if one does."""
    text = case.text
    number = text.clause_of[at]
    last = text.clauses[min(number + 1, len(text.clauses) - 1)].last
    words = [i for i in range(at, last + 1) if case.places(i) and (case.content(i) or case.numeric(i))]
    if not words:
        first = text.clauses[number].first
        words = [i for i in range(first, at) if case.places(i) and (case.content(i) or case.numeric(i))]
    if not words:
        return ""
    best, where = 0.0, None
    for s, source in enumerate(case.sources):
        for sentence in {clause.sentence for clause in source.clauses}:
            score = sum(
                any(t == s and source.sentence_of(j) == sentence for t, j in case.places(i)) for i in words
            )
            if score > best:
                best, where = score, (s, sentence)
    if where is None:
        return ""
    s, sentence = where
    source = case.sources[s]
    clauses = [clause for clause in source.clauses if clause.sentence == sentence]
    first, end = clauses[0].first, clauses[-1].last
    strong = has(source, "state", first, end)
    doubt = has(source, "doubt", first, len(source) - 1)
    said = source.slice(first, end)
    if doubt and not _sure_cause(source, first, end):
        return f'The sources name another cause or none: "{said}".'
    if strong:
        return ""
    told = {text.keys[i] for i in range(at, len(text))}
    heads = [i for i in range(0, at) if case.content(i) and case.places(i) and text.keys[i] not in told]
    shared = sum(any(t == s and first <= j <= end for t, j in case.places(i)) for i in heads)
    return (
        ""
        if shared >= max(2, len(heads) / 3)
        else f'The sources do not say that one brought about the other: "{said}".'
    )


def has(source: Reading, kind: str, first: int, last: int) -> bool:
    return any(source.says(wording, first, last) >= 0 for wording in lexicon.wordings("causes.txt")[kind])


def _sure_cause(source: Reading, first: int, last: int) -> bool:
    return has(source, "sure", first, last)


def _same_link(case: Case, wording: tuple[str, ...]) -> bool:
    return any(source.says(wording, 0, len(source) - 1) >= 0 for source in case.sources)
