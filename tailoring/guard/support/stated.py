"""Whether a number of the text stands in the sources, or follows from what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from tailoring.guard.case import Case
from tailoring.guard.numbers.quantity import Quantity, same
from tailoring.guard.support import derived, durations


@dataclass(frozen=True, slots=True)
class Support:
    """`direct`: where the sources say the number itself; `derived`: that it follows from others or the role."""

    direct: tuple[tuple[int, Quantity], ...] = ()
    derived: bool = False

    def __bool__(self) -> bool:
        return bool(self.direct) or self.derived


def support(case: Case, quantity: Quantity) -> Support:
    """How the sources and the role's dates support `quantity`, by value and unit; its noun is another matter."""
    known: dict[tuple[int, int, float], Support] = case.kept.setdefault("support", {})
    where = (quantity.at, quantity.to, quantity.value)
    if where not in known:
        known[where] = _support(case, quantity)
    return known[where]


def _support(case: Case, quantity: Quantity) -> Support:
    direct = tuple((s, other) for s, other in case.source_quantities if same(quantity, other))
    return Support(
        direct, not direct and (derived.follows(case, quantity) or durations.follows(case, quantity))
    )
