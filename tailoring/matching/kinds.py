"""Products and standards by their kind: a member entails its kind, and another member is no more than related."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tailoring.matching.findings import NOTHING, Finding, best, words_at
from tailoring.matching.wordlists import table
from tailoring.matching.words import said_in, words_known
from tailoring.records.matching import Statement


def of_a_kind(asked: str, statements: Sequence[Statement]) -> Finding:
    """What the person has of the kind that is asked for, or of the kind of the product that is asked for."""
    return best(_kind(asked, names, members, statements) for names, members in _kinds())


def products_in(text: str) -> set[str]:
    """The products that `text` names, canonical; of "Looker Studio" not Looker as well."""
    found = [member for _, members in _kinds() for member in members if words_known().says(text, member)]
    longest = (one for one in found if not any(one != other and one in other for other in found))
    return {words_known().key(one) for one in longest}


def _kind(
    asked: str, names: tuple[str, ...], members: tuple[str, ...], statements: Sequence[Statement]
) -> Finding:
    wanted = [member for member in members if words_known().says(asked, member)]
    if not wanted and not any(words_known().says(asked, name) for name in names):
        return NOTHING
    # The longest name counts: "Looker Studio" is no Looker.
    for member in sorted(members, key=len, reverse=True):
        for one in statements:
            span = said_in(member, one)
            if span is not None and not wanted:
                return Finding("implied", [words_at(one, span)])
            if span is not None and not any(words_known().same(member, name) for name in wanted):
                return Finding("partial", [words_at(one, span)])
    return NOTHING


@cache
def _kinds() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    rows = table("kinds").items()
    return tuple((tuple(name.strip() for name in names.split(" / ")), members) for names, members in rows)
