"""Numbers that follow from the sources' numbers: rounded, added, subtracted, divided, or counted off a list."""

from __future__ import annotations

from itertools import combinations

from content.vocabulary import singular
from tailoring.guard.case import Case
from tailoring.guard.numbers.quantity import Quantity, close
from tailoring.guard.support import multiplied
from tailoring.guard.support.multiplied import alike, slack_of
from tailoring.guard.support.sums import is_apart, is_plain_sum, is_sum, of_a_kind, tells
from tailoring.guard.text import lexicon

# By chance a number as large as this is no difference of two others.
_TELLING = 20


def follows(case: Case, quantity: Quantity) -> bool:
    """Whether a number that no source says follows from what they do say."""
    if (
        _is_short_form(case, quantity)
        or _rounded(case, quantity)
        or _listed(case, quantity)
        or _is_again(case, quantity)
        or _counts_the_writer(case, quantity)
    ):
        return True
    if _is_nearly_so_many_times(case, quantity):
        return True
    if (
        _is_rest(case, quantity)
        or multiplied.is_over_time(case, quantity)
        or multiplied.is_share_of_derived(case, quantity)
    ):
        return True
    if quantity.dimension in ("percent", "times"):
        return _is_ratio(case, quantity) or _is_difference(case, quantity)
    return _is_difference(case, quantity) or is_sum(case, quantity) or multiplied.is_product(case, quantity)


def _is_short_form(case: Case, quantity: Quantity) -> bool:
    """Whether a source has number and word as one: "Y5" of "Year 5", "8D" of "eight disciplines"."""
    text = case.text
    number = f"{quantity.value:g}"
    before = text.folds[quantity.at - 1][0] + number if quantity.at else ""
    after = number + text.folds[quantity.to + 1][0] if quantity.to + 1 < len(text) else ""
    return any(form and form in source.spots for source in case.sources for form in (before, after))


def _rounded(case: Case, quantity: Quantity) -> bool:
    """Whether the text's own hedge covers a source's number: "more than 90" for 96."""
    value = quantity.size
    for other in alike(case, quantity):
        match quantity.hedge:
            case "over" if value < other.size <= 1.5 * value:
                return True
            case "about" if close(value, other.size, 0.1):
                return True
            case "almost" if 0.85 * value <= other.size < value:
                return True
    return False


def _is_nearly_so_many_times(case: Case, quantity: Quantity) -> bool:
    """Whether one figure is almost or about so many times another: "almost four times" from 3 to 11."""
    if quantity.hedge not in ("almost", "about", "over") or quantity.dimension != "times":
        return False
    low, high = {"almost": (0.85, 1.0), "about": (0.9, 1.1), "over": (1.0, 1.2)}[quantity.hedge]
    return any(
        one.dimension == other.dimension
        and "year" not in (one.form, other.form)
        and min(one.size, other.size) > 0
        and low * quantity.value
        <= max(one.size, other.size) / min(one.size, other.size)
        <= high * quantity.value
        for (_, one), (_, other) in combinations(case.source_quantities, 2)
    )


def _counts_the_writer(case: Case, quantity: Quantity) -> bool:
    """Whether a number of people is the sources' with the writer: "three people and me", "with two colleagues"."""
    people = lexicon.groups("people.txt")["people"]
    text = case.text
    shared = (
        "us" in text.spots or not quantity.nouns.isdisjoint(people) or text.folds[quantity.at - 1] == "of"
    )
    for s, q in case.source_quantities if shared and quantity.form == "number" else ():
        source = case.sources[s]
        after = source.folds[q.to + 1 : q.to + 5]
        beside = any(pair in (["and", "i"], ["and", "me"], ["and", "myself"], ["beside", "me"], ["besides", "me"],
                              ["plus", "me"]) for pair in (after[n : n + 2] for n in range(3)))  # fmt: skip
        with_others = source.folds[q.at - 1 : q.at] == ["with"] and not q.nouns.isdisjoint(people)
        if q.value + 1 == quantity.value and not q.dimension and (beside or with_others):
            return True
    return False


def _is_again(case: Case, quantity: Quantity) -> bool:
    """Whether "twice" is the sources' "in June and once more in December"."""
    again = (("once", "more"), ("once", "again"), ("one", "more", "time"), ("a", "second", "time"))
    said = any(source.says(w, 0, len(source) - 1) >= 0 for source in case.sources for w in again)
    return quantity.form == "multiple" and quantity.value == 2 and said


