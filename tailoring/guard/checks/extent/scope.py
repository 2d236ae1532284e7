"""Scope and adoption: a reach (whole, all, company, platform, production) wider than the sources say."""

from __future__ import annotations

from collections.abc import Iterator

from content.vocabulary import singular
from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import is_own
from tailoring.guard.support.recognised import named
from tailoring.guard.text import lexicon

_EVERY = lexicon.words("extent", "every")
_WIDE = lexicon.words("extent", "wide")
_WHOLE = frozenset("both whole the".split())
_SOME = lexicon.words("extent", "some")
_ADOPTION = lexicon.keys_in("extent", "adoption")
_STRESS = lexicon.words("extent", "stress")


def find(case: Case) -> Iterator[Finding]:
    yield from _of_some(case)
    yield from _of_the_group(case)
    text, scopes = case.text, lexicon.scopes()
    for at in range(len(text)):
        if case.numeric(at) or case.abbreviates(at) or case.aliased(at):
            continue
        word = singular(text.folds[at].removesuffix("'s"))
        if (
            text.folds[at].endswith("wide")
            and len(text.folds[at]) > 4
            or (text.folds[at] == "wide" and text.hyphened[at])
        ):
            if all(
                case.sources[s].clause(j).status & {"planned", "never", "other"} for s, j in case.exact(at)
            ):
                yield Finding(
                    Kind.SCOPE_INFLATED,
                    max(0, at - text.hyphened[at]),
                    at,
                    "No source says how wide it reached.",
                )
            continue
        if word not in scopes:
            continue
        axis, width = scopes[word]
        if text.folds[max(0, at - 2) : at] == ["first", "of"]:
            continue  # "first of all"
        if axis == "place" and _counts_places(case, at, word):
            continue
        if case.exact(at):
            if _adopted(case, at, axis):
                yield Finding(Kind.SCOPE_INFLATED, at, at, f'No source says that "{text.words[at]}" uses it.')
            continue
        if axis == "all":
            in_all = text.folds[at - 1] == "in" and at == text.clause(at).last
            if width == 3 and not in_all and not _universal(case):
                yield Finding(Kind.SCOPE_INFLATED, at, at, f'No source says "{text.words[at]}".')
            continue
        widest = max((w for a, w in _said(case) if a == axis), default=-1)
        if width > widest and not case.places(at) and not case.said(at):
            sure = (
                axis in ("software", "stage")
                and widest >= 0
                or axis == "place"
                or width >= 4
                or _stressed(case, at)
            )
            wide = width >= (3 if axis in ("software", "organisation") else 2) or axis == "place"
            if not wide or (not sure and (axis == "software" or word == "group")):
                continue
            yield Finding(
                Kind.SCOPE_INFLATED,
                at,
                at,
                f'The sources do not reach as far as "{text.words[at]}".',
                sure=sure,
            )


def _of_some(case: Case) -> Iterator[Finding]:
    """Every one of what the sources have only some of: "on every crossing" of "on some crossings"."""
    text = case.text
    for at, fold in enumerate(text.folds[:-1]):
        thing = text.keys[at + 1]
        if fold not in _EVERY or case.numeric(at + 1):
            continue
        said = {
            source.folds[j - 1]
            for source in case.sources
            for j, key in enumerate(source.keys)
            if key == thing and j
        }
        if _is_part(case, thing):
            said.add("some")  # "two of the six wards"
        if said & _SOME and not said & (_EVERY | _WHOLE):
            reason = f'The sources say "{min(said & _SOME)}" of it, not "{fold}".'
            yield Finding(Kind.SCOPE_INFLATED, at, at + 1, reason)


def _is_part(case: Case, thing: str) -> bool:
    """Whether a source counts so many of so many of a thing: "two of the six wards"."""
    return any(
        source.folds[one.to + 1 : one.to + 3] == ["of", "the"]
        and other.at == one.to + 3
        and thing in source.keys[other.to + 1 : other.to + 4]
        and one.value < other.value
        for s, source in enumerate(case.sources)
        for t, one in case.source_quantities
        for u, other in case.source_quantities
        if s == t == u
    )


def _of_the_group(case: Case) -> Iterator[Finding]:
    """Every one of what the sources tell only of others: "at every plant" of "the group has four plants"."""
    text = case.text
    for at, fold in enumerate(text.folds):
        if fold not in _WIDE:
            continue
        for i in range(at + 1, min(at + 5, text.clause(at).last + 1)):
            known = text.named(i) or case.in_role(i) or case.in_skills(i)
            places = case.exact(i) if case.content(i) and not known else []
            if any(_is_wide(case, s, j) for s, j in places) or text.keys[i] in lexicon.calendar():
                break
            if places and not any(is_own(case, (s, case.sources[s].sentence_of(j))) for s, j in places):
                reason = f'The sources say it of somebody or something else: "{case.quote(places[0])}".'
                yield Finding(Kind.SCOPE_INFLATED, at, i, reason)
                break


def _is_wide(case: Case, s: int, at: int) -> bool:
    """Whether the source itself says "every", "all" or "each" of the thing."""
    source = case.sources[s]
    return not (_WIDE - {"across"}).isdisjoint(source.folds[max(source.clause(at).first, at - 4) : at])


def _counts_places(case: Case, at: int, word: str) -> bool:
    """Whether the sources name as many countries or continents as the text counts: "on two continents"."""
    count = next((q.value for q in case.quantities if q.to == at - 1), 2.0)
    countries = named(case)
    if word in ("country", "nation"):
        return len(countries) >= count
    if word in lexicon.regions():
        return not countries.isdisjoint(lexicon.regions()[word])
    continents = [lexicon.regions()[name] for name in ("europe", "asia", "africa", "america", "oceania")]
    return word == "continent" and sum(not countries.isdisjoint(found) for found in continents) >= count


def _stressed(case: Case, at: int) -> bool:
    return not _STRESS.isdisjoint(case.text.folds[max(0, at - 4) : at])


def _adopted(case: Case, at: int, axis: str) -> bool:
    """Whether the text says that a team, office or company uses the thing, and no source speaks of use."""
    text = case.text
    if axis != "organisation":
        return False
    clause = text.clause(at)
    about = range(max(clause.first, at - 4), min(clause.last + 1, at + 3))
    uses = [i for i in about if text.keys[i] in _ADOPTION and text.folds[i] not in ("using", "use")]
    clauses = {(s, case.sources[s].clause_of[j]) for i in uses for s, j in case.exact(i)}
    return bool(uses) and not any((s, case.sources[s].clause_of[j]) in clauses for s, j in case.exact(at))


def _said(case: Case) -> list[tuple[str, int]]:
    scopes = lexicon.scopes()
    return [
        scopes[word] for source in case.sources for fold in source.folds if (word := singular(fold)) in scopes
    ]


def _universal(case: Case) -> bool:
    each = any(not {"each", "every", "both"}.isdisjoint(source.folds) for source in case.sources)
    return each or any(found == ("all", 3) for found in _said(case))
