"""A job ad as sentences, each with the section that it stands in.

Headings set the section of what follows. A sentence may speak for itself: "you have …" asks for something
wherever it stands, "equal opportunity" never does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.vocabulary import singular
from tailoring.backends.offline import other_languages
from tailoring.backends.offline.data import entries, patterns, words_of
from tailoring.backends.offline.layout import lines


class Section(StrEnum):
    """What a part of a job ad is about, and so what its words are worth."""

    TITLE = "title"
    INTRO = "intro"
    DUTIES = "duties"
    REQUIRED = "required"
    PREFERRED = "preferred"
    TAGS = "tags"
    INDUSTRY = "industry"
    COMPANY = "company"
    BENEFITS = "benefits"
    APPLY = "apply"

    @property
    def asks(self) -> bool:
        """Whether its sentences say what the person must or should have."""
        return self in (Section.REQUIRED, Section.PREFERRED)

    @property
    def silent(self) -> bool:
        """Whether nothing in it is asked of the person."""
        return self in (Section.COMPANY, Section.BENEFITS, Section.APPLY)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or bullet of an ad. `shouting`: it is in capitals, which then mean nothing."""

    text: str
    section: Section
    shouting: bool = False
    language: str = ""  # of the ad, when it is not read as English


def sentences(posting: str) -> list[Sentence]:
    """`posting` in order, headings left out."""
    found: list[Sentence] = []
    section, listed = Section.TITLE, 0
    read = list(lines(posting))
    plain = [line for line, bullet in read if not bullet][:_MOST_TELLING]
    code = other_languages.code_of(posting, plain, sum(_heading(line) is not None for line in plain))
    for at, (line, bullet) in enumerate(read):
        if code:
            heading = _foreign_bullet_heading(line, code) if bullet else _foreign_heading(line, code)
        else:
            heading = _bullet_heading(line) if bullet else _heading(line)
        if not heading and code and section.asks and _ends_list(read, at):
            heading = Section(other_languages.opens_other(line, code)), ""
        if heading:
            (section, line), listed = heading, 0
            if not line:
                continue
        elif _over(section, line, listed):
            section = Section.INTRO
        listed += 1
        found += [
            Sentence(text.strip(), _speaks(text, section, code, prose=not bullet), _shouting(text), code)
            for text in (_FOREIGN_SENTENCE if code else _SENTENCE).split(line)
            if any(c.isalpha() for c in text)
        ]
    return found


_MOST_TELLING = 200  # lines that tell an ad's language by its headings


def is_heading(line: str) -> bool:
    """Whether `line` opens a section of an ad in any language that is read."""
    return _heading(line) is not None or other_languages.headed(line)


