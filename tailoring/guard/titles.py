"""Titles and seniority: a post that the text gives the writer, and neither the role nor the sources do."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard import lexicon
from tailoring.guard.case import Case, Finding

_LOWERING = frozenset(
    "assistant deputy junior associate trainee acting vice second third apprentice student".split()
)
_STANDING_IN = frozenset(map(lexicon.key, "stood deputised covered replaced substituted".split()))
_ORDINALS = frozenset("first second third fourth".split())
_OWN = frozenset("as am was were i'm being became".split())


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    groups = lexicon.groups("titles.txt")
    titles = groups["rank"] | groups["post"]
    for first, last in _posts(case):
        if lowered := _without_its_rank(case, first, last):
            yield Finding("title_or_seniority", first, last, f'The role is "{lowered}".')
            continue
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
    groups = lexicon.groups("titles.txt")
    for at, fold in enumerate(text.folds):
        if fold != "as" or text.folds[at - 1 : at] == ["such"]:
            continue
        end = text.clause(at).last
        if "language" in text.folds[at + 1 : at + 5]:
            continue  # "English as a second language"
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
    groups = lexicon.groups("titles.txt")
    titles = groups["rank"] | groups["post"]
    for s, j in case.exact(at) or [(s, j) for s, j in case.places(at) if case.sources[s].keys[j] in titles]:
        source = case.sources[s]
        clause = source.clause(j)
        before = source.folds[max(clause.first, j - 4) : j]
        if "as" in before and not {"was", "were", "is", "had"}.isdisjoint(source.folds[j + 1 : j + 3]):
            continue  # "as her usual deputy was ill"
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
