"""What the job asks for beside what the résumé shows, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tailoring.decisions import Matched, Standing

_SAYS = {
    Standing.MISSING: "Shown nowhere",
    Standing.PARTIAL: "Shown in part",
    Standing.SUPPORTED: "You have it, and it is not in this résumé",
    Standing.SHOWN: "Shown",
}
_COUNTED = {
    Standing.SHOWN: "shown",
    Standing.SUPPORTED: "you have not shown",
    Standing.PARTIAL: "shown in part",
    Standing.MISSING: "missing",
}


@dataclass(frozen=True)
class Line:
    """One thing asked, as the page shows it."""

    matched: Matched
    number: int = 0

    @property
    def can_be_judged(self) -> bool:
        """Whether a model equated it, and the person has not said whether that is right."""
        return self.matched.equated and self.matched.judged not in ("accepted", "original")

    @property
    def says(self) -> str:
        return _SAYS[self.matched.standing]

    @property
    def can_be_said(self) -> bool:
        """Whether the page asks for what the person has done."""
        return self.matched.standing in (Standing.MISSING, Standing.PARTIAL)


def worst_first(matched: Sequence[Matched], numbers: Mapping[str, int] | None = None) -> list[Line]:
    """What is missing first; of the same standing what is required first. `numbers` are those of judgements."""
    order, numbers = list(Standing), numbers or {}
    return [
        Line(one, numbers.get(one.key, 0))
        for one in sorted(matched, key=lambda one: (order.index(one.standing), not one.required))
    ]


def in_words(matched: Sequence[Matched]) -> str:
    """`8 of 11 must-haves shown; 2 you have not shown; 1 missing.`"""
    must = [one for one in matched if one.required] or list(matched)
    if not must:
        return "The ad names nothing that can be looked for."
    kind = "must-haves" if any(one.required for one in matched) else "things asked"
    count = {standing: sum(one.standing is standing for one in must) for standing in _COUNTED}
    first = f"{count.pop(Standing.SHOWN)} of {len(must)} {kind} shown"
    rest = [f"{number} {_COUNTED[standing]}" for standing, number in count.items() if number]
    return f"{'; '.join([first, *rest])}."
