"""The skills that a job ad names: which, how strongly it asks, and which may stand for one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from content.vocabulary import tokens, vocabulary
from tailoring.backends.offline import other_languages, phrases
from tailoring.backends.offline.data import words_of
from tailoring.backends.offline.lexicon import Entry, Hit, lexicon
from tailoring.backends.offline.phrases import Span, Words
from tailoring.backends.offline.sections import Section, Sentence
from tailoring.backends.offline.strength import claims, denied, or_equivalent, preferred_at


class Weight(IntEnum):
    """How a mention asks, the weightiest first: by what it says wins over by where it stands."""

    REQUIRED = 0
    PREFERRED = 1
    IMPLIED = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill where it stands: in sentence number `sentence`, characters `start` to `end`."""

    name: str
    weight: Weight
    sentence: int
    start: int
    end: int


def mentions(read: Sequence[Sentence]) -> list[Mention]:
    """Every mention of a skill in `read`, in order."""
    return [
        mention
        for number, sentence in enumerate(read)
        for mention in _without_initials(sentence.text, [*_in_sentence(number, sentence)])
    ]


def ranked(found: Iterable[Mention]) -> tuple[list[str], list[str]]:
    """(required, preferred) skills of the mentions, each thing once, what is asked outright first."""
    key = vocabulary().key
    best: dict[str, Mention] = {}
    for mention in found:
        known = best.get(key(mention.name))
        if known is None or mention.weight < known.weight:
            best[key(mention.name)] = mention
    order = sorted(best.values(), key=lambda m: (m.weight, m.sentence, m.start))
    preferred = [m.name for m in order if m.weight is Weight.PREFERRED]
    return [m.name for m in order if m.weight is not Weight.PREFERRED], preferred


def groups(read: Sequence[Sentence], found: Sequence[Mention]) -> list[list[str]]:
    """Skills of which any one will do: named side by side with "or" or a slash, or after "one of"."""
    sets: list[list[Mention]] = []
    for number, sentence in enumerate(read):
        here = [m for m in found if m.sentence == number]
        for run in _runs(sentence.text, here):
            gaps = [sentence.text[a.end : b.start] for a, b in pairwise(run)]
            if any(map(_OR.search, gaps)) or _ONE_OF.search(sentence.text[: run[0].start]):
                sets.append(run)
            elif sentence.section is not Section.TITLE:
                sets += [[*pair] for pair, gap in zip(pairwise(run), gaps, strict=True) if gap.strip() == "/"]
    named = [list(dict.fromkeys(m.name for m in run)) for run in sets]
    return [names for names in named if len(names) > 1 and _TOGETHER.isdisjoint(names)]


# Named with a slash, and asked for all the same: HTML/CSS.
_TOGETHER = frozenset(("HTML", "HTML5", "CSS", "CSS3"))
_OR = re.compile(r"\bor\b", re.I)
_ONE_OF = re.compile(r"\b(?:one|any)(?: or more)? of(?: the)?(?: following)?\b[^.;]{0,40}$", re.I)
_BETWEEN = re.compile(r"\s*(?:,|/|,?\s*(?:and/)?\bor\b)?\s*(?:an? |the )?", re.I)


