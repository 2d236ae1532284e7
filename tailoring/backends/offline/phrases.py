"""Skills that no list names, found by the shape of the sentence around them.

Three shapes: what follows "experience with", "knowledge of" and their like; a noun with a known head
("wound care", "load testing"); and words that can only be names (acronyms, inner capitals, digits).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.vocabulary import Token
from tailoring.backends.offline.data import patterns, words_of
from tailoring.backends.offline.lexicon import bases, lexicon

LONGEST = 4


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence made ready: its tokens, their uninflected forms, and what stands before each."""

    text: str
    tokens: Sequence[Token]
    folded: Sequence[str]
    gaps: Sequence[str]
    shouting: bool

    def said(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last` (exclusive)."""

    first: int
    last: int


def ready(text: str, found: Sequence[Token], shouting: bool = False) -> Words:
    """Prepare a sentence, whose tokens are `found`."""
    ends = [0, *(token.end for token in found)]
    gaps = [text[end : token.start] for end, token in zip(ends, found, strict=False)]
    return Words(text, found, bases([token.word for token in found]), gaps, shouting)


def after_cues(words: Words) -> Iterator[Span]:
    """What is listed after a cue such as "experience with", up to where the list ends."""
    for match in patterns("cues")["skills"].finditer(words.text):
        first = next((i for i, t in enumerate(words.tokens) if t.start >= match.end()), len(words.tokens))
        yield from _listed(words, first)


def listing(words: Words) -> Iterator[Span]:
    """The parts of a sentence that is nothing but a list ("EJB, JMS / JTA"), as bullets often are."""
    stops = words_of("stops") | words_of("verbs")
    divided = any("," in gap or "/" in gap for gap in words.gaps) or not _JOINERS.isdisjoint(words.folded)
    if divided and len(words.tokens) <= 8 and stops.isdisjoint(words.folded):
        yield from _listed(words, 0)


def whole(words: Words) -> Span | None:
    """A bullet that is one short noun phrase and names nothing known: "Verification of expected death"."""
    barred = (words_of("stops") - _WITHIN) | (words_of("verbs") - words_of("praise"))
    last = next((at for at, gap in enumerate(words.gaps) if at and "(" in gap), len(words.tokens))
    if not 1 <= last <= _MOST_OF_WHOLE or any(_divides(gap) for gap in words.gaps[1:last]):
        return None
    if last == 1 and (words.text[:1].islower() or _QUALITY.search(words.folded[0])):
        return None
    soft = words_of("praise") | words_of("filler")
    folded = words.folded[:last]
    soft_start = folded[0] in soft and words.gaps[1:2] != ["-"]
    if not barred.isdisjoint(folded) or soft_start or folded[-1] in soft:
        return None
    return Span(0, last)


_MOST_OF_WHOLE = 5
# "Punctuality", "Kindness": what somebody is like.
_QUALITY = re.compile(r"(?:ty|ness|ism|ion|ence|ance|ship|ing|ed|ly|able|ible|ful|ive|ous|ude|cy|asm|ork)$")
_WITHIN = frozenset(("of", "for", "in"))


def headed(words: Words, asked: bool) -> Iterator[Span]:
    """Nouns with a head that makes them a skill, with the words that qualify it.

    Vague heads ("service", "platform") count only where the ad says what it asks for.
    """
    heads = words_of("heads") | words_of("vague_heads") if asked else words_of("heads")
    unfit = words_of("stops") | words_of("praise")
    for at, word in enumerate(words.folded):
        if word not in heads:
            continue
        first = at
        while first > 0 and at - first < 2 and _qualifies(words, first, unfit):
            first -= 1
        # "fast-paced finance" cut at its hyphen is no "paced finance".
        while first < at and words.gaps[first].endswith("-"):
            first += 1
        if first < at:
            yield Span(first, at + 1)


def names(words: Words) -> Iterator[Span]:
    """Single words that are written as names are: OAuth2, HACCP, camelCase."""
    if words.shouting:
        return
    dull = words_of("dull_capitals")
    for at, token in enumerate(words.tokens):
        said = words.text[token.start : token.end]
        if _NAME.fullmatch(said) and words.folded[at] not in dull:
            yield Span(at, at + 1)


def alone(words: Words, span: Span) -> bool:
    """Whether `span` only qualifies no other word: "testing", and not "testing kits"."""
    slight = words_of("stops") | words_of("praise") | words_of("filler") | words_of("verbs") | _JOINERS
    at = span.last
    return at == len(words.tokens) or words.gaps[at] != " " or words.folded[at] in slight


def degrees(words: Words) -> Iterator[Span]:
    """Degrees with the field that follows: "Bachelor's degree in nursing"."""
    for match in patterns("cues")["degrees"].finditer(words.text):
        at = [i for i, t in enumerate(words.tokens) if match.start() <= t.start and t.end <= match.end()]
        if not at:
            continue
        last = at[-1] + 1
        if words.text[match.end() :].lstrip().startswith(("in ", "within ", "of ")):
            last = _field(words, last + 1) or last
        yield Span(at[0], last)


_JOINERS = frozenset(
    ("and", "or", "&", "e.g", "etc", "i.e", "such", "as", "like", "including", "include", "plus")
)
_NAME = re.compile(
    r"[A-Z][A-Z0-9]{1,5}s?|[A-Za-z]+[a-z][A-Z][A-Za-z]*|[A-Z][A-Za-z]+\d+|[A-Z]\w*\.(?:js|io|NET)"
)


def _listed(words: Words, first: int) -> Iterator[Span]:
    """The parts of the list that begins at token `first`: divided by commas, slashes, "and", "or".

    A part that runs on without a divider is cut after four words, and its rest is dropped.
    """
    stops, verbs = words_of("stops"), words_of("verbs")
    start: int | None = None
    overlong = False
    for at in range(first, len(words.tokens)):
        word, gap = words.folded[at], words.gaps[at]
        divided = _divides(gap) or word in _JOINERS
        overlong = (overlong or (start is not None and at - start >= LONGEST)) and not divided
        if start is not None and (divided or overlong):
            yield from _trimmed(words, start, at)
            start = None
        if word in stops or (at == first and word in verbs) or (". " in gap and at > first):
            break
        if start is None and word not in _JOINERS and not overlong:
            start = at
    else:
        at = len(words.tokens)
    if start is not None:
        yield from _trimmed(words, start, at)


def _trimmed(words: Words, first: int, last: int) -> Iterator[Span]:
    heads, filler = words_of("heads") | words_of("vague_heads"), words_of("filler")
    while first < last and words.folded[first] in words_of("praise"):
        first += 1
    while last > first and words.folded[last - 1] in filler and words.folded[last - 1] not in heads:
        last -= 1
    # "single-cell" without "single" is no "cell".
    while first < last and words.gaps[first].endswith("-") and first > 0:
        first += 1
    if last > first and any(c.isalpha() for c in words.said(first, last)):
        yield Span(first, last)


def _field(words: Words, first: int) -> int | None:
    """Where the field of study that begins at token `first` ends: a known one, or up to three words."""
    known = lexicon().find(words.text, words.tokens[first : first + 4])
    if known and known[0].first == 0 and known[0].entry.skill:
        return first + known[0].last
    named = next(_listed(words, first), None)
    return min(named.last, first + 3) if named else None


def _divides(gap: str) -> bool:
    return any(c in gap for c in ',;:()/|•·*[]"“”') or " - " in gap or "–" in gap


def _qualifies(words: Words, first: int, unfit: frozenset[str]) -> bool:
    """Whether the token before `first` belongs to the noun at `first`."""
    before = words.folded[first - 1]
    return (
        words.gaps[first] in (" ", "-", " & ")
        and before not in unfit
        and before not in _JOINERS
        and before not in words_of("verbs")
        and not before.isdigit()
        and not before.endswith(("ly", "'s"))
    )
