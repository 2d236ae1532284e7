"""At `strict`, the content words that nothing licenses: a verb, a name, a phrase, or three words of any kind.

The writer was told to keep the sources' words. One or two plain nouns caught no fabrication that no other check
caught, on 300 cases that were new to the guard, and were the only doubt about every sixth honest text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from content.vocabulary import singular
from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.deeds import strength
from tailoring.guard.checks.outcomes.outcomes import OWN_HAND
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.units import RATES, STOPS
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon

_DAYS = {
    "week": lexicon.words("strict", "days"),
    "day": lexicon.words("strict", "unlicensed_days"),
}


_PREPOSITIONS = lexicon.words("strict", "prepositions")
_AUXILIARIES = lexicon.words("strict", "auxiliaries")
_KNOWING = lexicon.words("strict", "knowing")
_THIRD = frozenset("he she they".split())


# Verbs for the idea of a thing, which to make or mend it does not show.
CONCEIVING = lexicon.keys_in("strict", "conceiving")
_MOSTLY = frozenset("mostly mainly chiefly largely majority".split())
_SUBJECTLESS = lexicon.words("strict", "subjectless")


def find(case: Case) -> Iterator[Finding]:
    """Doubted at `strict`; at both levels where nothing of a whole phrase is licensed."""
    yield from _stretched(case)
    found = list(_doubts(case))
    doubted = {finding.at for finding in found}
    telling = any(
        _is_telling(case, f) or _is_added(case, f.at, doubted) or _is_swapped(case, f.at) for f in found
    )
    alone = len(found) == 1 and not found[0].sure and not _is_swapped(case, found[0].at)
    if alone and _is_among_their_words(case, found[0].at):
        return  # one plain word of the writer's own, where every check of a fact is content
    for finding in found:
        if _is_phrase(case, finding.at, doubted):
            yield replace(finding, sure=True)
        elif telling:
            yield finding


def _stretched(case: Case) -> Iterator[Finding]:
    """Words of grammar that stretch a claim, and that no source has: "still valid", "on my own", "ever since"."""
    bold = lexicon.folds_of("bold.txt")
    said = frozenset().union(*(source.spots for source in case.sources))
    for at, fold in enumerate(case.text.folds):
        if fold == "most" and (case.text.folds[at + 1 : at + 2] != ["of"] or said & _MOSTLY):
            continue
        dated = fold == "since" and case.numeric(min(at + 1, len(case.text) - 1))
        by_oneself = fold in OWN_HAND and any(
            not OWN_HAND.isdisjoint(source.folds) for source in case.sources
        )
        if fold in bold and not (
            dated or case.near(at) or by_oneself or any(fold in source.spots for source in case.sources)
        ):
            yield Finding(
                Kind.UNLICENSED_WORD, at, at, f'No source says "{case.text.words[at]}".', sure=False
            )


def _is_telling(case: Case, finding: Finding) -> bool:
    """Whether the word alone is a claim, by more than being new: a deed or a name."""
    return (
        finding.sure
        or case.text.keys[finding.at] in CONCEIVING
        or case.text.deed(finding.at)
        or case.text.named(finding.at)
    )


def _is_added(case: Case, at: int, doubted: set[int]) -> bool:
    """Whether new words are all of a thing that the text adds: "the handbook and the safeguarding policy"."""
    text = case.text
    joint = next(
        (i for i in range(at - 1, max(text.clause(at).first, at - 3) - 1, -1) if text.folds[i] == "and"), -1
    )
    if joint < 0:
        return False
    end = joint + 1
    while end <= text.clause(at).last and text.folds[end] not in STOPS - {"the", "a", "an"}:
        end += 1
    told = [i for i in range(joint + 1, end) if case.content(i) or case.numeric(i)]
    return len(told) > 1 and doubted.issuperset(told)


def _is_swapped(case: Case, at: int) -> bool:
    """Whether a new word stands where the sources have another, left out: "corporate" for "small clients"."""
    text, after = case.text, at + 1
    places = case.exact(after) if at < text.clause(at).last and case.content(after) else []
    return bool(places) and all(_is_left_out(case, s, j - 1) for s, j in places)


def _is_left_out(case: Case, s: int, at: int) -> bool:
    source = case.sources[s]
    within = at >= 0 and at >= source.clause(at + 1).first
    plain = within and (
        source.keys[at] in lexicon.connecting() or source.folds[at][0].isdigit() or source.deed(at)
    )
    return within and not plain and (s, at) not in case.used


def _is_among_their_words(case: Case, at: int) -> bool:
    """Whether a plain word stands in a clause that is otherwise of the sources' own words."""
    text = case.text
    clause = text.clause(at)
    others = [i for i in range(clause.first, clause.last + 1) if i != at and case.content(i)]
    own = sum(bool(case.exact(i)) for i in others)
    groups = lexicon.groups("outcomes.txt")
    results = CONCEIVING | lexicon.words_of("figures.txt") | groups["other"] | groups["down"] | groups["up"]
    result = text.keys[at] in results and text.folds[at + 1 : at + 2] not in (
        ["back"],
        ["over"],
    )  # "won back a client"
    return not text.named(at) and not result and own >= 1 and 2 * own >= len(others)


