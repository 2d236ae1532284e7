"""What a number counts: whether the text gives a source's number to the thing that the source gives it to."""

from __future__ import annotations

from functools import cache

from content.vocabulary import singular
from tailoring.guard.case import Case, Place
from tailoring.guard.numbers.quantity import Quantity, same
from tailoring.guard.support.competing import of_a_wider, of_another_deed
from tailoring.guard.support.recognised import is_team, named
from tailoring.guard.support.stated import Support, support
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading

# What it is worth that a number stands beside the thing counted, and beside another number of the text.
_BESIDE, _COMPANY = 1.5, 0.8
Found = tuple[int, Quantity]  # a source and a quantity of it
_RATED = frozenset("per a an each every".split())
_WRITER = frozenset("i we us my our".split())


def misplaced(case: Case, quantity: Quantity, found: Support) -> str:
    """What the sources count with this number instead, when it is not what the text counts; else nothing."""
    if not found.direct:
        return ""
    counted, words = counted_words(case, quantity), words_about(case, quantity)
    if {"countries", "nations"} & {case.text.folds[i] for i in counted} and len(
        named(case)
    ) >= quantity.value:
        return ""
    nearest = max(found.direct, key=lambda place: case.nearness(words, _place(place)))
    context = case.nearness(words, _place(nearest))
    anothers = all(
        _is_anothers(case, place) and not _counts_the_doers(case, counted, place) for place in found.direct
    )
    if any(_is_of_the_same(case, quantity, place) for place in found.direct):
        return ""
    anothers = anothers and not case.text.clause(quantity.at).status & {"other", "never"}
    beside = not anothers and any(_is_beside(case, counted, place, them=True) for place in found.direct)
    own = context * (0.5 if anothers else 1.0) + _BESIDE * beside
    own += max(_company(case, quantity, place) for place in found.direct)
    score, rival = _rival(case, quantity, found, counted, words)
    if rival and score > own + 0.5:
        return f'The sources say this number of something else; here they say "{rival}".'
    aged = any(other.at == quantity.to + 1 and other.dimension == "time" for other in case.quantities)
    if not (beside or quantity.dimension or aged) and _is_counted_elsewhere(case, counted, nearest):
        return f'The sources count something else with it: "{case.quote(_place(nearest))}".'
    if other := of_a_wider(case, quantity, found):
        return f'The sources say this number of something else: "{other}".'
    if other := of_another_deed(case, quantity, found):
        return f'The sources tell this deed of another number: "{other}".'
    linked = _in_one_sentence(case, counted, nearest)
    if (
        context < 0.3
        and not linked
        and not (nearest[1].bare and is_team(case, quantity))
        and _densest(case, words) >= (2 * _BESIDE if beside else _BESIDE)
    ):
        return f'The sources say it of something else: "{case.quote(_place(nearest))}".'
    if beside and _is_grown(case, counted, nearest, words, context):
        return f'The sources say it of one: the number is in "{case.quote(_place(nearest))}".'
    if (anothers and own < _BESIDE) or (
        not beside and is_team(case, quantity) and _of_a_whole(case, quantity, found, words)
    ):
        return f'The sources say it of others: "{case.quote(_place(nearest))}".'
    return ""


def _is_whole_of(source: Reading, part: Quantity, whole: Quantity) -> bool:
    """Whether a source tells one number as a part of another: "three of our eleven"."""
    between = source.folds[part.to + 1 : whole.at]
    return part.to < whole.at and 1 <= len(between) <= 3 and between[0] == "of"


def _is_of_the_same(case: Case, quantity: Quantity, place: Found) -> bool:
    """Whether text and source tell a number as a part of one and the same whole: "eleven of my thirteen points"."""
    s, here = place
    for one in case.quantities:
        parted = (
            one != quantity
            and "of" in case.text.folds[min(one.to, quantity.to) + 1 : max(one.at, quantity.at)][:2]
        )
        if not parted or abs(one.at - quantity.at) > 4:
            continue
        for t, other in case.source_quantities:
            between = case.sources[s].folds[min(other.to, here.to) + 1 : max(other.at, here.at)]
            if t == s and same(one, other) and "of" in between[:2] and len(between) <= 4:
                of_others = case.text.folds[case.text.clause(quantity.at).first] in ("which", "who")
                return of_others or not case.hindered(_place(place))
    return False


