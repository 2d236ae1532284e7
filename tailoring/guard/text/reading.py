"""A text as the guard reads it: words, clauses and sentences, and what each clause of a source amounts to."""

from __future__ import annotations

from functools import lru_cache

import regex

from tailoring.guard.text import lexicon
from tailoring.guard.text.attribution import judge
from tailoring.guard.text.model import Clause, Reading
from tailoring.guard.text.others import OPENERS

# A number with what is written onto it, or a word with what technologies put into their names (C++, .NET, m²).
_WORD = regex.compile(
    r"[€£$¥₹]?(?:\d+(?:[.,]\d+)*[½¼¾⅓⅔]?|[½¼¾⅓⅔])(?:[ \u00a0\u202f]?%|\p{L}+\+?|\+)?"
    r"|\.?\p{L}[\p{L}\p{N}\p{M}]*(?:[.'’][\p{L}\p{N}]+)*[+#]*"
)


_SENTENCE = regex.compile(r"[.!?;]\s|[.!?;]$|\n")
_CLAUSE = regex.compile(r"[,:()—–…\[\]]|\s-\s")
_HALF = regex.compile(r" a (?:half|quarter)\b")  # "one and a half thousand"


# "Sept" is September; "mar" and "sep" without a capital are no months.
_MONTHS = {month[:size].title(): month for month in lexicon.listed("text", "months") for size in (3, 4)}
_CLOSERS = lexicon.words("text", "closers")
_SHORTENED = lexicon.words("text", "shortened")


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """Read `text`. The same text is read once: a résumé's sources come back with each of its bullets."""
    reading = Reading(text)
    sentence, last_end = 0, 0
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        gap = text[last_end:start]
        fold = "".join(word.split()).casefold().replace("’", "'")  # "19 %" is one word
        fold = _MONTHS.get(word, fold)
        if not reading.words:
            _open(reading, 0, sentence)
        elif _SENTENCE.search(gap) and not (gap[0] == "." and reading.folds[-1] in _SHORTENED):
            sentence += 1
            _open(reading, len(reading.words), sentence)
        elif (_CLAUSE.search(gap) and not _is_range(reading, word, gap)) or (
            fold in OPENERS and reading.folds[-1] not in _CLOSERS and not _HALF.match(text, end)
        ):
            _open(reading, len(reading.words), sentence)
        reading.words.append(word)
        reading.folds.append(fold)
        several = len(word) > 2 and word[-1] == "s" and word[:-1].isupper()  # "PBMCs"
        reading.keys.append(lexicon.key(fold[:-1] if several else fold))
        reading.spans.append((start, end))
        reading.clause_of.append(len(reading.clauses) - 1)
        reading.hyphened.append(gap == "-")
        reading.spots.setdefault(fold, []).append(len(reading.folds) - 1)
        reading.names.append(reading._looks_named(len(reading.words) - 1))
        last_end = end
    if reading.clauses:
        reading.clauses[-1].last = len(reading.words) - 1
    judge(reading)
    return reading


def _is_range(reading: Reading, word: str, gap: str) -> bool:
    """Whether a dash joins two figures: "2–8 degrees"."""
    return gap in ("–", "—") and word[0].isdigit() and reading.words[-1][-1].isdigit()


def _open(reading: Reading, first: int, sentence: int) -> None:
    if reading.clauses:
        reading.clauses[-1].last = first - 1
    reading.clauses.append(Clause(first, first, sentence))
