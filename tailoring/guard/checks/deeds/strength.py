"""Strength of role: helped < did < made < led < founded, of the same thing (data/ladder.txt)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from content.vocabulary import singular
from tailoring.guard.case import Case, Finding
from tailoring.guard.checks.deeds import leading
from tailoring.guard.checks.deeds.levels import DO, LEAD, MAKE, carried_level, clause_level
from tailoring.guard.claims import Kind
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import HINDERED, Clause


def find(case: Case) -> Iterator[Finding]:
    yield from _stronger(case)
    yield from _specific(case)


def _specific(case: Case) -> Iterator[Finding]:
    """Deeds that are a fact of their own ("closed 19 sales") and that no source tells."""
    text, specific = case.text, lexicon.groups("plain.txt")["specific"]
    for at, key in enumerate(text.keys):
        if key not in specific and " ".join(text.keys[at : at + 2]) not in specific:
            continue
        before = text.folds[at - 1] if at > text.clause(at).first else "and"
        if (
            text.deed(at)
            and before in ("and", "also", "then")
            and not text.named(at)
            and text.folds[at + 1 : at + 2] not in (["back"], ["over"])  # "won back a client"
            and not (told(case, at) or _governed(case, at))
        ):
            yield Finding(
                Kind.ROLE_INFLATED, at, at, f'No source says that the writer did this: "{text.words[at]}".'
            )


def _told_as_own(case: Case, at: int) -> bool:
    return any(not case.hindered(place) for place in case.exact(at))


def told(case: Case, at: int, *, near: bool = False) -> bool:
    """Whether a source has the deed, or a synonym that is a verb there: "the end of the day" closes nothing."""
    return (case.said(at) and not near) or any(
        case.sources[s].deed(j) or case.sources[s].verb(j) for s, j in case.near(at)
    )


def _stronger(case: Case) -> Iterator[Finding]:
    text, ladder = case.text, lexicon.ladder()
    for at, key in enumerate(text.keys):
        level = ladder.get(" ".join(text.keys[at : at + 2]), ladder.get(key, -1))
        if level == LEAD and leading.of_a_session(case, at):
            continue
        unlisted = level < 0 and text.deed(at) and bool(case.exact(at))
        level = DO if unlisted else level
        if level < DO or text.named(at) or not (unlisted or _is_verb(case, at)) or _governed(case, at):
            continue
        if leading.sends_on(case, at):
            continue  # "directed 31 of them to the advice service"
        words = object_of(case, at)
        if not words or _said_itself(case, at, words) or _of_another(case, at):
            continue
        if text.folds[at + 1 : at + 2] in (["them"], ["it"], ["these"], ["both"]) and _told_as_own(case, at):
            continue  # "prepared the bundles, chaired them all"
        allowed, said = _allowed(case, at, words)
        if said is None or _synonym(case, at, *said):
            continue
        s, clause = said
        if case.in_role(at) and allowed >= DO:
            continue  # a branch manager "managed"
        if _exceeds(case, level, allowed, s, clause):
            reason = f'"{text.words[at]}" is stronger than the sources: "{case.quote((s, clause.first))}".'
            yield Finding(Kind.ROLE_INFLATED, at, at, reason)


def claims_no_more(case: Case, at: int) -> bool:
    """Whether word `at` is a known verb of no higher level than the writer's own deed with what it is about."""
    level = lexicon.ladder().get(case.text.keys[at], -1)
    if not 0 <= level < LEAD or not _is_verb(case, at):
        return False
    words = object_of(case, at)[:2]
    allowed, said = _allowed(case, at, words) if words else (-1, None)
    return said is not None and not said[1].status & HINDERED and level <= allowed


def _exceeds(case: Case, level: int, allowed: int, s: int, clause: Clause) -> bool:
    """Whether a verb's level is more than the sources allow.

    Between doing and making no line is drawn ("did the icons" is "designed the icons"), unless the thing was
    only planned; and plain doing exceeds helping only where the text admits no help at all.
    """
    if level >= LEAD:
        return level > allowed
    if level > DO:
        on = case.sources[s].says(("worked", "on"), clause.first, clause.last) >= 0
        return allowed < DO or (on and level == MAKE) or _only_planned(case, s, clause)
    return allowed < DO and _weak(case, s, clause) and not _as_weak(case)