_SENTENCE = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bincl\.)(?<!\bvs\.)(?<=[a-z0-9)%][.!?])\s+(?=[\"'“(]?[A-Z])|"
    r"(?<=[A-Z]{2}[.!?])\s+(?=[A-Z])|;\s*$"
)
# "bis 15. April": an ordinal ends no sentence.
_FOREIGN_SENTENCE = re.compile(
    r"(?<!\b\d\.)(?<!\b\d\d\.)(?<!\bCo\.)(?<!\bmind\.)(?<!\bz\.)(?<!\bB\.)(?<=[\wà-ÿ)%»][.!?])\s+(?=[\"'“(«¿¡]?[A-ZÀ-Ü])|;\s*$"
)
# "Experience" and its like head a section only beside words of their kind; "SOA experience" is a bullet.
_NOUN_HEADING = re.compile(r"skills|knowledge|experience|licen[cs]|certific|education|competenc")


def _ends_list(read: Sequence[tuple[str, bool]], at: int) -> bool:
    """Whether line `at` stands between two lists as a heading does, whatever it says."""
    line, bullet = read[at]
    between = 0 < at < len(read) - 1 and read[at - 1][1] and read[at + 1][1]
    return (
        between
        and not bullet
        and len(line.split()) <= _MOST_OF_HEADING
        and not line.endswith((".", ",", ";"))
    )


_MOST_OF_HEADING = 6


def _over(section: Section, line: str, listed: int) -> bool:
    """Whether `line` no longer belongs to a title or a list of tags, which `listed` lines have stood in."""
    if section is Section.TITLE:
        return listed > 0 or len(line.split()) > 14
    return section in (Section.TAGS, Section.INDUSTRY) and listed > 0 and len(line.split()) > 8


def _heading(line: str) -> tuple[Section, str] | None:
    """The section that `line` opens and what of the line is left after the heading."""
    head, colon, rest = line.partition(":")
    if colon and len(head.split()) <= 9 and not head.startswith("http"):
        found = _named(head)
        if found:
            return found, rest.strip()
    if len(line.split()) <= 7 and not line.endswith((".", ",", ";")):
        found = _named(line.rstrip(":?!- "), alone=True)
        if found:
            return found, ""
    return None


def _foreign_heading(line: str, code: str) -> tuple[Section, str] | None:
    """The section that a line of an ad in another language opens, and what is left of the line."""
    head, colon, rest = line.partition(":")
    if not colon and len((asked := line.partition("?"))[0].split()) <= 4:  # "Wen wir suchen? Jemanden, der …"
        head, colon, rest = asked
    if colon and (name := other_languages.heading(head, code)):
        return Section(name), rest.strip()
    short = len(line.split()) <= 6 and not line.endswith((".", ",", ";"))
    if short and not other_languages.narrowed(line):
        name = other_languages.heading(line, code)
        return (Section(name), "") if name else None
    return None


def _foreign_bullet_heading(line: str, code: str) -> tuple[Section, str] | None:
    """The section of a numbered heading ("2. Requisitos:"); a bullet opens one only where a colon follows."""
    head, colon, rest = line.partition(":")
    name = other_languages.heading(head, code) if colon and len(head.split()) <= 6 else ""
    if not name or other_languages.narrowed(head):
        return None
    section = Section(name)
    return (section, rest.strip()) if section.silent or not rest.strip() else None


def _bullet_heading(line: str) -> tuple[Section, str] | None:
    """The section that a line opens which only looks like a bullet: it is a heading's own words and no more."""
    head = line.strip(" *:").lower()
    whole = any(
        pattern.fullmatch(head.rstrip("s")) or pattern.fullmatch(head)
        for pattern in patterns("headings").values()
    )
    found = _named(head, alone=True) if whole and head not in _SINGLE else None
    return (found, "") if found else None


_SINGLE = frozenset(entries("single_headings"))


def _named(head: str, alone: bool = False) -> Section | None:
    head = head.strip(" *#_=-–:[]").lower()
    if not head:
        return None
    for label, pattern in patterns("headings").items():
        match = pattern.search(head)
        # A heading without a colon is all heading: little may stand beside its key word, and it asks for
        # nothing by name ("Experience in Java" is a bullet).
        if match and (not alone or _bare(head, match)):
            return Section(label.partition(",")[0])
    return None


_NARROWS = frozenset("in with of year years degree".split())


def _bare(head: str, match: re.Match[str]) -> bool:
    rest = (head[: match.start()] + " " + head[match.end() :]).split()
    if _NOUN_HEADING.match(head[match.start() :]) and not words_of("heading_words").issuperset(
        map(singular, rest)
    ):
        return False
    return match.start() <= 18 and len(rest) <= 4 and _NARROWS.isdisjoint(rest)


def _speaks(text: str, section: Section, code: str, *, prose: bool) -> Section:
    if code:
        if other_languages.silent(text, code):
            return Section.APPLY
        telling = section is Section.INTRO or (section is Section.DUTIES and prose)
        asked = telling and other_languages.asks(text, code)
        return Section.REQUIRED if asked else section
    if section in (Section.TAGS, Section.INDUSTRY, Section.TITLE):
        return section
    said = patterns("sentences")
    if said["apply"].search(text):
        return Section.APPLY
    if section in (Section.INTRO, Section.DUTIES):
        if said["required"].search(text):
            return Section.REQUIRED
        if said["company"].search(text):
            return Section.COMPANY
    return section


def _shouting(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    size = len(text.split())
    # Four capitals a word on average is a list of acronyms.
    return size > 2 and len(letters) > 4 * size and sum(map(str.isupper, letters)) > 0.8 * len(letters)
