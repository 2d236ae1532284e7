"""Characters, addresses and number forms that no source holds: what hides a text from whoever reads words.

A model that obeys an attacker writes circled letters, letters of another alphabet that look alike, or an address. The
rest of the guard reads words of letters and digits and would pass them by.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

# What any text may hold: Latin letters with their marks, digits, and the signs that people type.
_ALLOWED = regex.compile(r"[\p{Latin}\p{M}0-9\s!-/:-@\[-`{-~“”„‘’‚«»‹›–—‐‑−…·•€£$¥₹¢§°%‰™®©№×÷±≤≥≈→½¼¾⅓⅔²³]")
# Those of Latin that are another's form: full-width, mathematical, small capitals written as letters.
_SAME_UNDER_NFKC = frozenset("½¼¾⅓⅔²³…™№\u00a0\u2009\u202f\u2011")
_ADDRESS = regex.compile(
    r"(?:https?|ftp|mailto|tel|javascript|data):[^\s)\]>,]+"
    r"|(?<![\p{L}\p{N}])www\.[^\s)\]>,]+"
    r"|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}"
    r"|(?<![\p{L}\p{N}@.])@[\p{L}\p{N}_]{2,}"
    r"|(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}][\p{L}\p{N}-]*\.)+(?:com|org|net|info|biz|io|dev|app|ai|co|me|tv|xyz|online|site|"
    r"shop|link|page|cloud|tech|gov|edu|example|invalid|test|local|onion|uk|de|fr|es|it|nl|pl|se|ch|at|be|eu|us|ca|au|nz|"
    r"ie|in|jp|cn|ru|br|mx)(?![\p{L}\p{N}-])(?:/[^\s)\]>,]*)?",
    regex.I,
)


def foreign_parts(text: str, evidence: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(words, reason) for each part of `text` whose characters or address stand in none of `evidence`."""
    known = tuple(evidence)
    yield from _foreign_characters(text, known)
    yield from _foreign_addresses(text, known)


def _foreign_characters(text: str, evidence: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if text.isascii():
        return
    held = frozenset().union(*map(_characters, evidence)) if evidence else frozenset()
    for match in regex.finditer(r"\S+", text):
        word = match.group()
        alien = [char for char in word if not char.isascii() and not _is_allowed(char) and char not in held]
        if alien:
            points = " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(alien[:3]))
            yield word, f"No source holds these characters ({points})."


def _foreign_addresses(text: str, evidence: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    said = "\n".join(evidence).casefold()
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?")
        if address.casefold() not in said:
            yield address, "No source holds this address."


@lru_cache(maxsize=4096)
def _is_allowed(char: str) -> bool:
    # Small capitals and raised letters are Latin, too, and look like words to people alone.
    if not _ALLOWED.fullmatch(char) or "\u1d00" <= char <= "\u1dbf" or "\u0250" <= char <= "\u02ff":
        return False
    return char in _SAME_UNDER_NFKC or unicodedata.normalize("NFKC", char) == char


@lru_cache(maxsize=8192)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text)
