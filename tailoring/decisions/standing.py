"""What the job asks for, against the résumé as it was decided and what the person has said since."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from content.ports import Piece
from content.schema.resume import ResumeData, strings_in
from tailoring.decisions.sections import place_of
from tailoring.keywords import Asked, ledger, passages_of, wordings_of
from tailoring.records import RequirementMatch, Result


class Standing(StrEnum):
    """How a thing asked stands, what is worst first."""

    MISSING = "missing"
    PARTIAL = "partial"
    SUPPORTED = "supported"
    SHOWN = "shown"


@dataclass(frozen=True)
class Matched:
    """One thing asked; `words` of the person, each with its place; `equated` when a model took them for the same.

    `judged` is what the person said of that: `accepted`, `original` for not the same, or nothing yet.
    """

    name: str
    required: bool
    standing: Standing
    words: tuple[tuple[str, str], ...] = field(default=())
    equated: bool = False
    judged: str = ""

    @property
    def key(self) -> str:
        """Under which the person's judgement of the match is stored, beside the decisions on changes."""
        return equation_key(self.name)


def equation_key(asked: str) -> str:
    return f"match.{hashlib.sha256(asked.casefold().encode()).hexdigest()[:16]}"


def matched(
    result: Result, resume: ResumeData, stated: Sequence[Piece], judged: Mapping[str, str] | None = None
) -> list[Matched]:
    """Each line of the run's map; of a run from before there was one, of its keywords.

    `judged` is what the person said of matches, by their keys.
    """
    if not result.map:
        keywords = ledger(result.analysis, resume, [*result.evidence, *stated])
        return [
            Matched(k.keyword, k.required, Standing(k.status), tuple(("", place) for place in k.where))
            for k in keywords
        ]
    printed = "\n".join(strings_in(resume.model_dump(mode="json"))).casefold()
    judged = judged or {}
    return [
        _matched(line, resume, printed, stated, judged.get(equation_key(line.asked), ""))
        for line in result.map
    ]


def _matched(
    line: RequirementMatch, resume: ResumeData, printed: str, stated: Sequence[Piece], judged: str
) -> Matched:
    words = tuple((one.words, _place(one.where, resume)) for one in line.evidence)
    equated = line.by == "model" and line.has
    if equated and judged == "original":
        line = line.model_copy(update={"relation": "none"})
    standing = _standing(line, printed, stated)
    return Matched(line.asked, line.required, standing, words, equated, judged if equated else "")


def _standing(line: RequirementMatch, printed: str, stated: Sequence[Piece]) -> Standing:
    asked = Asked(line.asked, wordings_of(line.asked), line.required)
    if line.has:
        computed = not line.evidence
        stands = computed or any(one.words.casefold() in printed for one in line.evidence)
        return Standing.SHOWN if stands else Standing.SUPPORTED
    if any(map(asked.shown_by, passages_of(stated))):
        return Standing.SUPPORTED
    return Standing.PARTIAL if line.relation == "partial" else Standing.MISSING


def _place(where: str, resume: ResumeData) -> str:
    """A statement's place as people say it: its path names a section, and of a job or a piece its number or key."""
    section, _, rest = where.partition("/")
    number = rest.partition("/")[0]
    if section == "work_experience" and number.isdecimal() and int(number) < len(resume.work_experience):
        return place_of(resume.work_experience[int(number)])
    return "Your notes" if section == "chunk" else section.replace("_", " ").capitalize()
