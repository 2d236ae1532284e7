"""What the job asks for beside what the résumé shows, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tailoring.records import Keyword

_SAYS = {"shown": "Shown", "supported": "You have it, not shown", "missing": "Not shown anywhere"}


@dataclass(frozen=True)
class Asked:
    """One thing asked, and where it is shown."""

    name: str
    required: bool
    status: str
    where: tuple[str, ...]

    @property
    def says(self) -> str:
        return _SAYS[self.status]


def asked_of(keywords: Sequence[Keyword]) -> list[Asked]:
    """What is missing first, then what is not shown, then what is; in each, what is required first."""
    order = ("missing", "supported", "shown")
    lines = [Asked(k.keyword, k.required, k.status, tuple(map(_place, k.where))) for k in keywords]
    return sorted(lines, key=lambda line: (order.index(line.status), not line.required))


def in_words(keywords: Sequence[Keyword]) -> str:
    """`8 of 11 must-haves shown; 2 you have and do not show; 1 shown nowhere.`"""
    must = [keyword for keyword in keywords if keyword.required] or list(keywords)
    if not must:
        return "The ad names no skills."
    count = {status: sum(k.status == status for k in must) for status in _SAYS}
    kind = "must-haves" if any(keyword.required for keyword in keywords) else "things asked"
    parts = [f"{count['shown']} of {len(must)} {kind} shown"]
    if count["supported"]:
        parts.append(f"{count['supported']} you have and do not show")
    if count["missing"]:
        parts.append(f"{count['missing']} shown nowhere")
    return f"{'; '.join(parts)}."


def _place(where: str) -> str:
    """A place as people say it: the ledger names sections by their keys."""
    return where.replace("_", " ").capitalize() if where.islower() else where