def counted_words(case: Case, quantity: Quantity) -> list[int]:
    """The content words of what the text counts: at most two after the number, in its clause."""
    text = case.text
    if quantity.form == "year":
        return []
    if text.folds[quantity.to + 1 : quantity.to + 2] == ["of"]:  # "28 of the 140 trucks"
        whole = next((q for q in case.quantities if quantity.to < q.at <= quantity.to + 5), None)
        if whole is not None and whole.form == "number":
            return counted_words(case, whole)
    last = min(text.clause(quantity.to).last, quantity.to + 3)
    after = range(quantity.to + 1, last + 1)
    return [
        i
        for i in after
        if case.content(i) and not _is_compound(case, i) and text.keys[i] not in lexicon.calendar()
        if text.folds[i - 1] not in _RATED  # "21 per shift" counts no shifts
    ][:2]


def _is_compound(case: Case, at: int) -> bool:
    """Whether the word is a part of a compound that describes what is counted: "8 front-of-house staff"."""
    text = case.text
    return at + 1 < len(text) and text.hyphened[at + 1] or (text.hyphened[at] and not case.numeric(at - 1))


def words_about(case: Case, quantity: Quantity) -> list[int]:
    """The words about a number that are not what it counts."""
    counted = counted_words(case, quantity)
    return case.context(quantity.at, counted[-1] if counted else quantity.to)


def _rival(
    case: Case, quantity: Quantity, found: Support, counted: list[int], words: list[int]
) -> tuple[float, str]:
    """The number of the same unit that the sources have where the text puts this one, and that it leaves out."""
    best = (0.0, "")
    for place in case.source_quantities:
        s, other = place
        if (other.dimension, other.form) != (quantity.dimension, quantity.form) or other.value == 1:
            continue
        if any(q.size > other.size and support(case, q).derived for q in case.quantities if q != quantity):
            continue  # "225 restaurants and takeaways" of 140 and 85
        if any(t == s and _is_whole_of(case.sources[s], q, other) for t, q in found.direct):
            continue  # "three carriers" of "three of our eleven carriers"
        if place in found.direct or _is_anothers(case, place) or any(same(q, other) for q in case.quantities):
            continue
        if (
            all(q.bare for _, q in found.direct)
            and not other.bare
            and not _is_beside(case, counted, place, them=False)
        ):
            continue  # "my squad was 6" is no swap for "two churches"
        near = case.nearness(words, _place(place))
        both_of_them = _of_them(case.text, quantity) and _of_them(case.sources[s], other)
        beside = both_of_them or _is_beside(case, counted, place, them=False)
        if near >= 0.5 or beside:
            score = near + _BESIDE * beside + _company(case, quantity, place)
            best = max(best, (score, case.sources[s].slice(other.at, other.to)))
    return best


def _company(case: Case, quantity: Quantity, place: Found) -> float:
    """How far the text's other numbers stand in one clause with a number of a source: "22 of 27"."""
    s, here = place
    source = case.sources[s]
    others = [q for q in case.quantities if q != quantity]
    return _COMPANY * sum(
        t == s
        and q != here
        and source.clause_of[q.at] == source.clause_of[here.at]
        and any(same(q, other) for other in others)
        for t, q in case.source_quantities
    )


def _is_beside(case: Case, counted: list[int], place: Found, *, them: bool) -> bool:
    """Whether a source puts a number beside what the text counts, or (with `them`) before "of them"."""
    s, q = place
    source = case.sources[s]
    if them and _of_them(source, q):
        return True
    if (
        q.bare
        and source.folds[q.at - 2 : q.at] == ["the", "other"]
        and any(case.text.keys[i] in q.nouns for i in counted)
    ):
        return True
    return any(
        s == t and q.at - 4 < k <= q.to + 3 and source.clause_of[k] == source.clause_of[q.at]
        for i in counted
        for t, k in case.places(i)
    )


def _of_them(reading: Reading, quantity: Quantity) -> bool:
    after = reading.folds[quantity.to + 1 : quantity.to + 3]
    return after[:1] == ["of"] and after[1:] in (["them"], ["these"], ["which"], ["those"], ["whom"])


