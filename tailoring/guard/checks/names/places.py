"""Languages and locations: a country, city or language that no source names."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.recognised import named
from tailoring.guard.text import lexicon

_SPEECH = lexicon.words("names", "speech")
_FLUENT = lexicon.words("names", "fluent")


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    known = lexicon.places()
    said = named(case)
    languages = lexicon.words_of("languages.txt")
    spoken = {fold for source in case.sources for fold in source.folds}
    for at, fold in enumerate(text.folds):
        fold = fold.removesuffix("'s")
        if (
            case.numeric(at)
            or not text.words[at][0].isupper()
            or not (fold in known or lexicon.key(fold) in languages)
        ):
            continue
        if _is_language(case, at, languages):
            missing = not case.in_skills(at) and (fold not in spoken or not _is_spoken(case, at))
        else:
            within = lexicon.regions().get(fold, frozenset())
            missing = not case.said(at) and known.get(fold) not in said and within.isdisjoint(said)
        fluent = case.text.folds[at - 1 : at] in (["fluent"], ["native"])
        if fluent and not _is_fluent(case):
            yield Finding(
                Kind.LANGUAGE_OR_LOCATION,
                at - 1,
                at,
                f'No source and no skill says "{text.slice(at - 1, at)}".',
            )
        elif missing:
            yield Finding(
                Kind.LANGUAGE_OR_LOCATION, at, at, f'No source and no skill names "{text.words[at]}".'
            )


def _is_spoken(case: Case, at: int) -> bool:
    """Whether a source may have the language and not only what is of the country: "in Danish", not "Danish growers"."""
    for s, j in case.exact(at):
        source = case.sources[s]
        clause = source.clause(j)
        after = source.folds[j + 1] if j < clause.last else ""
        of_a_thing = (
            j < clause.last and source.keys[j + 1] not in lexicon.connecting() and after not in _SPEECH
        )
        if not of_a_thing or source.folds[j - 1 : j] == ["in"]:
            return True
    return not case.exact(at)


def _is_fluent(case: Case) -> bool:
    """Whether a source or the skills say how well a language is spoken."""
    said = (*(source.text for source in case.sources), *case.skills)
    return any(word in text.casefold() for text in said for word in _FLUENT)


def _is_language(case: Case, at: int, languages: frozenset[str]) -> bool:
    """Whether a word like "German" means the language: after "in", beside other languages, or as spoken."""
    text = case.text
    if text.keys[at] not in languages:
        return False
    clause = text.clause(at)
    others = {
        i
        for i in range(max(0, clause.first - 4), min(len(text), clause.last + 5))
        if text.keys[i] in languages
    }
    about = text.folds[max(0, at - 2) : at]
    return len(others) > 1 or "in" in about or not {"fluent", "native", "speak", "speaking"}.isdisjoint(about)
