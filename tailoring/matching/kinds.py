"""Products and standards by their kind: a member entails its kind, and another member is no more than related."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from content.mentions import is_ordinary
from content.vocabulary import tokens
from tailoring.matching.findings import NOTHING, Finding, words_at
from tailoring.matching.wordlists import lines, table
from tailoring.matching.words import NAMES, Span, said_in, words_known
from tailoring.records.matching import Statement

_BEGIN = 4  # letters


class Kind(NamedTuple):
    """A kind: what ads call it, and its members."""

    names: tuple[str, ...]
    members: tuple[str, ...]


def kinds_in(asked: str) -> Iterator[tuple[Kind, Span]]:
    """The kinds that `asked` names, each with where its name stands."""
    for kind, name in _candidates(asked, members=False):
        for span in words_known().places(name, asked):
            yield kind, span


def member_said(kind: Kind, one: Statement) -> Span | None:
    """Where a statement says of its writer that they used a member of the kind; the longest name counts."""
    here = [member for of, member in _candidates(one.text, members=True) if of is kind]
    for member in sorted(here, key=len, reverse=True):
        if (span := _used(member, one)) is not None:
            return span
    return None


def products_in(text: str) -> set[str]:
    """The products that `text` names, canonical; of "Looker Studio" not Looker as well."""
    found = {member for _, member in _candidates(text, members=True) if _written(member, text)}
    longest = (one for one in found if not any(one != other and one in other for other in found))
    return {words_known().key(one) for one in longest}


def misnamed(wording: str, one: Statement) -> bool:
    """Whether a product is asked for that the statement writes as the ordinary word only."""
    wanted = [member for _, member in _candidates(wording, members=True) if _written(member, wording)]
    return bool(wanted) and not any(_used(member, one) for member in wanted)


def of_a_kind(asked: str, statements: Sequence[Statement]) -> Finding:
    """Another product of the kind of the one that is asked for: no more than a part of it."""
    wanted: dict[Kind, list[str]] = {}
    for kind, member in _candidates(asked, members=True):
        if _written(member, asked):
            wanted.setdefault(kind, []).append(member)
    for kind, names in wanted.items():
        for one in statements:
            span = member_said(kind, one)
            if span is not None and not any(words_known().same(one.text[slice(*span)], n) for n in names):
                return Finding("partial", [words_at(one, span)])
    return NOTHING


def _used(member: str, one: Statement) -> Span | None:
    span = said_in(member, one)
    return span if span is not None and _is_name(member, one.text, span, listed=one.kind in NAMES) else None


def _written(member: str, text: str) -> bool:
    span = words_known().find(member, text)
    return span is not None and _is_name(member, text, span, listed=False)


def _is_name(member: str, text: str, span: Span, *, listed: bool) -> bool:
    """Whether a product's name is written as one: "every workday" is no Workday, "Square metres" no Square."""
    said = text[span[0] : span[1]]
    if not member[:1].isupper() or " " in said:
        return True
    if not any(map(str.isupper, said)):
        return listed and not is_ordinary(member)
    ordinary = is_ordinary(member) or member.casefold() in lines("common_words")
    return listed or not ordinary or text[: span[0]].rstrip(" (\"'")[-1:] not in ("", ".", ":", ";")


@lru_cache(maxsize=4096)
def _candidates(text: str, *, members: bool) -> tuple[tuple[Kind, str], ...]:
    """The kinds and the names that may stand in `text`, by how a name's first word begins."""
    words = {word[:_BEGIN] for key in words_known().keys(text) for word in key.split()}
    words |= {token.word[:_BEGIN] for token in tokens(text)}
    index = _index(members=members)
    return tuple(
        pair for first in words & index.keys() for pair in index[first] if words_known().says(text, pair[1])
    )


@cache
def _index(*, members: bool) -> dict[str, list[tuple[Kind, str]]]:
    found: dict[str, list[tuple[Kind, str]]] = {}
    for kind in _kinds():
        for name in kind.members if members else kind.names:
            key = words_known().key(name)
            for first in {key[:_BEGIN].split()[0], tokens(name)[0].word[:_BEGIN]} if key else ():
                found.setdefault(first, []).append((kind, name))
    return found


@cache
def _kinds() -> tuple[Kind, ...]:
    rows = table("kinds").items()
    return tuple(Kind(tuple(name.strip() for name in names.split(" / ")), members) for names, members in rows)
