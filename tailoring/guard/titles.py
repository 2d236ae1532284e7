"""Titles and seniority: a post that the text gives the writer, and neither the role nor the sources do."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard import lexicon
from tailoring.guard.case import Case, Finding

_STANDING_IN = frozenset(map(lexicon.key, "stood deputised covered replaced substituted".split()))
_ORDINALS = frozenset("first second third fourth".split())
_OWN = frozenset("as am was were i'm being became".split())


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    groups = lexicon.groups("titles.txt")
    titles = groups["rank"] | groups["post"]
    for first, last in _posts(case):
        for at in range(first, last + 1):
            if (
                text.keys[at] not in titles
                or case.in_role(at)
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
            yield Finding("title_or_seniority", first, last, held)
            break


def _posts(case: Case) -> Iterator[tuple[int, int]]:
    """Where the text may name the writer's own post: after "as", and before the first verb."""
    text = case.text
    groups = lexicon.groups("titles.txt")
    for at, fold in enumerate(text.folds):
        if fold != "as" or text.folds[at - 1 : at] == ["such"]:
            continue
        end = text.clause(at).last
        posts = [
            i for i in range(at + 1, min(end, at + 6) + 1) if text.keys[i] in groups["post"] | groups["rank"]
        ]
        if posts:
            yield at + 1, posts[-1]
    opening = [
        i
        for i in range(min(4, len(text)))
        if text.keys[i] in groups["post"] | groups["rank"]
        and (
            text.folds[i] not in _ORDINALS or text.keys[i + 1 : i + 2] and text.keys[i + 1] in groups["post"]
        )
    ]
    if opening and (text.folds[0] == "acting" or not _opens_with_verb(case)):
        yield 0, opening[-1]


def _opens_with_verb(case: Case) -> bool:
    text = case.text
    fold = text.folds[0]
    return (
        fold.endswith(("ed", "ing"))
        or (fold in lexicon.past_forms() and fold != "lead")
        or (text.keys[0] in lexicon.ladder() and fold != "lead")
        or fold
        in ("led", "in", "for", "with", "on", "at", "from", "to", "by", "as", "the", "after", "during")
    )


def _held(case: Case, at: int) -> bool:
    """Whether a source gives the post to the writer: "as base supervisor I", "I was chargehand"."""
    if case.aliased(at):
        return True
    for s, j in case.exact(at) or case.places(at):
        source = case.sources[s]
        clause = source.clause(j)
        before = source.folds[max(clause.first, j - 4) : j]
        if not _STANDING_IN.isdisjoint(
            source.keys[clause.first : clause.last + 1]
        ) and _STANDING_IN.isdisjoint(case.text.keys):
            continue
        if not _OWN.isdisjoint(before) and not clause.status & {"other"} and "the" not in before:
            return True
        if (
            j - clause.first <= 2
            and source.opens_sentence(clause.first)
            and not {"the", "a", "my", "our", "an", "its", "his", "her", "their"} & set(before)
        ):
            return not clause.status & {"other"}
        if clause.mine and not clause.status and {"only", "sole"} & set(before):
            return True
    return False
