"""Known names of skills across professions, found in a text longest first.

The files in `content/data/skills/` hold them. A mark before an entry says how far to trust it: `!` the case must be the
same (Go, R), `~` a plain word that is a skill only where a job ad lists what it asks for (design). What
`not_skills.txt` holds is matched too, so that nothing inside it is ("excel in", "R&D").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from content.vocabulary import Token, read_aliases, singular, words
from content.wordlists import DATA, SKILLS, entry_groups
from content.wordlists import entries as entries_in
from tailoring.backends.offline.data import entries

FILES = (
    "software", "cloud", "data_science", "computing", "engineering", "science", "health", "finance",
    "business", "people", "marketing", "design", "education", "law", "trades", "logistics", "hospitality",
    "industries", "languages", "certificates",
)  # fmt: skip
_WEAK_FILES = ("industries", "languages")
# Acronyms of up to four letters must stand in capitals (CAN, SEM, AR), but for those often written small.
_OFTEN_SMALL = frozenset(entries("written_small"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A known skill. `weak` ones count only where requirements stand; what is not `skill` never does."""

    name: str
    cased: bool = False
    weak: bool = False
    skill: bool = True

    @property
    def proper(self) -> bool:
        """Whether it is a name, written with capitals or signs, and so stands alone in a phrase."""
        return any(c.isupper() or c.isdigit() or c in "+#." for c in self.name)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found at tokens `first` to `last` (exclusive) of a text."""

    entry: Entry
    first: int
    last: int


class Lexicon:
    """Entries by their folded words, with longest-first lookup."""

    def __init__(self, listed: Sequence[Entry]) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        self._longest: dict[str, int] = {}
        for entry in listed:
            phrase = bases(words(entry.name))
            if not phrase:
                continue
            self._entries.setdefault(phrase, []).append(entry)
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))

    def get(self, phrase: Sequence[str]) -> Entry | None:
        """The first entry with these folded words, whatever its case."""
        found = self._entries.get(tuple(phrase))
        return found[0] if found else None

    def find(self, text: str, found: Sequence[Token], any_case: bool = False) -> list[Hit]:
        """Every entry in `text`, whose tokens are `found`; hits do not overlap. Some say that here is no skill."""
        folded = bases([token.word for token in found])
        hits: list[Hit] = []
        at = 0
        while at < len(found):
            hit = self._at(text, found, folded, at, any_case)
            if hit:
                hits.append(hit)
            at = hit.last if hit else at + 1
        return hits

    def _at(
        self, text: str, found: Sequence[Token], folded: Sequence[str], at: int, any_case: bool
    ) -> Hit | None:
        for length in range(min(self._longest.get(folded[at], 0), len(found) - at), 0, -1):
            listed = self._entries.get(tuple(folded[at : at + length]))
            if not listed or not _joined(text, found[at : at + length]):
                continue
            said = text[found[at].start : found[at + length - 1].end]
            for entry in listed:
                if any_case or not entry.cased or said == entry.name:
                    return Hit(entry, at, at + length)
        return None


@cache
def lexicon() -> Lexicon:
    """All the shipped files, and the alias groups of `content/data/aliases.txt`."""
    listed = [
        _entry(written, name in _WEAK_FILES)
        for name in FILES
        for written in entries_in(SKILLS / f"{name}.txt")
    ]
    listed += [Entry(wording, skill=False) for wording in entries("not_skills")]
    known = {entry.name.casefold() for entry in listed}
    aliases = files("content").joinpath("data", "aliases.txt").read_text(encoding="utf-8")
    for group in read_aliases(aliases):
        listed += [_entry(wording) for wording in group if wording.casefold() not in known]
    return Lexicon(listed)


def bases(folded: Sequence[str]) -> tuple[str, ...]:
    """Folded words without their plural endings."""
    return tuple(singular(word) for word in folded)


def _entry(written: str, weak: bool = False) -> Entry:
    name = written.lstrip("!~")
    cased = "!" in written[:2] or _acronym(name) or name in _ordinary()
    return Entry(name, cased=cased, weak=weak or "~" in written[:2])


@cache
def _ordinary() -> frozenset[str]:
    """Names that are ordinary words too: "react quickly" is no React."""
    return frozenset(entry.split(" !")[0] for entry in entry_groups(DATA / "ordinary_words.txt")["context"])


def _acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) <= 4 and name not in _OFTEN_SMALL


def _joined(text: str, found: Sequence[Token]) -> bool:
    """Whether nothing but spaces, hyphens, slashes, ampersands and dots stands between the tokens."""
    return all(not text[a.end : b.start].strip(" -–/&.'’") for a, b in pairwise(found))
