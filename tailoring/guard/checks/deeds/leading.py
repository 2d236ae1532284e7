"""Verbs of leading that claim no leadership: to lead a tour is to give it, to direct people on is to refer them."""

from __future__ import annotations

from tailoring.guard.case import Case
from tailoring.guard.text import lexicon

_SESSIONS = lexicon.keys_in("deeds", "sessions")
_GIVING = lexicon.keys_in("deeds", "giving")
_SENDING = frozenset(map(lexicon.key, "refer send point signpost".split()))
_POINTING = frozenset("directed direct directing guided steered".split())


def of_a_session(case: Case, at: int) -> bool:
    """Whether what is led is a session that a source has the writer give: "led tours" for "gave tours"."""
    things = [i for i in range(at + 1, min(at + 5, len(case.text))) if case.text.keys[i] in _SESSIONS]
    return any(
        not case.hindered((s, j)) and not _GIVING.isdisjoint(case.sources[s].keys[max(0, j - 4) : j])
        for i in things
        for s, j in case.exact(i)
    )


def sends_on(case: Case, at: int) -> bool:
    """Whether a source sends people on where the text directs them."""
    if case.text.folds[at] not in _POINTING:
        return False
    onward = "to" in case.text.folds[at + 1 : at + 8]
    told = any(
        "where" in source.folds[j + 1 : j + 6]
        for source in case.sources
        for j in source.spots.get("told", ())
    )
    return onward and (told or any(case.sources[s].keys[j] in _SENDING for s, j in case.near(at)))
