"""Results hung onto a deed: ", which put …", "; these cut …", ", giving …" join two facts as cause and effect.

The join is a claim of its own: a source must tell the two in one breath, or say that one came of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import is_own
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading

_POINTERS = lexicon.words("outcomes_about", "pointers")
_MEANS = frozenset("by through after following via".split())
_FRONTED = frozenset("through via thanks".split())
_ANAPHORA = lexicon.words("outcomes_about", "anaphora")


class Tail(NamedTuple):
    """The word that opens a tail, its verb, the tail's last word, and whether its verb always tells a result."""

    at: int
    verb: int
    last: int
    strong: bool


def find(case: Case) -> Iterator[Finding]:
    if _fronted(case):
        reason = "The sources do not say that one came of the other."
        yield Finding(Kind.CAUSALITY_INVENTED, 0, 0, reason)
        return
    for tail in (*_tails(case), *_means(case.text)):
        if _unheard(case, tail):
            yield Finding(Kind.OUTCOME_INVENTED, tail.at, tail.last, "No source states this result.")
            return
        if reason := _unjoined(case, tail):
            yield Finding(Kind.CAUSALITY_INVENTED, tail.at, tail.verb, reason)
            return


def _fronted(case: Case) -> bool:
    """Whether a means stands before what is told of it ("Through the talks, dropouts went down"), and no source
    tells the two in one sentence.
    """
    text = case.text
    if not len(text) or text.folds[0] not in _FRONTED:
        return False
    gaps = (text.text[text.spans[i][1] : text.spans[i + 1][0]] for i in range(len(text) - 1))
    end = next((i for i, gap in enumerate(gaps) if "," in gap), len(text))
    both = set(text.keys[: end + 1]) & set(text.keys[end + 1 :])
    means, effect = (
        {
            (s, case.sources[s].sentence_of(j))
            for i in words
            if case.content(i) and text.keys[i] not in lexicon.calendar() and text.keys[i] not in both
            for s, j in case.exact(i)
        }
        for words in (range(1, end + 1), range(end + 1, len(text)))
    )
    if not means and text.folds[1:2] in (["my"], ["to"]):  # "Through my work"
        return bool(effect) and not any(is_own(case, place) for place in effect)
    return bool(means and effect) and means.isdisjoint(effect)


def _means(text: Reading) -> Iterator[Tail]:
    """How a result was brought about: "Raised sales by …ing", "Cut waste through …", whose means are the tail."""
    groups = lexicon.groups("outcomes.txt")
    effects = [i for i, key in enumerate(text.keys) if key in groups["up"] or key in groups["down"]]
    for at in range(1, len(text) - 1):
        if text.folds[at] not in _MEANS or not any(
            text.sentence_of(i) == text.sentence_of(at) for i in effects
        ):
            continue
        if text.folds[at] in ("by", "after") and not text.folds[at + 1].endswith("ing"):
            continue
        if any(i < at for i in effects):
            yield Tail(at, at + 1, text.clause(at).last, strong=True)


def _unheard(case: Case, tail: Tail) -> bool:
    """Whether most of what a tail tells is in no source: "giving faster results to clients"."""
    text = case.text
    words = [
        i
        for i in range(tail.verb + 1, tail.last + 1)
        if case.content(i) and text.keys[i] not in lexicon.ladder() and text.keys[i] not in lexicon.calendar()
    ]
    unknown = [i for i in words if not case.licensed(i)]
    whole = tail.strong and len(unknown) == len(words) == 1
    return whole or (len(unknown) >= 2 and 2 * len(unknown) > len(words))


def _tails(case: Case) -> Iterator[Tail]:
    text = case.text
    groups = lexicon.groups("causes.txt")
    for number, clause in enumerate(text.clauses):
        if number == 0:
            continue
        at = clause.first
        if text.folds[at] in ("and", "thereby", "thus") and at < clause.last:
            at += 1
        if text.folds[clause.first] == "and" and text.deed(at) and not text.folds[at].endswith("ing"):
            if text.keys[at] in groups["tail"] or text.keys[at] in groups["tail_weak"]:
                told = Tail(at, at, clause.last, strong=False)
                if not case.exact(at) and _unheard(case, told):
                    yield told
            continue
        pointed = text.folds[at] in _POINTERS
        verb = at + 1 if pointed else at
        while verb < clause.last and (
            text.folds[verb] in ("also", "has", "have") or text.folds[verb].endswith("ly")
        ):
            verb += 1
        if verb > clause.last or (not pointed and not text.folds[verb].endswith("ing")):
            continue
        key = text.keys[verb]
        pair = " ".join(text.keys[verb : verb + 2])
        strong = key in groups["tail"] or pair in groups["tail"]
        told_of = text.folds[at] == "that" and not text.deed(clause.first - 1)  # "a warehouse that sent out"
        if strong or (key in groups["tail_weak"] and not told_of):
            last = max(other.last for other in text.clauses if other.sentence == clause.sentence)
            yield Tail(at, verb, last, strong)


def _unjoined(case: Case, tail: Tail) -> str:
    """Why the sources do not join what a tail tells to what stands before it; empty when one of them does."""
    text = case.text
    if (
        text.folds[tail.verb + 1 : tail.verb + 2] in (["by"], ["from"], ["to"])
        and text.folds[tail.at] == "that"
    ):
        return ""
    told = [i for i in range(tail.verb + 1, tail.last + 1) if case.content(i) or case.numeric(i)]
    known = [i for i in told if case.places(i) and text.keys[i] not in lexicon.calendar()]
    if not known:
        return ""
    here = {text.keys[i] for i in told}
    heads = [i for i in range(tail.at) if case.about(i) and case.content(i) and text.keys[i] not in here]
    heads = [i for i in heads if not case.in_role(i)]
    if not heads:
        return ""
    s, sentence = _where(case, known)
    source = case.sources[s]
    clauses = [clause for clause in source.clauses if clause.sentence == sentence]
    told_of = (
        c for c in clauses if any(t == s and c.first <= j <= c.last for i in known for t, j in case.exact(i))
    )
    own = all(clause.mine or _is_past(source.folds[clause.first]) for clause in told_of)
    if own and not tail.strong and text.folds[tail.at].endswith("ing"):
        return ""  # "keeping a record of calls" where the writer has logged them
    first, last = clauses[0].first, clauses[-1].last
    if not tail.strong and any(s == t and first <= j <= last for t, j in case.exact(tail.verb)):
        return ""
    wide = first
    if source.folds[first] in _ANAPHORA and first:
        wide = min(c.first for c in source.clauses if c.sentence == sentence - 1)
    joined = any(t == s and wide <= j <= last for i in heads for t, j in case.near(i))
    return (
        ""
        if joined
        else f'The sources do not say that one brought about the other: "{source.slice(first, last)}".'
    )


def _is_past(fold: str) -> bool:
    return fold.endswith("ed") or fold in lexicon.past_forms()


def _where(case: Case, words: list[int]) -> tuple[int, int]:
    """The sentence of a source that has most of `words`."""
    scores: dict[tuple[int, int], float] = {}
    for i in words:
        exact = {(s, case.sources[s].sentence_of(j)) for s, j in case.exact(i)}
        for spot in {(s, case.sources[s].sentence_of(j)) for s, j in case.places(i)}:
            scores[spot] = scores.get(spot, 0.0) + (1.0 if spot in exact else 0.5)
    return max(scores, key=lambda spot: scores[spot])
