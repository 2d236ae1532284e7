"""What a source licenses: its words in every inflection, their aliases and synonyms, and where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from content.vocabulary import vocabulary
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading
from tailoring.guard.text.reading import read

Index = Mapping[str, tuple[int, ...]]  # the words of a source, by key
_SMALL = lexicon.words("text", "small")
_SUFFIXES = lexicon.listed("text", "suffixes")


@lru_cache(maxsize=8192)
def said(source: str) -> Index:
    """The words of a source themselves."""
    return {key: tuple(places) for key, places in _by_key(read(source)).items()}


@lru_cache(maxsize=8192)
def close(source: str) -> Index:
    """The words of a source, their aliases, and what the curated lists call their synonyms."""
    reading, synonyms = read(source), lexicon.synonyms()
    index = _by_key(reading)
    for j, key in enumerate(reading.keys):
        index[_root(key)].append(j)
        index[reading.folds[j].replace(".", "")].append(j)
        if not reading.named(j):
            for name in synonyms.get(key, ()):
                index[name].append(j)
    for size in range(2, 6):
        for j in range(len(reading) - size + 1):
            phrase = " ".join(reading.keys[j : j + size])
            # "roll out" licenses "rollout".
            index[phrase.replace(" ", "")].append(j)
            index["".join(reading.folds[j : j + size])].append(j)
            if phrase in synonyms:
                for name in (phrase, *synonyms[phrase]):
                    index[name].append(j)
    _add_aliases(index, reading)
    return {name: tuple(dict.fromkeys(places)) for name, places in index.items()}


@lru_cache(maxsize=8192)
def wide(source: str) -> Index:
    """As `close`, and what WordNet adds."""
    reading, thesaurus = read(source), lexicon.thesaurus()
    index = dict(close(source))
    for j, key in enumerate(reading.keys):
        if not reading.named(j):
            for name in thesaurus.get(key, ()):
                index[name] = (*index.get(name, ()), j)
    return index


@lru_cache(maxsize=8192)
def keys(text: str) -> frozenset[str]:
    """The keys of the words of `text`, with and without their derivational endings."""
    reading = read(text)
    return frozenset(reading.keys) | frozenset(map(_root, reading.keys))


@lru_cache(maxsize=8192)
def alias_keys(text: str) -> frozenset[str]:
    """The keys of the words of every other wording of the known terms in `text`."""
    terms = vocabulary().keys(text)
    return frozenset(key for term in terms for wording in _wordings(term) for key in keys(wording))


@lru_cache(maxsize=8192)
def alias_words(text: str) -> frozenset[str]:
    """The folded words of every other wording of the known terms in `text`."""
    terms = vocabulary().keys(text)
    return frozenset(word for term in terms for wording in _wordings(term) for word in wording.split())


@lru_cache(maxsize=8192)
def shorts(text: str) -> frozenset[str]:
    """The abbreviations of `text`, folded: SME, RSIs."""
    reading = read(text)
    return frozenset(
        fold[:-1] if word.endswith("s") and word[:-1].isupper() else fold
        for fold, word in zip(reading.folds, reading.words, strict=True)
        if is_short(word)
    )


def is_short(word: str) -> bool:
    """Whether a word looks like an abbreviation that its initials may spell out."""
    return 2 <= len(word) <= 6 and word[:2].isupper() and word.isalpha()


def spelled_out(folds: Sequence[str], short: str) -> list[int]:
    """Where consecutive words begin with the letters of `short`, small words between them left aside."""
    letters = short.rstrip("s") if len(short) > 3 else short
    for at, fold in enumerate(folds):
        if fold[0] == letters[0] and (taken := _from(folds, at, letters)):
            return taken
    return _inside(folds, letters)


def _from(folds: Sequence[str], here: int, letters: str) -> list[int]:
    taken: list[int] = []
    for letter in letters:
        while taken and here < len(folds) and folds[here] in _SMALL and folds[here][0] != letter:
            here += 1
        if here >= len(folds) or folds[here][0] != letter:
            return []
        taken.append(here)
        here += 1
    return taken


def _inside(folds: Sequence[str], short: str) -> list[int]:
    """Where consecutive words spell `short`, the first with a letter more inside it: MultiProtocol Label Switching."""
    for at in range(len(folds) - len(short) + 2 if len(short) >= 4 else 0):
        first, *others = folds[at : at + len(short) - 1]
        initials = "".join(fold[0] for fold in others)
        if first[0] == short[0] and short[1] in first[3:] and initials == short[2:]:
            return list(range(at, at + len(short) - 1))
    return []


def _by_key(reading: Reading) -> defaultdict[str, list[int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j, key in enumerate(reading.keys):
        index[key].append(j)
    return index


def _add_aliases(index: defaultdict[str, list[int]], reading: Reading) -> None:
    known = vocabulary()
    for term in known.keys(reading.text):
        span = known.find(term, reading.text) if known.known(term) else None
        if span is None:
            continue
        here = [j for j, (start, end) in enumerate(reading.spans) if span[0] <= start and end <= span[1]]
        for wording in _wordings(term):
            for name in keys(wording):
                index[name].extend(here)


@lru_cache(maxsize=8192)
def _wordings(term: str) -> tuple[str, ...]:
    known = vocabulary()
    return tuple(known.wordings(term)) if known.known(term) else ()


@lru_cache(maxsize=65_536)
def _root(key: str) -> str:
    """A key without one derivational ending, when a root of four letters or more remains."""
    ending = next((e for e in _SUFFIXES if key.endswith(e) and len(key) - len(e) >= 4), "")
    return key.removesuffix(ending)
