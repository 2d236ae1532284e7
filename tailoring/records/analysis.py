"""What a job asks for, and what the person's content answers: analysis and evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tailoring.records.base import Record, Requirement, Skill, Usage, distinct, few, short

Seniority = Literal["junior", "mid", "senior", "staff", "principal", "director"]


class Posting(Record):
    """The job text, as the analyzer alone sees it."""

    text: str


class Analysis(Record):
    """What a job asks for. Untrusted wherever it came from: every field is bounded and cleaned."""

    required_skills: Annotated[list[Skill], distinct(60)] = Field(default_factory=list)
    preferred_skills: Annotated[list[Skill], distinct(60)] = Field(default_factory=list)
    seniority: Seniority = "mid"
    domain: Annotated[str, short(120)] = ""
    culture_signals: Annotated[str, short(300)] = ""
    key_requirements: Annotated[list[Requirement], distinct(7)] = Field(default_factory=list)
    # What the days are like, in the ad's words: "mentor two engineers", "handle complaints".
    duties: Annotated[list[Requirement], distinct(8)] = Field(default_factory=list)
    # How the ad speaks, in a few words: "plain and technical", "warm, about patients".
    tone: Annotated[str, short(80)] = ""
    # Groups of the skills above of which any one is enough: "GitHub Actions or CircleCI".
    alternatives: Annotated[list[Annotated[list[Skill], distinct(12)]], few(20)] = Field(default_factory=list)
    role_title: Annotated[str, short(120)] = ""
    company: Annotated[str, short(120)] = ""


class Source(Record):
    """Something the person said, as the guard and the second reader see it."""

    id: str
    text: str


class RoleFacts(Record):
    """The job that a bullet stands under. Dates as the person wrote them.

    `section`: for an entry that is no job, where it stands (`projects`). `about`: what the company or project is.
    """

    id: str = ""
    company: str = ""
    title: str = ""
    start: str = ""
    end: str = ""
    section: str = ""
    about: str = ""


class Why(Record):
    """Why a piece was retrieved: which query found it, at which rank, and its rank by words and by meaning.

    Ranks count from 1; 0 means that it was not found that way.
    """

    query: str
    rank: int
    lexical: int = 0
    vector: int = 0


class Citable(Record):
    """A chunk that a run may cite: `id` is short (c1, c2 …) and lives for the run; `chunk` is its key."""

    id: str
    text: str
    role: str = ""
    source: str = "resume"
    chunk_type: str = "achievement"
    chunk: str = ""
    answers: list[str] = Field(default_factory=list)
    score: float = 0.0
    why: list[Why] = Field(default_factory=list)


class Evidence(Record):
    """Everything a run may cite, best first within each role, and what the job asks that nothing answers."""

    items: list[Citable] = Field(default_factory=list)
    gaps: list[str] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)
    embedding: Usage = Usage()

    def by_id(self) -> dict[str, Citable]:
        return {item.id: item for item in self.items}
