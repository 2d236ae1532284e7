"""The sources' own words in another relation: a change turned about, a word lost between "every" and its noun, a
client reached only through another.
"""

from __future__ import annotations

from collections.abc import Iterator

from content.vocabulary import singular
from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.claims import Kind
from tailoring.guard.support.recognised import is_name
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading

_TO, _FROM = frozenset("to into onto".split()), frozenset("from of off".split())
EVERY = lexicon.words("extent", "universals_every")
_NEARLY = lexicon.words("extent", "nearly")


_BUT = (
    ("bar",),
    ("except",),
    ("but",),
    ("apart", "from"),
    ("other", "than"),
    ("save",),
    ("excluding",),
    ("without",),
)


_ORGANISATIONS = lexicon.words("extent", "organisations")
_ALL_OF = lexicon.words("extent", "all_of")
_RHYTHM = lexicon.words("extent", "rhythm")
_FILLING = lexicon.words("extent", "filling")
_BETWEEN = lexicon.words("extent", "between")


def find(case: Case) -> Iterator[Finding]:
    yield from _reversed(case)
    yield from _every(case)
    yield from _through_others(case)
    yield from _each(case)
    yield from _all_over(case)


def _reversed(case: Case) -> Iterator[Finding]:
    """ "From Xero to Sage" where a source has "from Sage to Xero"."""
    text = case.text
    for at in text.spots.get("from", ()):
        to = next((i for i in range(at + 2, min(at + 9, len(text))) if text.folds[i] in _TO), 0)
        if not to or text.sentence_of(to) != text.sentence_of(at):
            continue
        one = next((i for i in range(at + 1, to) if case.exact(i) and not case.numeric(i)), -1)
        other = next((i for i in range(to + 1, min(to + 4, len(text))) if case.exact(i)), -1)
        if one < 0 or other < 0 or any(q.at > at and q.to < other for q in case.quantities):
            continue
        turned = [
            s for s, j in case.exact(one) if _after(case, (s, j), _TO) and _after_any(case, other, s, _FROM)
        ]
        straight = any(_after(case, place, _FROM) for place in case.exact(one))
        if turned and not straight:
            yield Finding(Kind.TOOL_SWAPPED, at, other, "The sources tell it the other way about.")


def _after(case: Case, place: Place, words: frozenset[str]) -> bool:
    s, j = place
    source = case.sources[s]
    return not words.isdisjoint(source.folds[max(source.clause(j).first, j - 2) : j])


def _after_any(case: Case, at: int, s: int, words: frozenset[str]) -> bool:
    return any(t == s and _after(case, (t, j), words) for t, j in case.exact(at))


def _every(case: Case) -> Iterator[Finding]:
    """ "Every finding" where the sources say "every critical finding" or "nearly every finding"."""
    text = case.text
    for at, fold in enumerate(text.folds):
        if fold not in EVERY or not _NEARLY.isdisjoint(text.folds[max(0, at - 2) : at]):
            continue
        noun = next(
            (
                i
                for i in range(at + 1, min(at + 7, text.clause(at).last + 1))
                if text.folds[i] not in _FILLING and not case.numeric(i)
            ),
            -1,
        )
        if noun < 0 or not case.exact(noun):
            continue
        lost = [_lost(case, place) or _excepted(case, place) for place in case.exact(noun)]
        if lost and all(lost):
            yield Finding(Kind.QUALIFIER_DROPPED, at, noun, f'The sources say "{lost[0]}".')


def _lost(case: Case, place: Place) -> str:
    """What a source says to limit an "every" before a noun, when the text lacks it; else nothing."""
    s, j = place
    source = case.sources[s]
    first = source.clause(j).first
    every = next((k for k in range(j - 1, max(first, j - 5) - 1, -1) if source.folds[k] in EVERY), -1)
    if every < 0:
        return ""
    if every > first and source.folds[every - 1] in _NEARLY:
        return source.slice(every - 1, j)
    if "of" in source.folds[every + 1 : j] and source.folds[every + 1] not in ("of", "one"):
        return ""  # "each stop of machine"
    between = [
        k for k in range(every + 1, j) if source.folds[k] not in _FILLING and not source.folds[k][0].isdigit()
    ]
    if any(source.folds[k] in _RHYTHM and source.folds[k] not in case.text.spots for k in between):
        return source.slice(every, j)  # "every other Friday"
    missing = [
        k for k in between if source.keys[k] not in case.text.keys and source.keys[k] not in lexicon.grammar()
    ]
    return source.slice(every, j) if missing else ""


