"""What is drafted, refused and repaired."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tailoring.records.analysis import Analysis, Evidence, RoleFacts, Source
from tailoring.records.base import Record
from tailoring.records.matching import Plan, RequirementMatch

Level = Literal["strict", "balanced"]


class Text(Record):
    """A text and the ids of its evidence. An empty text prints the first evidence verbatim."""

    text: str = ""
    evidence: list[str] = Field(default_factory=list)


class RoleDraft(Record):
    role: str
    bullets: list[Text] = Field(default_factory=list)


class Draft(Record):
    """What the generator answers with: texts and their evidence, never a résumé."""

    summary: Text = Text()
    roles: list[RoleDraft] = Field(default_factory=list)
    skills: list[str] = Field(default_factory=list)
    achievements: list[Text] = Field(default_factory=list)


class Violation(Record):
    """A claim that its evidence does not support: which words, of what kind, and what the evidence says."""

    kind: str
    words: str
    reason: str
    text: str = ""
    where: str = ""


class Repair(Record):
    """What became of a text that failed: `outcome` is `repaired` or `fell_back`.

    `again`: what was wrong with the rewritten text, where that was refused too.
    """

    where: str
    before: str
    after: str
    outcome: Literal["repaired", "fell_back"]
    violations: list[Violation] = Field(default_factory=list)
    again: list[Violation] = Field(default_factory=list)


class Brief(Record):
    """All that the generator is shown. The job text is not in it.

    `last`: the texts of the last attempt as printed, where one is to be revised; `refused`: what it had refused.
    """

    analysis: Analysis
    rules: list[str] = Field(default_factory=list)
    roles: list[RoleFacts] = Field(default_factory=list)
    skills: list[str] = Field(default_factory=list)
    summary: str = ""
    evidence: Evidence = Evidence()
    map: list[RequirementMatch] = Field(default_factory=list)
    plan: Plan = Plan()
    last: Draft | None = None
    refused: list[Repair] = Field(default_factory=list)
    issues: list[str] = Field(default_factory=list)


class Faulty(Record):
    """A text that was refused, with its evidence and what is wrong with it: what a repair is asked of."""

    id: str
    text: str
    heading: str = ""
    sources: list[Source]
    violations: list[Violation]


class RepairRequest(Record):
    """The texts to rewrite, and the brief that they were written from (so that the cached prefix is the same)."""

    brief: Brief
    texts: list[Faulty]
