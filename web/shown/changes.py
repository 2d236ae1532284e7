"""Changes as pages show them: before and after by word, the person's words, and what was decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from content.editing.diff import Segment, compared, compared_lists
from content.schema.entries import HEADLINE
from tailoring.decisions import Change, Kind, Own, riskiest_first
from tailoring.models import Decision
from tailoring.remarks import LANGUAGES

_SAYS = {
    "proposed": "Proposed",
    "accepted": "Accepted",
    "original": "Yours kept",
    "edited": "Edited by you",
}
_IN_SHORT: dict[str, tuple[str, str]] = {
    Kind.REWORDED: ("1 text in new words", "{} texts in new words"),
    "new line": ("1 new line", "{} new lines"),
    Kind.LEFT_OUT: ("1 line left out", "{} lines left out"),
    Kind.SKILLS: ("the skills chosen and ordered",) * 2,
    Kind.ORDER: ("1 list in another order", "{} lists in another order"),
}
_DOES = {
    Kind.REWORDED: "New wording",
    Kind.LEFT_OUT: "Left out",
    Kind.SKILLS: "Skills chosen and ordered",
    Kind.ORDER: "Lines in another order",
}


@dataclass(frozen=True)
class Shown:
    """One change with all that its article shows."""

    change: Change
    state: str = "proposed"
    number: int = 0
    text: str = ""
    can_undo: bool = False
    before: list[Segment] = field(default_factory=list)
    after: list[Segment] = field(default_factory=list)
    locked: bool = False

    @property
    def is_left_out(self) -> bool:
        """Whether it takes a line of the person's out."""
        return self.change.kind is Kind.LEFT_OUT

    @property
    def stands_in_a_list(self) -> bool:
        """Whether it is a line among others of its job or section, which can be locked as a whole."""
        return self.change.section not in ("summary", HEADLINE, LANGUAGES)

    @property
    def anchor(self) -> str:
        return f"change-{re.sub(r'[^a-z0-9]+', '-', self.change.key.replace('+', 'x'))}"

    @property
    def says(self) -> str:
        return _SAYS[self.state]

    @property
    def does(self) -> str:
        if self.change.kind is Kind.REWORDED and not self.change.before:
            return "New line"
        return _DOES[self.change.kind]

    @property
    def sources(self) -> Sequence[Own]:
        """The person's words under a new wording; what is left out or moved are their words themselves."""
        return self.change.sources if self.change.kind is Kind.REWORDED else ()

    @property
    def draft(self) -> str:
        """What an edit begins with."""
        return self.text or "\n".join(self.change.after or self.change.before)


def shown_change(change: Change, decision: Decision | None = None, *, locked: bool = False) -> Shown:
    compare = compared_lists if change.kind.is_a_list else _as_texts
    before, after = compare(change.before, change.after)
    if decision is None:
        return Shown(change, before=before, after=after, locked=locked)
    undone = bool(decision.earlier)
    return Shown(change, str(decision.state), decision.number, decision.text, undone, before, after, locked)


def shown_changes(
    changes: Sequence[Change],
    decisions: Mapping[str, Decision],
    locked: Collection[str] = (),
    *,
    in_order: bool = False,
) -> list[Shown]:
    """All changes, the riskiest first or in the printed order; what is locked needs no look, and comes last."""
    ordered = list(changes) if in_order else riskiest_first(changes)
    ordered.sort(key=lambda change: change.key in locked)
    return [shown_change(one, decisions.get(one.key), locked=one.key in locked) for one in ordered]


def in_short(shown: Sequence[Shown]) -> str:
    """What was changed, by kind: `2 texts in new words, 1 line left out. Nothing else was touched.`"""
    count = Counter("new line" if one.does == "New line" else one.change.kind for one in shown)
    said = [
        one if count[kind] == 1 else many.format(count[kind])
        for kind, (one, many) in _IN_SHORT.items()
        if count[kind]
    ]
    told = ", ".join(said)
    return f"{told[:1].upper()}{told[1:]}. Nothing else was touched." if said else ""


def tally(shown: Sequence[Shown]) -> str:
    """How far one is, in words."""
    left = sum(one.state == "proposed" for one in shown)
    if not shown:
        return "Nothing was changed."
    if not left:
        return "Every change is decided."
    printed = "it is printed as proposed" if left == 1 else "they are printed as proposed"
    return f"{left} of {len(shown)} changes not decided yet; {printed}."


def _as_texts(before: Sequence[str], after: Sequence[str]) -> tuple[list[Segment], list[Segment]]:
    if not after:
        return [Segment(" ".join(before), True)], []
    return compared(" ".join(before), " ".join(after))
