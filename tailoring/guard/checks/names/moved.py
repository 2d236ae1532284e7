"""Names that the evidence has, but of something else: a tool, client or place moved to another deed."""

from __future__ import annotations

from collections.abc import Iterator

from content.vocabulary import vocabulary
from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.claims import Kind
from tailoring.guard.support.authorship import named_too
from tailoring.guard.support.recognised import is_listed, is_name, is_universal
from tailoring.guard.text import lexicon, licences
from tailoring.guard.text.model import Reading
from tailoring.guard.text.others import CALENDAR

_ABOUT = lexicon.words("names", "about")


def find(case: Case) -> Iterator[Finding]:
    for first, last in _names(case):
        places = case.exact(first)
        if not places:
            continue
        if not any(is_universal(case, place) or is_listed(case, place) for place in places):
            yield from _moved(case, first, last, places)


def _names(case: Case) -> Iterator[tuple[int, int]]:
    """The first and last words of each name; names of one clause that stand side by side are one."""
    text, at = case.text, 0
    while at < len(text):
        last = at
        if is_name(case, at):
            end = text.clause(at).last
            while last < end and is_name(case, last + 1):
                last += 1
            yield at, last
        at = last + 1


def _moved(case: Case, first: int, last: int, places: list[Place]) -> Iterator[Finding]:
    """A name whose company in the text is in the sources the company of another, or not of this one."""
    near = range(max(0, first - 3), min(len(case.text), last + 3))
    words = case.context(first, last, {i for i in near if _of_the_name(case, i, first, last)})
    if not words:
        return
    own, best = max((case.nearness(words, place), place) for place in places)
    hindered = all(
        case.hindered(place) and not _is_named_too(case, place) and not _own_share(case, place, words)
        for place in places
    )
    if hindered and not case.in_skills(first):
        own = min(own, 0.5)
    rival_score, rival = _rival(case, words, places, first)
    if rival and rival_score > own + 0.4:
        reason = f'Here the sources say "{rival}"; of this name they say "{case.quote(best)}".'
        yield Finding(_kind(case, first, last, swapped=True), first, last, reason)
        return
    beside = (i for i in near if not first <= i <= last)
    if (
        not hindered
        and _is_introduced(case, best)
        and any(_of_the_name(case, i, first, last) for i in beside)
    ):
        return  # "the buyer Nordvik" where "buyer was Nordvik"
    company = _elsewhere(case, words, places, whole=not hindered)
    if own >= 1 or company < own + 1.5:
        return
    ties = own >= 0.5 or case.in_skills(first)
    if hindered or not (ties or _with_its_words(case, first, last, places)):
        yield Finding(
            _kind(case, first, last), first, last, f'The sources say of it only: "{case.quote(best)}".'
        )


def _is_introduced(case: Case, place: Place) -> bool:
    """Whether a short clause only says who or what the name is: "buyer was Nordvik from Denmark"."""
    s, j = place
    source = case.sources[s]
    clause = source.clause(j)
    said = source.folds[clause.first : clause.last + 1]
    be = next((k for k in range(clause.first, j) if source.folds[k] in ("is", "was", "were", "are")), -1)
    return len(said) <= 7 and be >= 0 and _ABOUT.isdisjoint(source.folds[be:j])


def _own_share(case: Case, place: Place, words: list[int]) -> bool:
    """Whether the same sentence tells what the writer did of it: "the logo was Rodrigo's, I made the bags"."""
    s, j = place
    source = case.sources[s]
    return any(
        clause.mine
        and not clause.status
        and any(t == s and clause.first <= k <= clause.last for i in words for t, k in case.exact(i))
        for clause in source.clauses
        if clause.sentence == source.sentence_of(j)
    )


def _is_named_too(case: Case, place: Place) -> bool:
    s, j = place
    return named_too(case, s, case.sources[s].clause(j))


def _elsewhere(case: Case, words: list[int], places: list[Place], *, whole: bool) -> float:
    """How much of `words` a clause has that is not the name's own, nor (if `whole`) of its sentence."""
    own = {(s, case.sources[s].clause(j).first) for s, j in places}
    sentences = {(s, case.sources[s].sentence_of(j)) for s, j in places} if whole else set()
    # "Went live for the Swiss shop": without a subject, a sentence goes on with what the one before tells.
    for s, sentence in tuple(sentences):
        first = next(c.first for c in case.sources[s].clauses if c.sentence == sentence)
        if sentence and case.sources[s].deed(first):
            sentences.add((s, sentence - 1))
    return max(
        (
            case.within(words, s, clause)
            for s, source in enumerate(case.sources)
            for clause in source.clauses
            if (s, clause.first) not in own and (s, clause.sentence) not in sentences
        ),
        default=0.0,
    )


