"""The words that tell what a line is, from the lists in `content/data/reading`, in which anyone can add a language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from content.wordlists import lines_of

_FOLDER = Path(__file__).parents[1] / "data" / "reading"


def _rows(name: str) -> tuple[str, ...]:
    return lines_of(_FOLDER / f"{name}.txt")


@cache
def listed(name: str) -> frozenset[str]:
    """The words and phrases of a list."""
    return frozenset(
        word for row in _rows(name) for one in row.split(",") if (word := one.strip().casefold())
    )


@cache
def months() -> dict[str, int]:
    """The number of the month that each name means."""
    return {
        name: int(number) for number, *names in (row.split() for row in _rows("months")) for name in names
    }


@cache
def _headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows("headings"):
        kind, _, names = row.partition("|")
        for name in names.split(","):
            found.setdefault(_plain(name), kind.strip())
    return found


@cache
def heading_kind(text: str) -> str | None:
    """The kind of section whose name this is, if it is one."""
    if len(text) > 60 or not (plain := _plain(text)):
        return None
    found = _headings()
    if plain in found:
        return found[plain]
    squeezed = plain.replace(" ", "")
    if " " in plain and len(squeezed) < 40 and (kind := _squeezed().get(squeezed)):
        return kind  # letters set apart, as in "E D U C A T I O N"
    rest = [word for word in plain.split() if word not in listed("qualifiers")]
    if rest and (kind := found.get(" ".join(rest))):
        return kind
    kinds = [found.get(word) for word in rest]
    return kinds[0] if rest and all(kinds) and len(rest) <= 3 else None


@cache
def heading_kinds(text: str) -> frozenset[str]:
    """All kinds that the words of a heading name, as `Education & Honors` does."""
    return frozenset(kind for word in _plain(text).split() if (kind := _headings().get(word)))


@cache
def _squeezed() -> dict[str, str]:
    return {name.replace(" ", ""): kind for name, kind in _headings().items()}


def _plain(text: str) -> str:
    text = re.sub(r"\(\d{1,3}\)\s*$", "", text)  # how many there are
    text = text.casefold().replace("&", " and ").replace("’", "'").replace("/", " and ")
    return " ".join(re.sub(r"[^\w' -]", " ", text.replace("_", " ")).split()).strip("- ")


@cache
def is_one_of(name: str, text: str) -> int:
    """How many words of a list a text holds; a list's `*leiter` is any word that ends so."""
    words = re.findall(r"[^\W\d_](?:[\w'’.+-]*\w)?", text.casefold())
    known = listed(name)
    ends = tuple(word[1:] for word in known if word.startswith("*"))
    return sum(
        word in known or word.rstrip(".") in known or bool(ends) and word.endswith(ends) for word in words
    )
