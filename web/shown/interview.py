"""The interview sheet: each printed line with the words behind it, what was left out, and what to say of each gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from content.editing.parts import parts_of
from content.schema.resume import ResumeData
from tailoring.decisions import Change, Decided, Kind, Matched, Own, Standing
from tailoring.models import Decision


@dataclass(frozen=True)
class Line:
    """A printed line; `behind` are the person's words where the line's own words are not theirs."""

    text: str
    behind: tuple[Own, ...] = ()
    said_here: bool = False  # the person wrote it while deciding


@dataclass(frozen=True)
class Gap:
    """A thing asked that the résumé does not show, and an honest sentence about it."""

    name: str
    sentence: str
    required: bool


@dataclass(frozen=True)
class Sheet:
    parts: list[tuple[str, list[Line]]] = field(default_factory=list)
    left_out: list[Own] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def sheet_of(
    resume: ResumeData,
    changes: Sequence[Change],
    decisions: Mapping[str, Decision],
    matched: Sequence[Matched],
) -> Sheet:
    """The sheet of a résumé as it was decided."""
    decided = {key: decision.decided for key, decision in decisions.items()}
    behind = _behind(changes, decided)
    parts = [
        (part.heading, [behind.get(text, Line(text)) for text in part.lines])
        for part in parts_of(resume)
        if part.lines
    ]
    left = [one for one in changes if one.kind is Kind.LEFT_OUT and not _said(one, decided)]
    gaps = [_gap(one) for one in matched if one.standing is not Standing.SHOWN]
    return Sheet(parts, [Own(text, one.place) for one in left for text in one.before], gaps)


def _behind(changes: Sequence[Change], decided: Mapping[str, Decided]) -> dict[str, Line]:
    lines = {}
    for change in changes:
        if change.kind in (Kind.REWORDED, Kind.LEFT_OUT):
            state = decided[change.key].state if change.key in decided else "proposed"
            for text in _said(change, decided):
                own = change.sources if state in ("proposed", "accepted") else ()
                lines[text] = Line(text, tuple(own), said_here=state == "edited")
    return lines


def _said(change: Change, decided: Mapping[str, Decided]) -> tuple[str, ...]:
    return decided[change.key].texts(change) if change.key in decided else change.after


def _gap(one: Matched) -> Gap:
    words, place = one.words[0] if one.words else ("", "")
    near = f"“{words}” ({place})" if words else place
    if one.standing is Standing.SUPPORTED:
        sentence = f"I have done this; it is not in this résumé{': ' + near if near else ''}."
    elif one.standing is Standing.PARTIAL:
        sentence = f"I have done part of this{': ' + near if near else ''}. The rest would be new to me."
    else:
        sentence = "I have not done this so far. How do you use it? Then I can say what of mine is nearest."
    return Gap(one.name, sentence, one.required)