def _rival(case: Case, words: list[int], places: list[Place], at: int) -> tuple[float, str]:
    """The name of the same kind that the sources have where the text puts this one, and that it leaves out."""
    wanted, best = _sort(case.text.folds[at]), (0.0, "")
    own = {(s, case.sources[s].clause_of[j]) for s, j in places}
    # "The Karibu case, ICC rules": a clause without a verb is of one thing with the one before it.
    for s, j in places:
        here = case.sources[s].clause(j)
        if not any(case.sources[s].verb(k) for k in range(here.first, here.last + 1)):
            before = case.sources[s].clause_of[j] - 1
            own |= (
                {(s, before)}
                if before >= 0 and case.sources[s].clauses[before].sentence == here.sentence
                else set()
            )
    for s, source in enumerate(case.sources):
        for j, other in enumerate(source.folds):
            if not source.named(j) or other in case.text.spots or other in CALENDAR or _sort(other) != wanted:
                continue
            place = (s, j)
            spelled = licences.is_short(source.words[j]) and licences.spelled_out(case.text.folds, other)
            taken = (
                spelled
                or place in case.used
                or (s, source.clause_of[j]) in own
                or case.is_role_word(source.keys[j])
            )
            if not taken and not case.hindered(place) and _in_its_place(case, at, place):
                best = max(best, (case.nearness(words, place), source.words[j]))
    return best


def _in_its_place(case: Case, at: int, place: Place) -> bool:
    """Whether a source puts a name where the text puts its own: after the same preposition, or before the same word."""
    source, j = case.sources[place[0]], place[1]
    text = case.text
    before = {_before(text, at), *_ALIKE.get(_before(text, at), ())}
    after = text.keys[at + 1 : at + 2]
    return _before(source, j) in before or source.keys[j + 1 : j + 2] == after != []


def _before(reading: Reading, at: int) -> str:
    """The word before a name and what describes it."""
    first = reading.clause(at).first
    return next(
        (
            reading.folds[i]
            for i in range(at - 1, first - 1, -1)
            if not reading.named(i) and reading.folds[i] not in _SKIPPED
        ),
        "",
    )


_SKIPPED = lexicon.words("names", "skipped")
# Prepositions that may stand for one another before the name of a tool, a client or a place.
_ALIKE = {
    "at": ("for", "in"),
    "for": ("of", "to", "at"),
    "in": ("with", "using", "on"),
    "of": ("for", "at"),
    "on": ("in", "to"),
    "to": ("for", "into", "on"),
    "using": ("in", "with"),
    "with": ("in", "using"),
}


def _sort(fold: str) -> str:
    """What sort of name a word is: only names of one sort can stand for one another."""
    if lexicon.key(fold) in lexicon.words_of("languages.txt"):
        return "language"
    return "place" if fold in lexicon.places() else "name"


def _of_the_name(case: Case, at: int, first: int, last: int) -> bool:
    """Whether a word stands right beside the name in the text and in a source alike, as part of what it names."""
    beside = first - 3 <= at < first or last < at <= last + 2
    key = case.text.keys[at]
    if not beside or case.text.clause_of[at] != case.text.clause_of[first]:
        return False
    if key in lexicon.ladder() or key in lexicon.connecting():
        return False
    return any(
        s == t and abs(j - k) <= 3 and case.sources[s].clause_of[j] == case.sources[s].clause_of[k]
        for s, j in case.exact(at)
        for t, k in case.exact(first)
    )


def _with_its_words(case: Case, first: int, last: int, places: list[Place]) -> bool:
    """Whether the text's clause has another word, verbs included, of a clause that has the name."""
    text = case.text
    clause = text.clause(first)
    start = clause.first
    if {"them", "it", "which", "whom", "these"} & set(text.folds[start : clause.last + 1]):
        start = next(c.first for c in text.clauses if c.sentence == clause.sentence)
    # "Fresno and Clovis territory": a joined name takes the words after the next.
    end = max(c.last for c in text.clauses[text.clause_of[first] : text.clause_of[first] + 2])
    beside = (i for i in range(start, end + 1) if not first <= i <= last)
    keys = {text.keys[i] for i in beside if not _of_the_name(case, i, first, last)} - lexicon.grammar()
    for s, j in places:
        source = case.sources[s]
        its = source.clause(j)
        if any(source.keys[k] in keys for k in range(its.first, its.last + 1) if k != j):
            return True
    return False


def _kind(case: Case, first: int, last: int, *, swapped: bool = False) -> Kind:
    text = case.text
    if _sort(text.folds[first]) != "name":
        return Kind.LANGUAGE_OR_LOCATION
    if vocabulary().known(text.slice(first, last)) or case.in_skills(first):
        return Kind.TOOL_SWAPPED
    before = set(text.folds[max(0, first - 2) : first])
    if before & {"for", "of", "client"}:
        return Kind.EMPLOYER_OR_CLIENT
    return Kind.LANGUAGE_OR_LOCATION if before & {"to", "at"} and not swapped else Kind.TOOL_SWAPPED
