"""How senior a job is: by its title, by the level that the ad states, by the years that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from tailoring.backends.offline import other_languages
from tailoring.backends.offline.data import patterns
from tailoring.backends.offline.sections import Section, Sentence
from tailoring.backends.offline.strength import claims, preferred_at
from tailoring.records import Seniority


def seniority(title: str, text: str, read: Sequence[Sentence]) -> Seniority:
    """The level of the job called `title` in the ad `text` with sentences `read`; `mid` where nothing tells."""
    for said in (title, *(match.group(1) for match in _LEVEL_LINE.finditer(text))):
        for level, pattern in patterns("seniority").items():
            if pattern.search(said):
                return cast(Seniority, level)
    return _by_years(read)


_LEVEL_LINE = re.compile(
    r"^[^\w\n]{0,5}(?:experience level|seniority(?: level)?|career level|job level|level|experience)\s?[:\n]"
    r"\s?\"?([^\n]{2,60})$",
    re.I | re.M,
)
_YEARS = re.compile(
    r"(?<![\d.])(\d{1,2}) ?(?:\+|plus |or more )? ?(?:(?:-|–|—|to) ?\d{1,2} ?\+? ?)?(?:years?|yrs?)\b"
    r"(?! (?:old|of age|period|ago|contract|history|anniversary))",
    re.I,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_SPELT = re.compile(rf"\b({'|'.join(_NUMBERS)})\b(?=\+? (?:or more |to \w+ )?years?\b)", re.I)
_BEGINNER = re.compile(
    r"\bno (?:previous |prior )?experience (?:is )?(?:needed|required|necessary)|\b(?:recent(?:ly)?|fresh) graduate|"
    r"\bnewly (?:graduated|educated)|\bfull training (?:is |will be )?(?:given|provided)|\bentry[- ]level",
    re.I,
)


def _by_years(read: Sequence[Sentence]) -> Seniority:
    text = "\n".join(s.text for s in read)
    asked = [years for sentence in read for years in _years_in(sentence)]
    if asked and max(asked) >= 5:
        return "senior"
    if (asked and max(asked) < 1) or (not asked and _BEGINNER.search(text)):
        return "junior"
    return "mid"


def _years_in(sentence: Sentence) -> Iterator[int]:
    """The years that a sentence asks of the person; not those it only prefers, nor those of the company."""
    if sentence.section is Section.PREFERRED or sentence.section.silent:
        return
    if sentence.language:
        yield from (n for n in _foreign_years(sentence) if n <= 25)
        return
    text = _SPELT.sub(lambda match: str(_NUMBERS[match.group(1).lower()]), sentence.text)
    asked = claims(text)
    for match in _YEARS.finditer(text):
        company = _OF_COMPANY.search(text[max(0, match.start() - 80) : match.start()])
        if not company and not preferred_at(match.start(), asked) and _of_experience(text, match):
            yield int(match.group(1))


def _foreign_years(sentence: Sentence) -> list[int]:
    if not sentence.section.asks or other_languages.only_preferred(sentence.text, 0, sentence.language):
        return []
    return other_languages.years_in(sentence.text, sentence.language)


_OF_COMPANY = re.compile(
    r"\b(?:we(?:'ve)?|our|us|the company|the firm|founded|combined|(?:team|business|group) (?:has|with|of)|family)\b"
    r"(?![^.]{0,60}\b(?:you|require|need|looking|seek|expect|want|ask)\b)",
    re.I,
)


def _of_experience(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 60) : match.end() + 70].lower()
    return int(match.group(1)) <= 25 and any(
        word in around for word in ("experience", "background", "working")
    )
