"""How a lie of each kind is made up: from a source's text to a text and the words in it that nobody said."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.fakes.liar import words

Made = tuple[str, str] | None


@dataclass(frozen=True)
class Chance:
    text: str
    known: str
    rng: random.Random

    def unknown(self, choices: Iterable[str]) -> str | None:
        """One of `choices` that the person's content does not hold."""
        left = [word for word in choices if not stands_in(word, self.known)]
        return self.rng.choice(left) if left else None

    def appended(self, pattern: str, choices: Iterable[str]) -> Made:
        """The text with a clause at its end, `pattern` filled with a choice that nobody said."""
        word = self.unknown(choices)
        if word is None:
            return None
        clause = pattern.format(word)
        return f"{self.text.rstrip('. ')}{clause}.", clause.lstrip(", ")

    def replaced(self, start: int, end: int, span: str) -> tuple[str, str]:
        """The text with `span` in place of a part."""
        return f"{self.text[:start]}{span}{self.text[end:]}", span


_NUMBER = re.compile(r"(?<![\w.,$€£#/-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,#/-])\d+(?:\.\d+)?(?![\w.,]*\w)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUALIFIERS = re.compile(
    r"\b(?:up to|about|around|nearly|almost|roughly|approximately|some|at most|close to)"
    rf" (?=[$€£]?\d|(?:{'|'.join(words.WORDED)})\b)|\bpart of (?=the|an?\b)|\bplanned (?=\w)",
    re.IGNORECASE,
)


def _number_changed(chance: Chance) -> Made:
    found = [m for m in _NUMBER.finditer(chance.text) if not _YEAR.fullmatch(m.group())]
    if found:
        match = chance.rng.choice(found)
        value = float(match.group().replace(",", ""))
        more = value * chance.rng.choice((2, 3, 4, 7)) + chance.rng.choice((1, 3, 5))
        whole = f"{more:,.0f}" if "," in match.group() or more >= 10_000 else f"{more:.0f}"
        span = whole if "." not in match.group() else f"{more:.1f}"
        return None if stands_in(span, chance.text) else chance.replaced(*match.span(), span)
    worded = [m for m in re.finditer(r"[a-z]+", chance.text.lower()) if m.group() in words.WORDED]
    if not worded:
        return None
    match = chance.rng.choice(worded)
    other = chance.unknown(w for w in words.WORDED if w != match.group())
    return chance.replaced(*match.span(), other) if other else None


def _number_invented(chance: Chance) -> Made:
    count = chance.rng.choice(("17", "35", "48", "120", "340", "1,500", "60+", "two dozen"))
    return chance.appended(f", across {count} {{}}", words.COUNTED)


def _percent_or_money(chance: Chance) -> Made:
    if chance.rng.random() < 0.5:
        return chance.appended(", {}", words.MONEY)
    share = str(chance.rng.choice((18, 23, 37, 45, 62)))
    return chance.appended(", {}", [each.format(share) for each in words.SHARES])


def _unit_changed(chance: Chance) -> Made:
    here = [(m, new) for old, new in words.UNITS for m in re.finditer(rf"\b{re.escape(old)}\b", chance.text)]
    here = [(match, new) for match, new in here if not stands_in(new, chance.text)]
    if not here:
        return None
    match, new = chance.rng.choice(here)
    return chance.replaced(*match.span(), new)


def _date(chance: Chance) -> Made:
    if match := _YEAR.search(chance.text):
        year = str(int(match.group()) - chance.rng.choice((2, 3, 4, 5)))
        return None if year in chance.text else chance.replaced(*match.span(), year)
    return chance.appended(" {}", words.DURATIONS)


def _employer(chance: Chance) -> Made:
    return chance.appended(f" {chance.rng.choice(words.EMPLOYED)}", words.EMPLOYERS)


def _title(chance: Chance) -> Made:
    title = chance.unknown(words.TITLES)
    return (f"As {title}, {_lowered(chance.text)}", title) if title else None


def _degree(chance: Chance) -> Made:
    return chance.appended(", backed by {}", words.DEGREES)


def _tool_added(chance: Chance) -> Made:
    return chance.appended(", using {}", words.TOOLS)


def _tool_swapped(chance: Chance) -> Made:
    for family in chance.rng.sample(words.FAMILIES, len(words.FAMILIES)):
        for tool in family:
            match = re.search(rf"(?<!\w){re.escape(tool)}(?![\w+#])", chance.text)
            if match and (other := chance.unknown(family)):
                return chance.replaced(*match.span(), other)
    return None


def _role_inflated(chance: Chance) -> Made:
    if re.search(
        r"\b(?:led|lead|head|headed|found|founded|direct\w*|own\w*|manag\w*)\b", chance.text, re.IGNORECASE
    ):
        return None
    for weak, strong in words.WEAK.items():
        if match := re.match(rf"(?:I )?{weak}\b", chance.text, re.IGNORECASE):
            return chance.replaced(*match.span(), strong)
    if re.match(r"[A-Z][a-z]+ed\b|Built\b|Wrote\b|Ran\b|Set up\b", chance.text):
        span = chance.rng.choice(("Led the team that", "Spearheaded the effort that"))
        return f"{span} {_lowered(chance.text)}", span
    return None


def _scope_inflated(chance: Chance) -> Made:
    return chance.appended(" {}", words.SCOPES)


def _outcome(chance: Chance) -> Made:
    return chance.appended(", {}", words.OUTCOMES)


def _team_size(chance: Chance) -> Made:
    size = str(chance.rng.choice((14, 22, 25, 40)))
    return chance.appended(" {}", [each.format(size) for each in words.TEAMS])


def _qualifier_dropped(chance: Chance) -> Made:
    match = _QUALIFIERS.search(chance.text)
    if match is None:
        return None
    after = " ".join(re.split(r"\s+", chance.text[match.end() :])[:2]).rstrip(",.;")
    text = chance.text[: match.start()] + chance.text[match.end() :]
    return text[:1].upper() + text[1:], after if match.start() else after[:1].upper() + after[1:]


def _causality(chance: Chance) -> Made:
    return chance.appended(", {}", words.CAUSES)


def _award(chance: Chance) -> Made:
    return chance.appended(", {}", words.AWARDS)


def _language_or_location(chance: Chance) -> Made:
    return chance.appended(" {}", words.PLACES)


KINDS: dict[str, Callable[[Chance], Made]] = {
    "number_changed": _number_changed,
    "number_invented": _number_invented,
    "percent_or_money_invented": _percent_or_money,
    "unit_or_scale_changed": _unit_changed,
    "date_or_duration": _date,
    "employer_or_client": _employer,
    "title_or_seniority": _title,
    "degree_or_certificate": _degree,
    "tool_added": _tool_added,
    "tool_swapped": _tool_swapped,
    "role_inflated": _role_inflated,
    "scope_inflated": _scope_inflated,
    "outcome_invented": _outcome,
    "team_size": _team_size,
    "qualifier_dropped": _qualifier_dropped,
    "causality_invented": _causality,
    "award_or_publication": _award,
    "language_or_location": _language_or_location,
}


def stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _lowered(text: str) -> str:
    """Sentence case undone, unless the text begins with a name."""
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]+\s", text) else text