def _excepted(case: Case, place: Place) -> str:
    """The exception that a source makes right after an "all" and its noun, when the text makes none; else nothing."""
    s, j = place
    source, text = case.sources[s], case.text
    after = next((w for w in _BUT if source.says(w, j + 1, min(j + 3, len(source) - 1)) >= 0), None)
    told = after and any(text.says(w, 0, len(text) - 1) >= 0 for w in _BUT)
    return source.slice(j, min(j + 4, len(source) - 1)) if after and not told else ""


def _through_others(case: Case) -> Iterator[Finding]:
    """ "At Airbus" where the sources say "a subcontractor of Airbus"."""
    if not _BETWEEN.isdisjoint(map(singular, case.text.folds)):
        return
    for at in range(len(case.text)):
        if not is_name(case, at) or case.in_role(at) or not case.exact(at):
            continue
        said = [_between(case.sources[s], j) for s, j in case.exact(at)]
        if all(said):
            yield Finding(Kind.EMPLOYER_OR_CLIENT, at, at, f'The sources say "{said[0]}".')


def _between(source: Reading, at: int) -> str:
    first = max(source.clause(at).first, at - 4)
    for j in range(at - 1, first - 1, -1):
        if singular(source.folds[j]) in _BETWEEN and {"of", "for", "to"} & set(source.folds[j:at]):
            return source.slice(j, at)
    return ""


def _each(case: Case) -> Iterator[Finding]:
    """ "In each of the three weeks" where the source counts all together: "480 in all, over three weeks"."""
    text = case.text
    spread = [q.at for q in case.quantities if q.form == "number"]
    for at, fold in enumerate(text.folds):
        if fold not in ("each", "every", "per") or not spread or any(fold in s.spots for s in case.sources):
            continue
        clause = text.clause(at)
        for number in spread:
            places = case.exact(number) if clause.first <= number <= clause.last else []
            whole = [(s, j) for s, j in places if _counts_all(case.sources[s], j)]
            if places and len(whole) == len(places):
                yield Finding(
                    Kind.UNIT_OR_SCALE_CHANGED, at, at, f'The sources say "{case.quote(whole[0])}".'
                )
                return


def _counts_all(source: Reading, at: int) -> bool:
    sentence = source.sentence_of(at)
    return any(
        (k := source.says(wording, 0, len(source) - 1)) >= 0 and source.sentence_of(k) == sentence
        for wording in (("in", "all"), ("altogether",), ("in", "total"), ("overall",), ("spread", "over"))
    )


def _all_over(case: Case) -> Iterator[Finding]:
    """ "Across Europe" where the sources name only what is "European"."""
    text = case.text
    spread = (
        i + 1
        for word in ("across", "throughout", "over")
        for i in text.spots.get(word, ())
        if i + 1 < len(text)
    )
    for at in spread:
        region = text.folds[at]
        org = next((i for i in range(at, min(at + 3, len(text))) if text.folds[i] in _ORGANISATIONS), -1)
        if (
            org >= 0
            and text.folds[at - 1] in ("across", "throughout")
            and not (text.folds[org].endswith("s") or _is_whole(case, org))
        ):
            yield Finding(Kind.SCOPE_INFLATED, at - 1, org, f'No source says "{text.slice(at - 1, org)}".')
            continue
        if region not in lexicon.regions():
            continue
        countries = lexicon.regions()[region]
        named = {lexicon.places().get(fold) for source in case.sources for fold in source.folds}
        if not case.exact(at) and len(countries & named) < 3:
            yield Finding(Kind.SCOPE_INFLATED, at - 1, at, f'No source says "{text.slice(at - 1, at)}".')


def _is_whole(case: Case, at: int) -> bool:
    """Whether a source speaks of all of the organisation that the text's word `at` names."""
    return any(not _ALL_OF.isdisjoint(case.sources[s].folds[max(0, j - 4) : j]) for s, j in case.places(at))
