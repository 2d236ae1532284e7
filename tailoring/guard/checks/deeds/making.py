"""Deeds for which the sources have only a tool that was used, or somebody's post."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.checks.deeds.levels import MAKE
from tailoring.guard.checks.deeds.strength import object_of, told
from tailoring.guard.claims import Kind
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading


def find(case: Case) -> Iterator[Finding]:
    yield from _only_used(case)
    yield from _of_a_post(case)


def _only_used(case: Case) -> Iterator[Finding]:
    """A thing told as made that the sources only use: "built the app" of "reported faults through the app"."""
    text, ladder = case.text, lexicon.ladder()
    for at, key in enumerate(text.keys):
        making = (
            ladder.get(key) == MAKE and text.deed(at) and text.folds[max(0, at - 1) : at] in ([], ["and"])
        )
        things = object_of(case, at)[:2] if making and not case.near(at) else []
        places = [place for i in things[-1:] for place in case.exact(i)]
        tool = making and _is_whole_object(case, at + 1) and not any(map(_makes, case.sources))
        if tool or (len(things) == 2 and places and all(_is_means(case, place) for place in places)):
            places = places or case.exact(at + 1)
            reason = f'"{text.words[at]}" is stronger than the sources: "{case.quote(places[0])}".'
            yield Finding(Kind.ROLE_INFLATED, at, at, reason)


def _is_whole_object(case: Case, at: int) -> bool:
    """Whether a name of the sources is all that a verb is about: "implemented Artifax"."""
    text = case.text
    named = at < len(text) and text.named(at) and bool(case.exact(at)) and not case.in_role(at)
    return named and not (at < text.clause(at).last and (text.named(at + 1) or case.content(at + 1)))


def _makes(source: Reading) -> bool:
    return any(lexicon.ladder().get(key, 0) >= MAKE for key in source.keys)


def _is_means(case: Case, place: Place) -> bool:
    """Whether a source has a thing only as what something is done with or through."""
    s, j = place
    source = case.sources[s]
    before = source.folds[max(source.clause(j).first, j - 4) : j]
    making = any(lexicon.ladder().get(key, 0) >= MAKE for key in source.keys[source.clause(j).first : j])
    return not {"through", "via", "using"}.isdisjoint(before) and not making


def _of_a_post(case: Case) -> Iterator[Finding]:
    """A deed for which the sources have only somebody's post: "advised on tax" of "folders for the tax adviser"."""
    text = case.text
    for at in range(len(text)):
        opens = text.folds[max(0, at - 1) : at] in ([], ["and"]) and text.folds[at].endswith("ed")
        places = case.exact(at) if opens and not case.in_role(at) and not case.in_skills(at) else []
        if (
            places
            and all(_is_post(case.sources[s].folds[j]) for s, j in places)
            and not told(case, at, near=True)
        ):
            yield Finding(Kind.ROLE_INFLATED, at, at, f'The sources say only: "{case.quote(places[0])}".')


def _is_post(fold: str) -> bool:
    return lexicon.names_post(fold) and not fold.endswith("ed") and fold.rstrip("s").endswith(("er", "or"))
