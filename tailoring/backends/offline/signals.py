"""What the ad gives away about the field and about how people work there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from content.vocabulary import tokens
from tailoring.backends.offline.data import table
from tailoring.backends.offline.lexicon import Entry, Lexicon
from tailoring.backends.offline.sections import Section, Sentence


def domain(title: str, read: Sequence[Sentence]) -> str:
    """The field of the job: by its words, the title's counting most, or as the ad's "Industry" line says."""
    points: Counter[str] = Counter()
    body = "\n".join(sentence.text for sentence in read if sentence.section is not Section.APPLY)
    for text, weight in ((title, _TITLE_WEIGHT), (body, 1)):
        for wording in {hit.entry.name for hit in _fields().find(text, tokens(text))}:
            points.update(dict.fromkeys(_labels()[wording], weight))
    best, score = max(points.items(), key=lambda pair: pair[1], default=("", 0))
    industry = next((s.text.lower() for s in read if s.section is Section.INDUSTRY), "")
    if score < 2 and 0 < len(industry.split()) <= 3:
        return industry
    return best if score else ""


def culture(posting: str, limit: int = 8) -> str:
    """Short signals found in the text, comma-separated, in the order they first appear."""
    found = [(pattern.search(posting), label) for label, pattern in _signals()]
    firsts = sorted((match.start(), label) for match, label in found if match)
    return ", ".join(label for _, label in firsts[:limit])


_TITLE_WEIGHT = 3


@cache
def _labels() -> dict[str, list[str]]:
    """The fields that each telling word of `data/domains.txt` speaks for."""
    labels: dict[str, list[str]] = {}
    for label, wordings in table("domains").items():
        for wording in wordings:
            labels.setdefault(wording, []).append(label)
    return labels


@cache
def _fields() -> Lexicon:
    return Lexicon([Entry(wording) for wording in _labels()])


@cache
def _signals() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((label, _any_of(wordings)) for label, wordings in table("culture").items())


def _any_of(wordings: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, wordings), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})s?(?!\w)", re.I)
