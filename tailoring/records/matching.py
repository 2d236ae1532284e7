"""What a job asks for and what the person has: each thing asked, the relation, and the words that show it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tailoring.records.base import Record

Relation = Literal["same", "implied", "partial", "none"]


class Wanted(Record):
    """One thing that a job asks for, in the job's own words."""

    id: str
    asked: str
    required: bool = True


class Statement(Record):
    """One string of the résumé. `entry`: the job, study or certificate it belongs to; `kind`: the part of the résumé.

    `start` and `end` are the entry's dates, as the person wrote them. A computed statement is a fact of code.
    """

    id: str
    text: str
    where: str
    kind: str = "other"
    entry: str = ""
    start: str = ""
    end: str = ""


class Shown(Record):
    """Words that show a thing: verbatim in the statement `id`."""

    id: str
    words: str


class Match(Record):
    """How one thing asked relates to what the person has."""

    id: str
    relation: Relation = "none"
    evidence: list[Shown] = Field(default_factory=list)


class Matches(Record):
    """The answer to a `MatchRequest`: one match for each thing asked."""

    matches: list[Match] = Field(default_factory=list)


class MatchRequest(Record):
    """Everything that is to be matched, and the month it is (counted from year 0)."""

    wanted: list[Wanted]
    statements: list[Statement]
    today: int
