"""What a model is shown of the lines of a file without a place, and the places that it names, without words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tailoring.records.base import Record, few

Section = Literal["contact", "summary", "work_experience", "education", "skills", "achievements", "languages"]


class LinesToPlace(Record):
    """The lines, numbered from 0, and the jobs and schools that they may belong to."""

    lines: list[str]
    jobs: list[str] = Field(default_factory=list)
    schools: list[str] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)  # fields of the contact that are empty


class LinePlace(Record):
    """Where one line belongs. `entry`: of jobs and schools, from 0. `field`: empty for a line of a description."""

    line: int
    section: Section
    entry: int = -1
    field: str = ""


class LinePlaces(Record):
    places: Annotated[list[LinePlace], few(300)] = Field(default_factory=list)
