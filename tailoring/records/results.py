"""How good a finished résumé is, and what a run ends in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, computed_field

from tailoring.records.analysis import Analysis, Citable
from tailoring.records.base import Record, Requirement, Step, Usage, distinct, short
from tailoring.records.drafting import Repair
from tailoring.records.matching import RequirementMatch


class Legibility(Record):
    """How much of a résumé a machine reads back from its PDF: the share of its fields, and the lost ones."""

    score: float
    missing: list[str] = Field(default_factory=list)


class Judgement(Record):
    """What the judge is asked for: how well the most relevant evidence leads, and what could be better."""

    relevance: Annotated[float, Field(ge=0, le=1)]
    issues: Annotated[list[Requirement], distinct(6)] = Field(default_factory=list)


class JudgeRequest(Record):
    """What an engine of rules needs to judge: relevance as computed from the order of the evidence."""

    relevance: float


class Reading(Record):
    """A rewritten text and its sources, as the second reader sees them.

    `heading`: the job it stands under. `equated`: the job's names in it that stand in no source, because a model
    said that they mean the same. `asked`: words that code could not find carried, and why.
    """

    id: str
    text: str
    sources: list[str]
    heading: str = ""
    equated: list[str] = Field(default_factory=list)
    asked: list[tuple[str, str]] = Field(default_factory=list)


class Readings(Record):
    readings: list[Reading] = Field(default_factory=list)


class Doubt(Record):
    """Words of a text that the second reader finds unsupported."""

    id: str
    words: str
    reason: Annotated[str, short(240)] = ""


class Carried(Record):
    """Words of a text that code asked about, and the words of a source that carry them."""

    id: str
    words: str
    source: str


class Doubts(Record):
    """The second reader's answer: what nothing supports, and what is carried of that which code asked about."""

    doubts: list[Doubt] = Field(default_factory=list)
    carried: list[Carried] = Field(default_factory=list)


class Keyword(Record):
    keyword: str
    required: bool
    status: Literal["shown", "supported", "missing"]
    where: list[str] = Field(default_factory=list)


class Evaluation(Record):
    """Scores from 0 to 1 and what could be better. `overall` is computed by code, never by a model.

    `keyword_coverage`: of the terms that the job requires, the share that the résumé names.
    `attainable_coverage`: of the requirements that the person has (by the map), the share that the résumé shows.
    """

    keyword_coverage: float
    relevance_ranking: float
    ats_compatibility: float
    attainable_coverage: float = 1.0
    issues: list[str] = Field(default_factory=list)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def overall(self) -> float:
        """0.4 · coverage + 0.3 · relevance + 0.3 · ats."""
        return self._score(self.keyword_coverage)

    @property
    def attainable(self) -> float:
        """The same formula over what can be shown: what a further attempt could better."""
        return self._score(self.attainable_coverage)

    def _score(self, coverage: float) -> float:
        score = 0.4 * coverage + 0.3 * self.relevance_ranking + 0.3 * self.ats_compatibility
        return round(score, 4)


class Answered(Record):
    """One model answer as it is stored: which step of which attempt, its value as JSON, what it took."""

    step: Step
    attempt: int = 0
    value: dict[str, Any]
    usage: Usage = Usage()


class Proven(Record):
    """The texts of an attempt that nothing is held against so far, and how many are still checked.

    `number` counts these within an attempt.
    """

    attempt: int
    number: int
    texts: list[str] = Field(default_factory=list)
    left: int = 0


class Provenance(Record):
    """Where a printed text comes from: the chunks it cites, in their own words."""

    where: str
    text: str
    verbatim: bool
    chunks: list[str] = Field(default_factory=list)
    sources: list[str] = Field(default_factory=list)


class LeftOut(Record):
    """Something of the résumé that this version does not print."""

    where: str
    text: str


class Shares(Record):
    """What became of the texts a model wrote: passed at once, repaired, fallen back to the person's words."""

    texts: int = 0
    passed: int = 0
    repaired: int = 0
    fell_back: int = 0
    verbatim: int = 0


class AttemptRecord(Record):
    """One generate → check → evaluate round: the faithful résumé it gave and how good that is."""

    number: int
    resume: dict[str, Any]
    evaluation: Evaluation
    keywords: list[Keyword] = Field(default_factory=list)
    provenance: list[Provenance] = Field(default_factory=list)
    repairs: list[Repair] = Field(default_factory=list)
    left_out: list[LeftOut] = Field(default_factory=list)
    shares: Shares = Shares()
    notes: list[str] = Field(default_factory=list)


class UsageTotal(Record):
    """The cost of a whole run, and of each step in order."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    steps: list[dict[str, Any]] = Field(default_factory=list)


class Result(Record):
    """What a run ends in: the best faithful attempt, and everything that shows it to be faithful."""

    engine: str
    analysis: Analysis
    tailored_resume: dict[str, Any]
    evaluation: Evaluation
    keywords: list[Keyword]
    map: list[RequirementMatch] = Field(default_factory=list)
    attempts: int
    gaps: list[str]
    evidence: list[Citable]
    provenance: list[Provenance]
    repairs: list[Repair]
    left_out: list[LeftOut] = Field(default_factory=list)
    shares: Shares = Shares()
    notes: list[str] = Field(default_factory=list)
    usage: UsageTotal = UsageTotal()
