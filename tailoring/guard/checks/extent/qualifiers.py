"""Qualifiers that the sources have and the text dropped: up to, about, almost, part of, pilot, draft."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading
from tailoring.guard.text.reading import read

# Of the wordings of "part", those that a text may never drop.
_STRONG = frozenset(
    """part of/parts of/partly/partially/some of/one of/most of/most/a few of/several of/many of/the majority of/
came close to/nearly all/almost all/some chapters/chapters of/sections of/pages of""".replace("\n", "").split(
        "/"
    )
)


def find(case: Case) -> Iterator[Finding]:
    yield from _on_numbers(case)
    yield from _on_words(case)
    yield from _on_company(case)


def _on_numbers(case: Case) -> Iterator[Finding]:
    for quantity in case.quantities:
        if quantity.form == "year":
            continue
        direct = support(case, quantity).direct
        direct = tuple(d for d in direct if d[1].dimension == quantity.dimension) or direct
        hedges = {q.hedge for _, q in direct}
        dropped = not quantity.hedge and "" not in hedges and "over" not in hedges
        raised = quantity.hedge == "over" and hedges <= {"almost", "upto", "about"}
        if direct and (dropped or raised):
            s, q = direct[0]
            first = max(0, q.at - 2)
            yield Finding(
                Kind.QUALIFIER_DROPPED,
                quantity.at,
                quantity.to,
                f'The sources say "{case.sources[s].slice(first, q.to)}".',
            )


_TOGETHER = lexicon.wordings_in("extent", "together")
_MEMBERS = lexicon.words("extent", "members")
_SHARED = lexicon.words("extent", "shared")


def _on_company(case: Case) -> Iterator[Finding]:
    """A deed done with others or under supervision, told as the writer's alone."""
    if not _SHARED.isdisjoint(case.text.folds):
        return
    for s, source in enumerate(case.sources):
        for wording in _TOGETHER:
            j = source.says(wording, 0, len(source) - 1)
            if j < 0 or case.text.says(wording, 0, len(case.text) - 1) >= 0:
                continue
            sentence = source.sentence_of(j)
            hit = [
                i
                for i in range(len(case.text))
                if any(t == s and source.sentence_of(k) == sentence for t, k in case.exact(i))
                and case.about(i)
            ]
            end = j + len(wording)
            if "with" in wording and source.keys[end : end + 1] and source.keys[end] in case.text.keys:
                continue  # "with legal" stands for "together with legal"
            if len(hit) >= (2 if wording[0] in ("co", "between") else 3):
                yield Finding(
                    Kind.QUALIFIER_DROPPED, hit[0], hit[0], f'The sources say "{" ".join(wording)}".'
                )
                return


def _on_words(case: Case) -> Iterator[Finding]:
    """Words that a source hedges ("most of the drawings") and the text does not."""
    text = case.text
    for kind in ("part", "trial", "hours"):
        if text.said("hedges.txt", kind) or (kind == "part" and (_is_of_members(text) or _is_a_share(case))):
            continue
        if kind == "hours" and text.said("hedges.txt", "hours_told"):
            continue
        for s, source in enumerate(case.sources):
            for wording, first, last in _hedged(source.text, kind):
                hit = {
                    i
                    for i in range(len(text))
                    if case.content(i) and any(t == s and first <= k <= last for t, k in case.places(i))
                }
                told = sum(source.keys[k] not in lexicon.connecting() for k in range(first, last + 1))
                if len(hit) >= min(2, max(told, 1)):
                    sure = kind != "part" or wording in _STRONG
                    reason = f'The sources say "{wording}".'
                    yield Finding(Kind.QUALIFIER_DROPPED, min(hit), min(hit), reason, sure=sure)
                    break


def _is_of_members(text: Reading) -> bool:
    """Whether the text tells of a part of a group: "one rep won", not "every one of them"."""
    pairs = zip(("", *text.folds), text.folds, strict=False)
    return any(fold in _MEMBERS and before not in ("every", "each") for before, fold in pairs)


def _is_a_share(case: Case) -> bool:
    """Whether the text tells a part by its share or its name: "a third of the families", "the family section"."""
    shares = any(q.form == "fraction" or q.dimension == "percent" for q in case.quantities)
    return shares or not _SECTIONS.isdisjoint(case.text.folds)


_SECTIONS = frozenset("section sections chapter chapters portion share".split())


@lru_cache(maxsize=8192)
def _hedged(text: str, kind: str) -> tuple[tuple[str, int, int], ...]:
    """The hedges of a kind in a source, and the first and last of the words that each is about."""
    source = read(text)
    found = []
    for wording in lexicon.wordings("hedges.txt")[kind]:
        at = source.says(wording, 0, len(source) - 1)
        if at >= 0 and source.folds[at - 1 : at] not in (["every"], ["each"]):
            first = at + len(wording)
            found.append((" ".join(wording), first, min(first + 4, source.clause(at).last)))
    return tuple(found)
