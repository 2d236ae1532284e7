"""The guard's word lists, read once a process, and the key under which a word is compared.

A *key* is a folded word without inflection or spelling habit: "Organising", "organized" and "organisation"
have one key. A phrase's key is the keys of its words with spaces between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from content import wordlists
from content.vocabulary import singular, stem


class Unit(NamedTuple):
    """A unit: its name, its dimension and its factor to the dimension's base unit."""

    name: str
    dimension: str
    factor: float


NO_UNIT = Unit("", "", 1.0)
_DATA = Path(__file__).parents[1] / "data"
LEVELS = ("watch", "help", "do", "make", "lead", "found")


def lines(name: str) -> Iterator[str]:
    """The lines of a data file without comments and blanks."""
    return (line.strip() for line in wordlists.lines_of(_DATA / name))


def patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """The regular expressions of a data file by group, whatever the case."""
    return wordlists.patterns(_DATA / name)


def listed(room: str, group: str) -> tuple[str, ...]:
    """The words of a group of `data/words/<room>.txt`, in order."""
    return wordlists.entry_groups(_DATA / "words" / f"{room}.txt")[group]


def words(room: str, group: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(listed(room, group))


def keys_in(room: str, group: str) -> frozenset[str]:
    """The keys of the words of a group."""
    return frozenset(map(key, listed(room, group)))


def wordings_in(room: str, group: str) -> tuple[tuple[str, ...], ...]:
    """The wordings of a group, each as its words."""
    return tuple(tuple(wording.split()) for wording in listed(room, group))


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """The key of one word, in any case and inflection."""
    folded = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'").strip(".")
    if folded[:1].isdigit():
        return folded.removesuffix("s")
    if not folded.isascii() or not folded.isalpha():
        return folded
    base = _irregular().get(folded, folded)
    if len(base) > 5 or (len(base) == 5 and not base.endswith("ours")):
        for british, (american,) in wordlists.table(_DATA / "spellings.txt").items():
            if base.endswith(british):
                base = base[: -len(british)] + american
                break
    return stem(base)


def phrase_key(phrase: str) -> str:
    """The key of a wording of one or more words; hyphens divide words."""
    return " ".join(key(word) for word in phrase.replace("-", " ").split())


@cache
def groups(name: str) -> Mapping[str, frozenset[str]]:
    """The keys of a file of lines `kind: wording, wording …`, by kind."""
    return {kind: frozenset(map(phrase_key, wordings)) for kind, wordings in _fields(name).items()}


@cache
def wordings(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The folded words of each wording of a file of lines `kind: wording, wording …`, longest first."""
    return {
        kind: tuple(sorted((tuple(w.replace("-", " ").split()) for w in found), key=len, reverse=True))
        for kind, found in _fields(name).items()
    }


@cache
def words_of(name: str) -> frozenset[str]:
    """The phrase keys of a file that is one list divided by commas."""
    return frozenset(phrase_key(w) for line in lines(name) for w in line.split(",") if w.strip())


@cache
def folds_of(name: str) -> frozenset[str]:
    """The words of a file that is one list divided by commas, as they are written; hyphens divide words."""
    return frozenset(
        w.strip() for line in lines(name) for w in line.replace("-", " ").split(",") if w.strip()
    )


@cache
def past_forms() -> frozenset[str]:
    """Irregular past forms of verbs: wrote, led, taught."""
    return frozenset(form for form in _forms("irregular_verbs.txt") if not form.endswith(("ing", "es")))


@cache
def connecting() -> frozenset[str]:
    """The keys of words that carry no fact of their own."""
    return frozenset(key(word) for line in lines("connecting.txt") for word in line.split())


@cache
def plain() -> frozenset[str]:
    """The keys of words so general that they say nothing new, and of verbs that claim no more than a deed."""
    found = groups("plain.txt")
    return found["strict"] | found["neutral"]


@cache
def grammar() -> frozenset[str]:
    """The keys of words of grammar alone."""
    return frozenset(key(word) for line in lines("grammar.txt") for word in line.split())


@cache
def idle() -> frozenset[str]:
    """The keys of words that show nothing of what a clause is about: grammar and the calendar."""
    return grammar() | calendar()


@cache
def _post_words() -> frozenset[str]:
    return frozenset(
        wording[0]
        for kind in ("post", "rank")
        for wording in wordings("titles.txt")[kind]
        if len(wording) == 1
    )


@lru_cache(maxsize=8192)
def names_post(fold: str) -> bool:
    """Whether a word names a post or a rank: "manager", "managers", not "management", which has the same key."""
    return not _post_words().isdisjoint((fold, singular(fold.removesuffix("'s"))))


@cache
def calendar() -> frozenset[str]:
    """The keys of units of time, rates, weekdays and months: when, not what."""
    return frozenset(
        map(
            key,
            (name for name, (_, dimension, _) in units().items() if dimension == "time" and len(name) > 2),
        )
    ) | frozenset(map(key, words_of("calendar.txt")))


@cache
def ladder() -> Mapping[str, int]:
    """The level of each verb key, 0 (watch) to 5 (found); a verb on two rungs stands on the lower."""
    levels: dict[str, int] = {}
    for kind, verbs in groups("ladder.txt").items():
        for verb in verbs:
            levels.setdefault(verb, LEVELS.index(kind))
    return levels


@cache
def scopes() -> Mapping[str, tuple[str, int]]:
    """The axis and width of each scope word as it is written, in the singular."""
    found: dict[str, tuple[str, int]] = {}
    for line in lines("scopes.txt"):
        axis, _, rest = line.partition(":")
        for width, step in enumerate(rest.split("<")):
            for wording in step.split(","):
                found.setdefault(wording.strip(), (axis.strip(), width))
    return found


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """What each word or phrase of a source licenses beside itself: phrase keys by phrase key."""
    licensed: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines("synonyms.txt"):
        head, narrower, wider = line.partition(" > ")
        if narrower:
            licensed[phrase_key(head)].update(phrase_key(w) for w in wider.split(","))
            continue
        group = [phrase_key(w) for w in line.split(" = ")]
        # The first word of a line means what each other one does; the others need not mean one another.
        licensed[group[0]].update(group[1:])
        for other in group[1:]:
            licensed[other].add(group[0])
    return {head: frozenset(found - {head}) for head, found in licensed.items()}


@cache
def thesaurus() -> Mapping[str, frozenset[str]]:
    """What WordNet adds to `synonyms`: keys of synonyms, derived words and hypernyms, by key."""
    licensed: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines("wordnet.txt"):
        head, _, found = line.partition(": ")
        licensed[key(head)].update(key(word) for word in found.split())
    return {head: frozenset(found - {head}) for head, found in licensed.items()}


@cache
def units() -> Mapping[str, Unit]:
    """The unit of each wording of units.txt."""
    found: dict[str, Unit] = {}
    for line in lines("units.txt"):
        names, _, rest = line.partition(" *")
        factor, _, dimension = rest.partition(" [")
        name, *others = names.split(" = ")
        for wording in (name, *others):
            found.setdefault(wording.strip().casefold(), Unit(name, dimension.rstrip("]"), float(factor)))
    return found


@cache
def places() -> Mapping[str, str]:
    """The canonical name of each place and people of places.txt, by folded wording."""
    return {
        wording.casefold(): names[0]
        for names in (line.split(" = ") for line in lines("places.txt"))
        for wording in names
    }


@cache
def regions() -> Mapping[str, frozenset[str]]:
    """The countries of each region of regions.txt, by folded wording, named as `places` names them."""
    found: dict[str, frozenset[str]] = {}
    for line in lines("regions.txt"):
        names, _, countries = line.partition(": ")
        for wording in names.split(" = "):
            found[wording.casefold()] = frozenset(countries.split(", "))
    return found


@cache
def _fields(name: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(name):
        kind, _, rest = line.partition(":")
        found[kind.strip()] = tuple(w.strip().casefold() for w in rest.split(",") if w.strip())
    return found


@cache
def _irregular() -> Mapping[str, str]:
    return {**_forms("irregular.txt"), **_forms("irregular_verbs.txt")}


def _forms(name: str) -> dict[str, str]:
    """The base of each irregular form of a file of lines `base = form form …`."""
    forms: dict[str, str] = {}
    for line in lines(name):
        base, _, rest = line.partition(" = ")
        for form in rest.split():
            forms.setdefault(form, base)
    return forms