def _listed(case: Case, quantity: Quantity) -> bool:
    """Whether a small number counts things that a source lists one after another."""
    value = quantity.value
    if quantity.dimension or quantity.per or quantity.form != "number" or value not in range(1, 13):
        return False
    beside = {
        *case.text.folds[max(0, quantity.at - 1) : quantity.at],
        *case.text.folds[quantity.to + 1 : quantity.to + 2],
    }
    if not beside.isdisjoint(("to", "or")):
        return False  # "six to eight patients" counts no list
    if not any(case.content(i) for i in range(quantity.to + 1, min(quantity.to + 4, len(case.text)))):
        return False
    if case.text.folds[quantity.to + 1 : quantity.to + 3] in (
        ["of", "them"],
        ["of", "which"],
        ["of", "those"],
    ):
        return False
    told = case.text.folds[quantity.to + 1 : quantity.to + 3]
    ones = {singular(fold) for fold in told if singular(fold) != fold}
    if any(not ones.isdisjoint(source.folds) for source in case.sources):
        return False  # "three shops" of "the shop"
    lengths = []
    for source in case.sources:
        sentences = [clause.sentence for clause in source.clauses]
        lengths.append(max(map(sentences.count, sentences), default=0))
    return value <= 2 or value in lengths or (value == 3 and max(lengths, default=0) >= 3)


def _is_difference(case: Case, quantity: Quantity) -> bool:
    told = tells(case, "difference")
    points = case.text.folds[quantity.to + 1 : quantity.to + 2] == ["points"]
    if not told and not points and quantity.value < _TELLING:
        return False
    found = [q for q in alike(case, quantity) if q.form != "year"]
    if not quantity.dimension and case.text.folds[quantity.to + 1 : quantity.to + 2] in (
        ["points"],
        ["point"],
    ):
        found = [q for _, q in case.source_quantities if q.dimension == "percent"]
    slack = slack_of(quantity)
    if any(
        close(quantity.size, abs(one.size - other.size), slack) and of_a_kind(case, quantity, one, other)
        for one, other in combinations(found, 2)
    ):
        return True
    told_beside = [q for q in case.quantities if q != quantity and q.dimension == quantity.dimension]
    if told and any(
        close(quantity.size, abs(one.size - other.size)) and one.size > quantity.size
        for one in told_beside
        if not any(close(one.size, q.size) for q in found) and is_plain_sum(case, one)
        for other in found
    ):
        return True  # "45 births, six more than before"
    # "From ten working days to two": the second figure may leave out its unit.
    bare = (
        [
            q
            for s, q in case.source_quantities
            if not q.dimension and q.form == "number" and not case.sources[s].hyphened[q.at]
        ]
        if told
        else []
    )
    factor = quantity.size / quantity.value if quantity.value else 1.0
    return any(
        close(quantity.size, abs(one.size - factor * other.value), slack)
        for one in found
        if quantity.dimension
        for other in bare
    )


def _is_rest(case: Case, quantity: Quantity) -> bool:
    """Whether a whole of the sources is this number and others told with it: "28, of them 12" leaves 16."""
    if quantity.form != "number" or quantity.dimension in ("percent", "times"):
        return False
    told = {q.size for q in case.quantities if q is not quantity}
    for s, whole in case.source_quantities:
        if whole.size not in told or whole.dimension != quantity.dimension or whole.size <= quantity.size:
            continue
        parts = [
            q.size
            for t, q in case.source_quantities
            if t == s
            and whole.to < q.at
            and q.dimension == whole.dimension
            and q.form == "number"
            and case.sources[s].sentence_of(q.at) == case.sources[s].sentence_of(whole.at)
        ]
        if any(close(quantity.size, whole.size - sum(parts[:n])) for n in (1, 2, 3) if len(parts) >= n):
            return True
    return False


def _is_ratio(case: Case, quantity: Quantity) -> bool:
    share = quantity.value if quantity.dimension == "percent" else 100 * quantity.value
    slack = max(slack_of(quantity), 0.02 if share > 5 else 0.0)
    level = case.text.folds[quantity.at - 1 : quantity.at] in (["to"], ["of"], ["at"], ["from"])
    for (_, one), (_, other) in combinations(case.source_quantities, 2):
        if one.dimension != other.dimension or "year" in (one.form, other.form) or not one.size * other.size:
            continue
        part = 100 * min(one.size, other.size) / max(one.size, other.size)
        whole = 1e4 / part
        if one.dimension == quantity.dimension == "percent":
            # Two shares make a third only as a change: "up by a third" of 60 % and 80 %, never "98.9 %" of them.
            if level or not any(
                close(share, ratio, slack_of(quantity)) for ratio in (100 - part, whole - 100)
            ):
                continue
            return True
        if any(close(share, ratio, slack) for ratio in (part, 100 - part, whole, whole - 100)):
            return True
    return _is_share_of_sum(case, share, slack)


def _is_share_of_sum(case: Case, share: float, slack: float) -> bool:
    """Whether a share is of two figures that the text adds up: "60 firms and 90 people" are 40 % firms."""
    return any(
        s == t
        and one.dimension == other.dimension
        and one.size * other.size
        and not is_apart(case, s, one, other)
        and any(close(total.size, one.size + other.size) for total in case.quantities)
        and any(close(share, 100 * q.size / (one.size + other.size), slack) for q in (one, other))
        for (s, one), (t, other) in combinations(case.source_quantities, 2)
    )