def _runs(text: str, here: Sequence[Mention]) -> Iterator[list[Mention]]:
    run: list[Mention] = []
    for mention in here:
        if run and not _BETWEEN.fullmatch(text[run[-1].end : mention.start]):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _without_initials(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, without short forms that only repeat the one before: "Key Stage Three (KST)"."""
    before: Mention | None = None
    for mention in found:
        bracketed = before is not None and text[before.end : mention.start].strip() == "("
        # "syringe drivers (T34)": the code of a model or a form.
        if _CODE.fullmatch(mention.name) and text[: mention.start].rstrip().endswith("("):
            continue
        short = (
            before is not None
            and bracketed
            and mention.name.upper() == "".join(word[0] for word in re.findall(r"\w+", before.name)).upper()
        )
        if not short:
            yield mention
        before = mention


_CODE = re.compile(r"[A-Z]{1,2}\d{2,4}")


def _in_another_language(number: int, sentence: Sentence) -> Iterator[Mention]:
    """The demands of a sentence that is not English; outside them the names that are known."""
    text, code = sentence.text, sentence.language
    demands = list(other_languages.demands(text, code)) if sentence.section.asks else []
    found = [
        (start, end, other_languages.in_base_form(text[start:end], code, text[:start]))
        for start, end in demands
    ]
    if not sentence.section.asks and sentence.section is Section.DUTIES:
        read = tokens(text)
        hits = (hit for hit in lexicon().find(text, read) if hit.entry.skill and hit.entry.proper)
        spans = ((read[hit.first].start, read[hit.last - 1].end) for hit in hits)
        found += [(start, end, text[start:end]) for start, end in spans if end - start > 1]
    for start, end, name in found:
        if other_languages.denied(text, start, code):
            continue
        preferred = other_languages.only_preferred(text, start, code)
        yield Mention(name, _weight(sentence.section, True if preferred else None), number, start, end)


def _in_sentence(number: int, sentence: Sentence) -> Iterator[Mention]:
    if sentence.section.silent:
        return
    if sentence.language:
        yield from _in_another_language(number, sentence)
        return
    words = phrases.ready(sentence.text, tokens(sentence.text), sentence.shouting)
    asked = claims(sentence.text)
    instead = or_equivalent(sentence.text)
    for span, name in sorted(_named(words, sentence.section), key=lambda pair: pair[0].first):
        start, end = words.tokens[span.first].start, words.tokens[span.last - 1].end
        if denied(sentence.text, start):
            continue
        weight = _weight(sentence.section, preferred_at(start, asked))
        # A degree "or equivalent experience" is no hard requirement, nor is its field.
        if instead and instead[0] <= start < instead[1]:
            weight = Weight.PREFERRED
        yield Mention(name, weight, number, start, end)


def _weight(section: Section, preferred: bool | None) -> Weight:
    if preferred is None:
        if section is Section.PREFERRED:
            return Weight.PREFERRED
        return Weight.REQUIRED if section is Section.REQUIRED else Weight.IMPLIED
    return Weight.PREFERRED if preferred else Weight.REQUIRED


def _named(words: Words, section: Section) -> Iterator[tuple[Span, str]]:
    """The skills of one sentence: known names first, then shapes where no name stands."""
    listed = section in (Section.TAGS, Section.INDUSTRY)
    hits = lexicon().find(words.text, words.tokens, any_case=listed or words.shouting)
    kept = [hit for hit in hits if listed or _counts(words, hit, section)]
    # What stands in a proper name, or in a wording that is no skill, is not looked at again.
    taken = {at for h in hits if h.entry.proper or not h.entry.skill for at in range(h.first, h.last)}
    for hit in kept:
        if hit.entry.proper:
            yield Span(hit.first, hit.last), _tidy(words, Span(hit.first, hit.last), hit.entry)
    named = bool(kept)
    plain = [Span(hit.first, hit.last) for hit in kept if not hit.entry.proper]
    shaped = [span for span in _shapes(words, section) if not any(_cuts(span, known) for known in plain)]
    for span in _widest([*plain, *shaped]):
        if taken.isdisjoint(range(span.first, span.last)) and _worthy(words, span):
            taken.update(range(span.first, span.last))
            named = True
            yield span, _tidy(words, span, lexicon().get(words.folded[span.first : span.last]))
    if not named and section.asks and (whole := phrases.whole(words)) and _worthy(words, whole):
        yield whole, _tidy(words, whole, None)


def _counts(words: Words, hit: Hit, section: Section) -> bool:
    if not hit.entry.skill:
        return False
    if len(hit.entry.name) == 1 and not (section.asks or section is Section.TITLE):
        return False  # C and R are too short to be believed just anywhere.
    return not hit.entry.weak or (section.asks and phrases.alone(words, Span(hit.first, hit.last)))


def _shapes(words: Words, section: Section) -> list[Span]:
    if section in (Section.TAGS, Section.INDUSTRY):
        return [Span(at, at + 1) for at in range(len(words.tokens))]
    found = [] if section in (Section.TITLE, Section.INTRO) else [*phrases.headed(words, section.asks)]
    if section.asks:
        for shape in (phrases.names, phrases.degrees, phrases.after_cues, phrases.listing):
            found += shape(words)
    return found


def _widest(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans: the longer first, so that the shorter gives way."""
    return sorted(set(spans), key=lambda span: (span.first - span.last, span.first))


def _cuts(span: Span, known: Span) -> bool:
    """Whether `span` holds a part of `known` and not the whole."""
    meets = span.first < known.last and known.first < span.last
    return meets and not (span.first <= known.first and known.last <= span.last)


def _worthy(words: Words, span: Span) -> bool:
    folded = words.folded[span.first : span.last]
    dull = words_of("filler") | words_of("praise") | words_of("stops") | words_of("verbs")
    known = lexicon().get(folded)
    if known:
        return known.skill
    return not all(word in dull or word.isdigit() or len(word) < 2 for word in folded)


def _tidy(words: Words, span: Span, entry: Entry | None) -> str:
    """The ad's own wording; a well-known name in its usual capitals."""
    said = words.said(span.first, span.last).lstrip("'’ ").rstrip(".'’ ")
    if entry and entry.proper and entry.name.casefold() == said.casefold():
        return entry.name
    if entry and entry.proper and len(entry.name.split()) == len(said.split()) == 1 and not said.isupper():
        return entry.name if said.islower() and not said.endswith("s") else said
    return said.lower() if words.shouting else said
