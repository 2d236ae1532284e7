"""Words as people use them for the same thing: tokens, stems and aliases.

Search, the keyword ledger, the offline engine and the guard all ask this module whether two
wordings mean one thing, so that "k8s" is Kubernetes everywhere or nowhere.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex
import snowballstemmer

from content.wordlists import DATA, entry_groups

# A token keeps what technologies put inside their names: C++, C#, .NET, Node.js, 99.9.
_TOKEN = regex.compile(r"\.?[\p{L}\p{N}\p{M}]+(?:[.'’][\p{L}\p{N}\p{M}]+)*[+#]*")
_porter = snowballstemmer.stemmer("english")
_stemming = threading.Lock()  # it keeps the word it works on in itself, and a worker has many threads


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: its folded form, and where it stands (`text[start:end]`)."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Split `text` into folded words with their places; hyphens and slashes divide words."""
    return [Token(_fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return [_fold(word) for word in _TOKEN.findall(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Porter2 stem of a folded word; words with digits or signs are their own stem.

    Source: M. F. Porter, *The English (Porter2) stemming algorithm*, 2002 (snowballstemmer).
    """
    if not word.isalpha() or not word.isascii() or len(word) < 4:
        return word
    with _stemming:
        return str(_porter.stemWord(word))


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """`word` without its plural ending.

    Source: D. Harman, *How effective is suffixing?*, JASIS 42(1), 1991 (the "s" stemmer).
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] not in "aeo":
        return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss", "is")):
        return word[:-1]
    return word


class Vocabulary:
    """Groups of wordings for one thing, and the questions asked of them.

    A `key` is the canonical name of a term: two terms with the same key are the same thing. Terms
    in no group are the same when they differ by inflection only. What stands in `capitals` (folded,
    uninflected) is an acronym in a text only when it is written as one: "can start" is no CAN bus.
    """

    def __init__(self, groups: Iterable[Sequence[str]], capitals: frozenset[str] = frozenset()) -> None:
        self._capitals = capitals
        self._keys: dict[tuple[str, ...], str] = {}
        self._longest = 1
        for group in groups:
            name = " ".join(_base(words(group[0])))
            for wording in group:
                phrase = _base(words(wording))
                self._keys.setdefault(phrase, name)
                self._longest = max(self._longest, len(phrase))
        self._starts = {phrase[0] for phrase in self._keys if phrase}
        # A whole library is asked for many terms, one after another: each text and each term is read once.
        self._read = lru_cache(maxsize=512)(self._flattened)
        self._phrase = lru_cache(maxsize=16_384)(_phrase_of)
        self._wanted = lru_cache(maxsize=16_384)(self._ways_to_say)

    def key(self, term: str) -> str:
        """The canonical name of `term` (folded and uninflected; the first wording of its group)."""
        phrase = self._phrase(term)
        return self._keys.get(phrase, " ".join(phrase))

    def known(self, term: str) -> bool:
        """Whether `term` is a wording of one of the groups."""
        return self._phrase(term) in self._keys

    def same(self, one: str, other: str) -> bool:
        """Whether two terms are wordings of one thing."""
        return self.key(one) == self.key(other)

    def keys(self, text: str) -> list[str]:
        """The canonical keys of `text` in order: aliases folded, longest first, other words alone."""
        return [key for key, _, _ in self._spans(text)]

    def wordings(self, term: str) -> list[str]:
        """Every known wording of `term`, folded and uninflected, itself included."""
        key = self.key(term)
        return [" ".join(p) for p, name in self._keys.items() if name == key] or [key]

    def find(self, term: str, text: str) -> tuple[int, int] | None:
        """Where `text` says `term`, in any wording or inflection: (start, end), or None."""
        return next(self.places(term, text), None)

    def places(self, term: str, text: str) -> Iterator[tuple[int, int]]:
        """Every (start, end) where `text` says `term`, in any wording or inflection."""
        flat, places = self._read(text)
        for parts, first in self._wanted(term):
            for at in places.get(first, ()):
                here = flat[at : at + len(parts)]
                if len(here) == len(parts) and all(
                    _inflected(said, word, len(parts)) for (said, _, _), word in zip(here, parts, strict=True)
                ):
                    yield here[0][1], here[-1][2]

    def says(self, text: str, term: str) -> bool:
        """Whether `text` names `term`, in any of its wordings or inflections."""
        return self.find(term, text) is not None

    def with_groups(self, groups: Iterable[Sequence[str]]) -> Vocabulary:
        """This vocabulary and a person's own aliases beside it."""
        other = Vocabulary(groups)
        merged = Vocabulary((), self._capitals)
        merged._keys = {**self._keys, **other._keys}
        merged._longest = max(self._longest, other._longest)
        merged._starts = self._starts | other._starts
        return merged

    def _ways_to_say(self, term: str) -> list[tuple[list[str], str]]:
        """The words of `term`, and the stem of the first: as one thing, and word by word with the aliases in it
        folded ("WCAG 2.1 AA")."""
        ways = dict.fromkeys((self.key(term), " ".join(self.keys(term))))
        return [(parts, stem(parts[0])) for way in ways if way and (parts := way.split(" "))]

    def _flattened(self, text: str) -> tuple[list[tuple[str, int, int]], dict[str, list[int]]]:
        """The words of a text's keys with their places in it, and for each stem which of those words have it."""
        flat = [(word, start, end) for key, start, end in self._spans(text) for word in key.split(" ")]
        places: dict[str, list[int]] = {}
        for at, (word, _, _) in enumerate(flat):
            places.setdefault(stem(word), []).append(at)
        return flat, places

    def _spans(self, text: str) -> Iterator[tuple[str, int, int]]:
        found = tokens(text)
        bases = [singular(t.word) for t in found]
        at = 0
        while at < len(found):
            size, key = 1, bases[at]
            if key in self._starts:
                for length in range(min(self._longest, len(found) - at), 0, -1):
                    name = self._keys.get(tuple(bases[at : at + length]))
                    if name is not None and (length > 1 or self._written(text, found[at], key)):
                        size, key = length, name
                        break
            yield key, found[at].start, found[at + size - 1].end
            at += size

    def _written(self, text: str, token: Token, base: str) -> bool:
        """Whether an acronym that is also an ordinary word stands in capitals."""
        return base not in self._capitals or text[token.start : token.end].isupper()


@cache
def vocabulary() -> Vocabulary:
    """The aliases that ship with Bespoke, read once a process."""
    files = [DATA / "aliases.txt", DATA / "abbreviations.txt"]
    acronyms = entry_groups(DATA / "ordinary_words.txt")["acronym"]
    return Vocabulary(
        (group for file in files for group in read_aliases(file.read_text(encoding="utf-8"))),
        frozenset(_base([_fold(acronym) for acronym in acronyms])),
    )


def read_aliases(text: str) -> list[list[str]]:
    """Alias groups from lines of `name = wording = wording`; `#` begins a comment line."""
    lines = (line.strip() for line in text.splitlines())
    return [
        [wording.strip() for wording in line.split(" = ")]
        for line in lines
        if line and not line.startswith("#")
    ]


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).replace("’", "'").casefold()


def _phrase_of(term: str) -> tuple[str, ...]:
    return _base(words(term))


def _base(folded: Sequence[str]) -> tuple[str, ...]:
    return tuple(singular(word) for word in folded)


def _inflected(one: str, other: str, size: int) -> bool:
    # A phrase is recognised by its stems ("unit tests" is unit testing); a single word is not,
    # for marketing is no market and accounting no account.
    return one == other or (size > 1 and stem(one) == stem(other))
