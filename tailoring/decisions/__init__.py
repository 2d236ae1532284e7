"""What a tailored résumé changes, and the résumé that a person's decisions on the changes make. Pure."""

from __future__ import annotations

from tailoring.decisions.applying import applied
from tailoring.decisions.changes import Change, Decided, Kind, Own, changes_of, riskiest_first
from tailoring.decisions.checking import doubts
from tailoring.decisions.locking import locked_in, locks_for, section_key
from tailoring.decisions.standing import Matched, Standing, matched

__all__ = [
    "Change",
    "Decided",
    "Kind",
    "Matched",
    "Own",
    "Standing",
    "applied",
    "changes_of",
    "doubts",
    "locked_in",
    "locks_for",
    "matched",
    "riskiest_first",
    "section_key",
]