def _is_counted_elsewhere(case: Case, counted: list[int], place: Found) -> bool:
    """Whether the sources have what the text counts, but not where they have the number."""
    s, q = place
    if not any(case.exact(i) for i in counted):
        return False
    clause_of = case.sources[s].clause_of
    spots = [k for i in counted for t, k in case.places(i) if t == s]
    of_people = bool(q.nouns) and q.nouns <= {"person", "peopl"}  # "the regional managers, 6 persons"
    if (q.bare or of_people) and not q.dimension:  # "Visitors: ceramics got 6,400"
        sentence = case.sources[s].sentence_of(q.at)
        return not any(case.sources[s].sentence_of(k) == sentence for k in spots)
    if q.nouns - _uncounted():
        own = case.sources[s].clause(q.at)
        verb = any(case.sources[s].deed(k) or case.sources[s].verb(k) for k in range(own.first, own.last + 1))
        if not verb:  # "the ligand library, 64 compounds"
            return not any(case.sources[s].sentence_of(k) == own.sentence for k in spots)
        return not any(clause_of[k] == clause_of[q.at] for k in spots)
    return not spots


@cache
def _uncounted() -> frozenset[str]:
    """The keys of words that a number may stand before without counting them."""
    return lexicon.connecting() | lexicon.calendar() | lexicon.ladder().keys()


def _is_grown(case: Case, counted: list[int], place: Found, words: list[int], context: float) -> bool:
    """Whether the text counts many where the sources, nearer to what it tells, have one: "our office"."""
    s, q = place
    number = (s, case.sources[s].sentence_of(q.at))
    for i in counted:
        plural = case.text.folds[i]
        for t, k in case.exact(i):
            source = case.sources[t]
            one = source.folds[k] != plural and singular(plural) == source.folds[k]
            each = k > 0 and source.folds[k - 1] in ("per", "each", "every")
            each = each or _describes(source, k)
            apart = one and not each and (t, source.sentence_of(k)) != number
            if apart and case.nearness(words, (t, k)) > context + 0.9:
                return True
    return False


def _describes(source: Reading, at: int) -> bool:
    """Whether a word describes the one after it: "witness statements" are of no one witness."""
    after = at + 1
    return (
        after <= source.clause(at).last
        and source.folds[after].endswith("s")
        and source.keys[after] not in lexicon.connecting()
    )


def _in_one_sentence(case: Case, counted: list[int], place: Found) -> bool:
    s, q = place
    source = case.sources[s]
    sentence = source.sentence_of(q.at)
    return any(t == s and source.sentence_of(k) == sentence for i in counted for t, k in case.places(i))


def _densest(case: Case, words: list[int]) -> float:
    """How much of `words` the clause has that has most of them."""
    clauses = ((s, clause) for s, source in enumerate(case.sources) for clause in source.clauses)
    return max((case.within(words, s, clause) for s, clause in clauses), default=0.0)


def _is_anothers(case: Case, place: Found) -> bool:
    s, q = place
    return bool(case.sources[s].clause(q.at).status & {"other", "never"})


def _counts_the_doers(case: Case, counted: list[int], place: Found) -> bool:
    """Whether text and source alike count those who do what the source tells: "eight volunteers read"."""
    s, q = place
    opens = q.at - case.sources[s].clause(q.at).first <= 1
    return opens and any(t == s and q.to < k <= q.to + 2 for i in counted for t, k in case.exact(i))


def _of_a_whole(case: Case, quantity: Quantity, found: Support, words: list[int]) -> bool:
    """Whether the sources give a number of people for a whole larger than the writer's own part."""
    if case.text.clause(quantity.at).status & {"wide", "other"}:
        return False
    for place in found.direct:
        s, q = place
        source, clause = case.sources[s], case.sources[s].clause(q.at)
        said = source.folds[clause.first : clause.last + 1]
        impersonal = said[0] in ("the", "in", "counting", "altogether") and _WRITER.isdisjoint(said)
        far = impersonal and case.nearness(words, _place(place)) < _BESIDE
        if not far and not clause.status & {"wide", "other"}:
            return False
    return True


def _place(found: Found) -> Place:
    return found[0], found[1].at