def _is_phrase(case: Case, at: int, doubted: set[int]) -> bool:
    """Whether the word is of three unlicensed words in a row, or of two that end the text after a preposition."""
    text = case.text
    clause = text.clause(at)
    words = [i for i in range(clause.first, clause.last + 1) if case.content(i) or case.numeric(i)]
    here = words.index(at) if at in words else -1
    if here < 0:
        return False
    first = last = here
    while first and words[first - 1] in doubted:
        first -= 1
    while last + 1 < len(words) and words[last + 1] in doubted:
        last += 1
    size = last - first + 1
    if any(text.named(i) or text.hyphened[i] for i in words[first : last + 1]):
        return size > 3
    before = {text.folds[i] for i in range(max(clause.first, words[first] - 2), words[first])}
    ends = words[last] >= len(text) - 1 and not before.isdisjoint(_PREPOSITIONS)
    return size >= 3 or (size == 2 and ends)


def _doubts(case: Case) -> Iterator[Finding]:
    text = case.text
    plain = lexicon.groups("plain.txt")["strict"]
    for at, key in enumerate(text.keys):
        if (
            (case.licensed(at) and not _is_anothers(case, at))
            or key in plain
            or _is_neutral(case, at)
            or (key not in CONCEIVING and _is_no_stronger(case, at))
            or _is_rate(case, at)
            or _is_trained_in(case, at)
        ):
            continue
        if key in lexicon.words_of("figures.txt") and _goes_with_a_figure(case, at):
            continue
        if _is_anothers(case, at):
            reason = f'Somebody else did this: "{case.quote(case.places(at)[-1])}".'
            yield Finding(Kind.ROLE_INFLATED, at, at, reason)
            continue
        reason = f'Nothing in the sources, the skills or the role says "{text.words[at]}".'
        yield Finding(Kind.UNLICENSED_WORD, at, at, reason, sure=False)


def _is_trained_in(case: Case, at: int) -> bool:
    """Whether the word says that the writer knows a listed skill: "trained in first aid"."""
    text = case.text
    after = text.folds[at + 1 : at + 2]
    return (
        text.folds[at] in _KNOWING
        and after in (["in"], ["with"])
        and at + 2 < len(text)
        and case.in_skills(at + 2)
    )


def _is_anothers(case: Case, at: int) -> bool:
    """Whether the word is a verb that only a like verb of somebody else's deed would license."""
    if not case.text.verb(at) or not _THIRD.isdisjoint(case.text.folds[case.text.clause(at).first : at]):
        return False  # "whom she would call"
    places = [(s, j) for s, j in case.places(at) if case.sources[s].folds[j] not in _AUXILIARIES]
    return bool(places) and not case.said(at) and all(map(case.hindered, places))


def _is_neutral(case: Case, at: int) -> bool:
    """Whether the word is a verb, where a verb stands, that says no more than that something was done."""
    text, neutral = case.text, lexicon.groups("plain.txt")["neutral"]
    clause = text.clause(at)
    if text.named(at) or (text.keys[at] not in neutral and " ".join(text.keys[at : at + 2]) not in neutral):
        return False
    before = text.folds[at - 1] if at > clause.first else ""
    return not before or before in _SUBJECTLESS or text.folds[at].endswith(("ing", "ed")) or text.verb(at)


def _is_no_stronger(case: Case, at: int) -> bool:
    """Whether the word is a verb that claims no more of its object than the writer's own deed does in the sources."""
    specific = lexicon.groups("plain.txt")["specific"]
    return case.text.keys[at] not in specific and strength.claims_no_more(case, at)


def _goes_with_a_figure(case: Case, at: int) -> bool:
    """Whether the word tells of a figure beside it that follows from the sources' figures: "an increase of 35"."""
    near = [q for q in case.quantities if q.at - 5 <= at <= q.to + 5]
    return any(support(case, q).derived for q in near) or (len(near) > 1 and len(case.source_quantities) > 1)


def _is_rate(case: Case, at: int) -> bool:
    """Whether the word is a frequency that the sources say in other words."""
    rate = RATES.get(case.text.folds[at])
    if rate is None:
        return False
    said = {singular(fold) for source in case.sources for fold in source.folds}
    if rate == "quarter" and any(q.unit == "month" and q.value == 3 for _, q in case.source_quantities):
        return True
    return not said.isdisjoint(_DAYS.get(rate, {rate}))
