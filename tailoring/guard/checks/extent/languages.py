"""Languages: one known by a few words told plainly, or more of them told than are named."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import is_of_others
from tailoring.guard.text import lexicon

_THROUGH = ("interpreter", "interpreters", "translator")


_A_LITTLE = lexicon.wordings_in("extent", "a_little")


def find(case: Case) -> Iterator[Finding]:
    yield from _barely_spoken(case)
    yield from _many_tongues(case)


def _many_tongues(case: Case) -> Iterator[Finding]:
    """ "Bilingual" where the writer's own clauses and skills name fewer languages than that."""
    text, languages = case.text, lexicon.words_of("languages.txt")
    for word, count in (("bilingual", 2), ("trilingual", 3), ("multilingual", 2)):
        for at in text.spots.get(word, ()):
            own = {
                key for skill in case.skills for key in map(lexicon.key, skill.split()) if key in languages
            }
            for s, source in enumerate(case.sources):
                own |= {
                    key
                    for j, key in enumerate(source.keys)
                    if key in languages and not is_of_others(case, (s, j))
                }
            if len(own) < count and not case.said(at):
                yield Finding(Kind.LANGUAGE_OR_LOCATION, at, at, f'No source says "{text.words[at]}".')


def _barely_spoken(case: Case) -> Iterator[Finding]:
    """A language that the sources claim a little of, and the text plainly."""
    text, languages = case.text, lexicon.words_of("languages.txt")
    if any(text.says(wording, 0, len(text) - 1) >= 0 for wording in _A_LITTLE):
        return
    for at, key in enumerate(text.keys):
        places = case.exact(at) if key in languages and text.words[at][0].isupper() else []
        if not places or case.in_skills(at):
            continue
        little = []
        for s, j in places:
            source = case.sources[s]
            clause = source.clause(j)
            about = max(clause.first, j - 5), min(clause.last, j + 2)
            some = source.folds[j - 1 : j] == ["some"]
            through = some or any(source.says((word,), clause.first, clause.last) >= 0 for word in _THROUGH)
            little.append(through or any(source.says(wording, *about) >= 0 for wording in _A_LITTLE))
        if all(little):
            yield Finding(
                Kind.LANGUAGE_OR_LOCATION, at, at, f'The sources say only: "{case.quote(places[0])}".'
            )
