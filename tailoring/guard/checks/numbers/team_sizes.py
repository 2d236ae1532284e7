"""Team sizes: a number of people whom the writer led or worked among."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding
from tailoring.guard.claims import Kind
from tailoring.guard.numbers.quantity import Quantity
from tailoring.guard.support.recognised import is_team
from tailoring.guard.support.stated import support
from tailoring.guard.text import lexicon


def find(case: Case) -> Iterator[Finding]:
    for quantity in case.quantities:
        if not is_team(case, quantity) or (
            quantity.value == 1 and not case.text.words[quantity.at][0].isdigit()
        ):
            continue
        found = support(case, quantity)
        if not found or (
            _of_team(case, quantity)
            and found.direct
            and not any(_people(case, s, q) or _counts(case, quantity, s, q) for s, q in found.direct)
        ):
            yield Finding(
                Kind.TEAM_SIZE,
                quantity.at,
                min(quantity.to + 1, len(case.text) - 1),
                "The sources give no such team size.",
            )


def _of_team(case: Case, quantity: Quantity) -> bool:
    text, groups = case.text, lexicon.groups("people.txt")
    return (
        text.folds[quantity.at - 1 : quantity.at] == ["of"]
        and text.keys[quantity.at - 2] in groups["team"]
        or (text.folds[quantity.to + 1 : quantity.to + 2] == ["strong"])
    )


def _people(case: Case, s: int, quantity: Quantity) -> bool:
    """Whether a source's number counts people at work: by its noun, or by "of us", "we were"."""
    source, groups = case.sources[s], lexicon.groups("people.txt")
    if quantity.nouns & (groups["people"] | groups["team"]):
        return True
    if any(noun.endswith(("er", "or", "ist")) for noun in quantity.nouns):
        return True
    clause = source.clause(quantity.at)
    about = set(source.folds[clause.first : clause.last + 1])
    keys = set(source.keys[max(0, quantity.at - 4) : quantity.to + 4])
    return bool({"us", "we", "were"} & about) or bool(keys & groups["team"])


def _counts(case: Case, quantity: Quantity, s: int, said: Quantity) -> bool:
    """Whether a source's number counts what the text's does: "17 kids" is a group of 17 children."""
    after = range(quantity.to + 1, min(quantity.to + 4, len(case.text)))
    return any(
        t == s and case.sources[s].sentence_of(k) == case.sources[s].sentence_of(said.at)
        for i in after
        if case.content(i)
        for t, k in case.places(i)
    )
