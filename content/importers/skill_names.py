"""The names of skills in what people write of them: lists, groups and sentences."""

from __future__ import annotations

import re
from functools import cache

from .words import listed

_AT_MARKS = re.compile(
    r"\s*[;|•·∙▪]\s*(?![^()]*\))|\s*,\s+(?![^()]*\))|,(?=\S)(?![^()]*\))(?<!\d,)|\s{3,}|\n+"
)
_CLAUSE = re.compile(r"\s*;\s*(?![^()]*\))|(?<=[\w)])\.\s+(?=[^\W\d_])|\n+")
_JOINED = re.compile(r"^(?:and|or|und|oder|et|ou|y|e|o|sowie|&)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|or|und|oder|et|ou|y|&)\s+(?![^()]*\))", re.IGNORECASE)
_MOST_WORDS = 6


def names_in(text: str) -> list[str]:
    """The skills that a text names. A sentence that does not begin as one about skills stays whole."""
    text = text.strip()
    if _lead_in().match(text):
        return list(dict.fromkeys(name for clause in _CLAUSE.split(text) for name in _clause(clause)))
    if _is_sentence(text) and len(re.findall(r"\s[|•·/]\s", text)) < 2:
        return [text]
    if text.count(" / ") > 1:  # as Europass does
        text = text.replace(" / ", " • ")
    return [skill for part in _AT_MARKS.split(text) if (skill := _bare(part))]


def skills_of(written: list[str]) -> list[str]:
    """Texts that should each be one skill, with those that are sentences about some taken apart."""
    return [
        name for one in written if one for name in (names_in(one) if says_more_than_a_name(one) else [one])
    ]


def says_more_than_a_name(text: str) -> bool:
    """Whether a text that should be one skill begins as a sentence about some."""
    return bool(_lead_in().match(text.strip()))


def _clause(clause: str) -> list[str]:
    led = bool(_lead_in().match(clause))
    while match := _lead_in().match(clause):
        clause = clause[match.end() :]
    if not led and len(clause.split()) > 3 * _MOST_WORDS and "," not in clause:
        return [clause.strip()]
    found: list[str] = []
    for part in _AT_MARKS.split(clause):
        part = _bare(part)
        while match := _lead_in().match(part):
            part = part[match.end() :]
        pieces = _AND.split(part)
        apart = len(pieces) > 1 and all(piece[:1].isupper() or piece[:1].isdigit() for piece in pieces)
        found += pieces if apart else [part]
    return [name for one in found if (name := _bare(one))]


def _bare(part: str) -> str:
    text = _JOINED.sub("", part.strip(" \t\n.,;–—"))
    return text if re.search(r"\w", text) else ""


@cache
def _lead_in() -> re.Pattern[str]:
    phrases = sorted(listed("lead_ins"), key=lambda phrase: (phrase.count("*"), -len(phrase)))
    forms = "|".join(re.escape(phrase).replace(r"\*", r"[\w-]+").replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(
        rf"(?:and\s+|with\s+|has\s+|have\s+|i\s+am\s+|mit\s+)?(?:{forms})\s+(?=\S)", re.IGNORECASE
    )


def _is_sentence(text: str) -> bool:
    words = text.split()
    return (
        len(words) > 5
        and (text.count(",") * 5 < len(words) or bool(re.search(r",\s+(?:and|und|et|y)\s", text)))
        and bool(re.search(r"\b(?:with|of|in|mit|und|de|and|to)\b", text))
    )