def _only_planned(case: Case, s: int, clause: Clause) -> bool:
    """Whether the sources only plan or propose the thing that the text claims as made."""
    planning = {"plan", lexicon.key("propose")}
    keys = case.sources[s].keys[clause.first : clause.last + 1]
    made = any(lexicon.ladder().get(key, 0) >= 3 for key in keys)
    return not planning.isdisjoint(keys) and not made and planning.isdisjoint(case.text.keys)


def _said_itself(case: Case, at: int, words: list[int]) -> bool:
    """Whether a source has the verb itself, as the writer's own full deed, with the first thing that it is about."""
    for s, j in case.exact(at):
        source = case.sources[s]
        clause = source.clause(j)
        governed = any(lexicon.ladder().get(key, 9) < DO for key in source.keys[clause.first : j])
        if governed or (clause.status & HINDERED and not clause.status & _admitted(case, at)):
            continue
        first = [[k for t, k in case.exact(i) if t == s] for i in words[:2]]
        if all(first) and any(source.clause_of[k] == source.clause_of[j] for spots in first for k in spots):
            return True
    return False


def _admitted(case: Case, at: int) -> frozenset[str]:
    """What the sentence of a word of the text itself says against a done deed: "a pile option that was never built"."""
    sentence = case.text.sentence_of(at)
    clauses = (clause for clause in case.text.clauses if clause.sentence == sentence)
    return frozenset().union(*(clause.status for clause in clauses))


def _of_another(case: Case, at: int) -> bool:
    """Whether the text itself gives the verb to somebody else: "interviews a colleague ran"."""
    before = case.text.folds[at - 1] if at else ""
    return (singular(before),) in lexicon.wordings("status.txt")["person"]


def _as_weak(case: Case) -> bool:
    together = not {"jointly", "together", "alongside"}.isdisjoint(case.text.folds)
    return together or any(lexicon.ladder().get(key, 9) < DO for key in case.text.keys)


def _weak(case: Case, s: int, clause: Clause) -> bool:
    return not clause.status & HINDERED and clause_level(case.sources[s], clause) in (0, 1)


def _synonym(case: Case, at: int, s: int, clause: Clause) -> bool:
    """Whether the clause itself says the verb, or what the curated lists call its synonym."""
    source = case.sources[s]
    key = case.text.keys[at]
    if clause.status & HINDERED:
        return False
    keys = source.keys[clause.first : clause.last + 1]
    said = (*keys, *(f"{one} {two}" for one, two in pairwise(keys)))
    return clause_level(source, clause) not in (0, 1) and any(
        key == other or key in lexicon.synonyms().get(other, ()) for other in said
    )


def _allowed(case: Case, at: int, words: list[int]) -> tuple[int, tuple[int, Clause] | None]:
    """The strongest level that the sources give to the things about a verb, and the clause that gives it."""
    scored: list[tuple[float, int, int, Clause]] = []
    for s, source in enumerate(case.sources):
        for clause in source.clauses:
            score = sum(
                (2.5 if i == words[0] and case.exact(i) else 1.0)
                * any(t == s and clause.first <= j <= clause.last for t, j in case.places(i))
                for i in words
            )
            if score:
                level = clause_level(source, clause)
                if level is None:
                    level = carried_level(source, clause)
                scored.append((float(score), level, s, clause))
    if not scored:
        return 5, None
    best = max(score for score, *_ in scored)
    near = [entry for entry in scored if entry[0] >= best - 0.5 or entry[0] >= 0.75 * best]
    _, level, s, clause = max(near, key=lambda entry: entry[1])
    return level, (s, clause)


def object_of(case: Case, at: int) -> list[int]:
    """The licensed content words that a verb is about: after it in its clause, else in the next."""
    text = case.text
    number = text.clause_of[at]
    words = [i for i in range(at + 1, text.clauses[number].last + 1) if case.about(i)]
    if not words and number + 1 < len(text.clauses):
        following = text.clauses[number + 1]
        words = [i for i in range(following.first, following.last + 1) if case.about(i)]
    return words[:6]


def _is_verb(case: Case, at: int) -> bool:
    text = case.text
    phrase = " ".join(text.keys[at : at + 2]) in lexicon.ladder() and text.deed(at)  # "carried out"
    return (text.verb(at) or phrase) and not text.folds[at].endswith("s")


def _governed(case: Case, at: int) -> bool:
    # "Helped design", "involved in leading": the weaker verb before governs.
    text = case.text
    clause = text.clause(at)
    before = text.keys[clause.first : at]
    return any(lexicon.ladder().get(key, 9) < 2 for key in before)
