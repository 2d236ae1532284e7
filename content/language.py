"""Which language a text is in, by its small words. Pure."""

from __future__ import annotations

from collections import Counter

from content.vocabulary import words
from content.wordlists import DATA, entry_groups

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch",
    "pt": "Portuguese",
}  # fmt: skip
_FEWEST, _CLEARLY = 3, 1.5


def language_of(text: str) -> str:
    """The code of the language of `text` ("en", "de" …), or "" where too little tells."""
    said = Counter(words(text[:20_000]))
    points = {
        code: sum(said[word] for word in listed)
        for code, listed in entry_groups(DATA / "function_words.txt").items()
    }
    (best, most), (_, next_best) = Counter(points).most_common(2)
    return best if most >= _FEWEST and most > _CLEARLY * next_best else ""
