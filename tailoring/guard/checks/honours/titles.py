"""Titles and seniority: a post that the text gives the writer, and neither the role nor the sources do."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import subject_of
from tailoring.guard.text import lexicon

_LOWERING = lexicon.words("honours", "lowering")
_STANDING_IN = frozenset(map(lexicon.key, "stood deputised covered replaced substituted".split()))
_ORDINALS = frozenset("first second third fourth".split())
_OWN = lexicon.words("honours", "own")
_AWAY = lexicon.words("honours", "away")
_OTHERS = lexicon.words("honours", "others")


_BEFORE_A_STYLE = (
    ("as",),
    ("in", "the", "capacity", "of"),
    ("in", "the", "role", "of"),
    ("in", "the", "position", "of"),
)


_AFTER_A_STYLE = frozenset("who with and".split())
_NO_TITLE = lexicon.words("honours", "no_title")
_DETERMINERS = lexicon.words("honours", "determiners")
_STATES = lexicon.words("honours", "states")


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    for first, last in _posts(case):
        if lowered := _without_its_rank(case, first, last):
            yield Finding(Kind.TITLE_OR_SENIORITY, first, last, f'The role is "{lowered}".')
            continue
        for at in range(first, last + 1):
            if (
                not lexicon.names_post(text.folds[at])
                or _in_title(case, at)
                or text.folds[at].endswith("s")
                or (case.numeric(at) and (at == last or text.folds[at] not in _ORDINALS))
            ):
                continue
            if _held(case, at):
                continue
            held = (
                f'The role is "{case.role.title}".'
                if case.role and case.role.title
                else "No source names this post."
            )
            yield Finding(Kind.TITLE_OR_SENIORITY, first, last, held)
            break


def _in_title(case: Case, at: int) -> bool:
    """Whether the role's title has the post itself: an "Accounts clerk" is no accountant."""
    fold, title = case.text.folds[at], case.role.title.casefold() if case.role else ""
    words = title.replace("-", " ").replace("/", " ").split()
    return case.in_role(at) and any(
        word == fold or (lexicon.names_post(word) and lexicon.key(word) == lexicon.key(fold))
        for word in words
    )


def _without_its_rank(case: Case, first: int, last: int) -> str:
    """The role's title, when the text has it without the word that lowers it: "Store manager" of an assistant one."""
    title = case.role.title if case.role else ""
    words = title.casefold().split()
    said = [fold for fold in case.text.folds[first : last + 1] if fold not in ("a", "an", "the")]
    lowered = [i for i in range(len(words) - len(said)) if words[i + 1 : i + 1 + len(said)] == said]
    lowering = bool(lowered) and bool(said) and words[lowered[0]] in _LOWERING
    return title if lowering and not any(_held(case, i) for i in range(first, last + 1)) else ""


def _posts(case: Case) -> Iterator[tuple[int, int]]:
    """Where the text may name the writer's own post: after "as", and before the first verb."""
    text = case.text
    posts_alone = lexicon.groups("titles.txt")["post"]
    for at in sorted(text.spots.get("as", []) + text.spots.get("in", [])):
        wording = next((w for w in _BEFORE_A_STYLE if tuple(text.folds[at : at + len(w)]) == w), None)
        if (
            wording is None
            or text.folds[at - 1 : at] == ["such"]
            or text.hyphened[min(at + 1, len(text) - 1)]
        ):
            continue
        at += len(wording) - 1
        end = text.clause(at).last
        if "language" in text.folds[at + 1 : at + 5]:
            continue  # "English as a second language"
        within = range(at + 1, min(end, at + 6) + 1)
        stop = next((i for i in within if text.folds[i] in _AWAY), end + 1)  # "as cover for the head"
        posts = [i for i in within if i < stop and lexicon.names_post(text.folds[i])]
        if posts:
            yield at + 1, posts[-1]
    opening = [
        i
        for i in range(min(4, len(text)))
        if lexicon.names_post(text.folds[i])
        and (text.folds[i] not in _ORDINALS or text.keys[i + 1 : i + 2] and text.keys[i + 1] in posts_alone)
    ]
    called = opening[-1:] == [1] and not _is_past(text.folds[0])  # "Dispatch manager for six weeks"
    if opening and (
        text.folds[0] == "acting" or called or not _opens_with_verb(case) or _is_style(case, opening[-1])
    ):
        yield 0, opening[-1]


def _is_style(case: Case, last: int) -> bool:
    """Whether the words up to a post at the text's beginning are what the writer is called: "Registered nurse who"."""
    text = case.text
    plain = not any(text.folds[i] in lexicon.grammar() or case.numeric(i) for i in range(last))
    ends = last == text.clause(0).last or text.folds[last + 1] in _AFTER_A_STYLE
    named = last > 0 or text.folds[1:2] == ["who"]
    return plain and ends and named and (text.folds[last],) in lexicon.wordings("titles.txt")["post"]


def _is_past(fold: str) -> bool:
    return fold.endswith(("ed", "ing")) or (fold in lexicon.past_forms() and fold != "lead")


def _opens_with_verb(case: Case) -> bool:
    text = case.text
    fold = text.folds[0]
    return (
        _is_past(fold)
        or (text.keys[0] in lexicon.ladder() and fold != "lead" and text.folds[1:2] != ["of"])
        or fold in _NO_TITLE
    )


def _held(case: Case, at: int) -> bool:
    """Whether a source gives the post to the writer: "as base supervisor I", "I was chargehand"."""
    if case.aliased(at) or case.abbreviates(at):
        return True
    for s, j in case.exact(at) or case.places(at):
        if not lexicon.names_post(case.sources[s].folds[j]) and not case.sources[s].folds[j].endswith("ed"):
            continue  # "project management" makes no project manager
        source = case.sources[s]
        clause = source.clause(j)
        before = source.folds[max(clause.first, j - 4) : j]
        if "as" in before and not {"was", "were", "is", "had"}.isdisjoint(source.folds[j + 1 : j + 3]):
            continue  # "as her usual deputy was ill"
        if not _STANDING_IN.isdisjoint(
            source.keys[clause.first : clause.last + 1]
        ) and _STANDING_IN.isdisjoint(case.text.keys):
            continue
        if _is_said_of_oneself(before) and not clause.status & {"other"} and "the" not in before:
            return True
        if subject_of(source.text, source.clause_of[j]) or _is_elsewhere(case, s, j):
            continue  # "senior testers decided", "head of marketing is in Lisbon"
        if j - clause.first <= 2 and source.opens_sentence(clause.first) and not _DETERMINERS & set(before):
            return not clause.status & {"other"}
    return False


def _is_elsewhere(case: Case, s: int, at: int) -> bool:
    """Whether a source says of a post where or who somebody is: "head of marketing is in Lisbon"."""
    source = case.sources[s]
    clause = source.clause(at)
    after = source.folds[at + 1 : min(at + 5, clause.last + 1)]
    return not clause.mine and not _STATES.isdisjoint(after)


def _is_said_of_oneself(before: list[str]) -> bool:
    """Whether words before a post give it to the writer: "as acting", not "were agreed above my"."""
    own = [i for i, fold in enumerate(before) if fold in _OWN]
    return bool(own) and not any(
        fold in _OTHERS or fold in _AWAY or fold.endswith("ed") for fold in before[own[-1] + 1 :]
    )
