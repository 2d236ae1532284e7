"""Times of day, in minutes after midnight."""

from __future__ import annotations

import regex

from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Reading

_HOURS = {word: n for n, word in enumerate(lexicon.listed("numbers", "hours"), 1)}
_MINUTES = {"fifteen": 15, "thirty": 30}
_PAST = {"half": 30, "quarter": 15}
_AT = lexicon.words("numbers", "at")


# A time of day has minutes after a colon, or says which half of the day it is in.
_TIME = regex.compile(
    r"(\d{1,2})(?:(?::(\d\d))(?:\s?([ap]\.?m)\b)?|(?:\.(\d\d))?\s?([ap]\.?m)\b)", regex.IGNORECASE
)


Time = tuple[float, int, str]  # minutes, the last word, the form (hour12: which half of the day is not said)


def time_of_day(reading: Reading, at: int) -> Time | None:
    """ "14:30", "2.30 pm", "6 pm"."""
    match = _TIME.match(reading.text, reading.spans[at][0])
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or match[4] or 0)
    half = (match[3] or match[5] or "").replace(".", "").lower()
    if hour > 24 or minute > 59:
        return None
    to = at
    while to + 1 < len(reading) and reading.spans[to + 1][0] < match.end():
        to += 1
    return 60.0 * (hour % 12 + 12 * (half == "pm") if half else hour) + minute, to, "number"


def time_in_words(folds: list[str], at: int) -> Time | None:
    """ "Half past six", "a quarter to nine", "to nine thirty"."""
    words = (*folds[at : at + 3], "", "")
    if words[0] in _PAST and words[1] in ("past", "to"):
        hour, minutes, to = words[2], _PAST[words[0]] * (1 if words[1] == "past" else -1), at + 2
    elif words[0] in _HOURS and words[1] in _MINUTES and at and folds[at - 1] in _AT:
        hour, minutes, to = words[0], _MINUTES[words[1]], at + 1
    else:
        return None
    hours = _HOURS.get(hour, int(hour) if hour.isdigit() else 0)
    if not 1 <= hours <= 12:
        return None
    near = folds[at : at + 6]
    late = "evening" in near or "afternoon" in near
    form = "number" if late or "morning" in near else "hour12"
    return float(60 * (hours % 12 + 12 * late) + minutes), to, form
