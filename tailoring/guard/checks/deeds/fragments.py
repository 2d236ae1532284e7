"""Facts out of a sentence that tells no deed of the writer's, and of which the text takes up only a part.

"The laser scanner went to the castle job" may be beside the point: a text that names the scanner and not the castle
makes it the writer's. A sentence that the text takes up as good as whole is told as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.support import neighbours
from tailoring.guard.support.authorship import is_own
from tailoring.guard.support.recognised import is_listed
from tailoring.guard.text import lexicon

# The share of such a sentence's words that a text must take up to tell it as it is.
_ENOUGH = 0.5
Sentence = tuple[int, int]  # a source and a sentence of it


def find(case: Case) -> Iterator[Finding]:
    fragments = _fragments(case)
    for at, to, sort in neighbours.facts(case) if fragments else ():
        if sort == "word" or case.in_skills(at):
            continue
        places = neighbours.places(case, at)
        if any(is_listed(case, place) for place in places):
            continue
        if places and all(_sentence(case, place) in fragments for place in places):
            reason = f'The sources say it of somebody or something else: "{case.quote(places[0])}".'
            yield Finding(neighbours.KINDS[sort], at, to, reason)


def _fragments(case: Case) -> set[Sentence]:
    """The sentences of the sources that tell no deed of the writer's, and of which the text takes up too little."""
    taken = {place for at in range(len(case.text)) for place in neighbours.places(case, at)}
    words: dict[Sentence, list[bool]] = {}
    idle = lexicon.connecting()
    for s, source in enumerate(case.sources):
        for j, key in enumerate(source.keys):
            if key not in idle or source.folds[j][0].isdigit():
                words.setdefault((s, source.sentence_of(j)), []).append((s, j) in taken)
    return {
        sentence
        for sentence, used in words.items()
        if sum(used) < _ENOUGH * len(used) and _has_verb(case, sentence) and not is_own(case, sentence)
    }


def _has_verb(case: Case, sentence: Sentence) -> bool:
    """Whether a sentence has a finite verb: a note without one ("a crew of five") is of the writer's own work."""
    s, number = sentence
    source = case.sources[s]
    clauses = [clause for clause in source.clauses if clause.sentence == number]
    return any(neighbours.is_finite(source, j) for j in range(clauses[0].first, clauses[-1].last + 1))


def _sentence(case: Case, place: Place) -> Sentence:
    return place[0], case.sources[place[0]].sentence_of(place[1])
