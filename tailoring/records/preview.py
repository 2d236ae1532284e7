"""What a job would use of a person's content: for each thing asked what is found, and what is held back by a tag."""

from __future__ import annotations

from pydantic import Field

from tailoring.records.analysis import Analysis
from tailoring.records.base import Record
from tailoring.records.matching import Relation


class PreviewedChunk(Record):
    """A chunk that speaks of a thing asked: `words` of it are why. `held_back` says by which of its tags, if it is."""

    chunk: str
    text: str
    words: list[str] = Field(default_factory=list)
    source: str = ""
    chunk_type: str = ""
    lens: str = ""
    status: str = ""
    weight: int = 0
    held_back: list[str] = Field(default_factory=list)


class PreviewedRequirement(Record):
    """A thing that a job asks for, how it relates to what the person has, and the chunks that speak of it."""

    asked: str
    required: bool
    relation: Relation
    words: list[str] = Field(default_factory=list)
    found: list[PreviewedChunk] = Field(default_factory=list)
    held_back: list[PreviewedChunk] = Field(default_factory=list)

    @property
    def missing(self) -> bool:
        return self.relation == "none" and not self.found


class JobPreview(Record):
    """What a run for this job would begin with, as rules read it; nothing is written and nothing is paid for."""

    analysis: Analysis
    requirements: list[PreviewedRequirement]
    gaps: list[str]
    notes: list[str] = Field(default_factory=list)
