"""A summary for one job that code composes: whole facts in the plan's order, in the person's own words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from content.language import language_of
from tailoring.records import Brief, Citable, Text

_MOST_OWN = 2
_FEWEST_WORDS = 6  # a shorter sentence says little
_FIRST_PERSON = regex.compile(r"\b(?:I|I'm|I’m|I've|I’ve|me|my|we|our|us)\b", regex.I)
# What a person hopes for is no fact about them.
_WISH = regex.compile(
    r"\b(?:looking (?:for|to)|seeking|eager|keen to|hop(?:e|ing) to|aspir|want to|wish)", regex.I
)
_YEARS = regex.compile(r"\byears?\b", regex.I)
_SO = ", so "  # before the rounded figure of a computed fact


def summary_of(brief: Brief, told: Sequence[str] | None = None) -> Text:
    """Who the person is, their own sentences nearest the job, and the hard requirements that they meet.

    Their sentences in the first person are left out; so are bullets, which stand below. `told`: sentences that are
    proven already, to stand instead of the person's own.
    """
    own = _own(brief) if told is None else []
    sentences = [sentence(item.text) for item in own] if told is None else list(told)
    ids = [item.id for item in own]
    if _is_english(brief):
        opening, about = _opening(brief, sentences)
        holding, held = _holding(brief, [opening, *sentences])
        sentences = [text for text in (opening, *sentences, holding) if text]
        ids = [*about, *ids, *held]
    return Text(text=" ".join(sentences), evidence=list(dict.fromkeys(ids)))


def sentence(text: str) -> str:
    """`text` with a full stop."""
    return text if text.endswith((".", "!", "?", "。")) else f"{text}."


def _own(brief: Brief) -> list[Citable]:
    said = [
        item
        for item in brief.evidence.items
        if item.chunk_type == "role_summary"
        and not item.role
        and not _FIRST_PERSON.search(item.text)
        and not _WISH.search(item.text)
        and len(item.text.split()) >= _FEWEST_WORDS
    ]
    nearest = sorted((item for item in said if item.score > 0), key=lambda item: -item.score)[:_MOST_OWN]
    return sorted(nearest or said[:1], key=said.index)


def _opening(brief: Brief, sentences: Sequence[str]) -> tuple[str, list[str]]:
    """Title and years, where the person's own sentences do not say them."""
    parts = {part.about: part for part in reversed(brief.plan.who)}
    title, years = parts.get("title"), parts.get("years")
    said = " ".join(sentences).casefold()
    if title is None or not title.words or title.words.split(",")[0].casefold() in said:
        return "", []
    if years is None or _YEARS.search(said) or not _YEARS.search(years.words):
        return "" if sentences else sentence(title.words), []
    return f"{title.words} with {_rounded(years.words)} of experience.", years.ids


def _rounded(fact: str) -> str:
    """The years of a computed fact: "5 years 9 months as nurse, so more than 5 years" gives "more than 5 years"."""
    if _SO in fact:
        return fact.partition(_SO)[2]
    return regex.split(r" as | in | of work", fact)[0]


def _holding(brief: Brief, said: Sequence[str]) -> tuple[str, list[str]]:
    """The licences, degrees, certificates and languages that the job asks for and the person has."""
    told = " ".join(said).casefold()
    parts = [
        part
        for part in brief.plan.who
        if part.about not in ("title", "years") and part.words.casefold() not in told
    ]
    if not parts:
        return "", []
    return f"Holds {'; '.join(part.words for part in parts)}.", [id for part in parts for id in part.ids]


def _is_english(brief: Brief) -> bool:
    return language_of("\n".join(item.text for item in brief.evidence.items)) in ("", "en")
