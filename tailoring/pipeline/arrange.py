"""The order of what is printed beside the jobs: which sections come first, and which of their entries. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from content.schema.entries import JOBS, LEADING, evidence_sections
from content.schema.resume import ResumeData
from tailoring.places import is_graduate
from tailoring.records import RequirementMatch

# These go by time or by level, as convention has it.
_IN_THEIR_ORDER = frozenset(("volunteer", "volunteering", "languages"))
# What a licence or a project shows is worth a place above the education; an award or a language is not.
_MAY_LEAD = frozenset(("projects", "certificates", "certifications", "licenses", "publications"))


def arranged(resume: ResumeData, map: Sequence[RequirementMatch]) -> dict[str, Any]:
    """What to change in `resume`: entries that answer the job first, and the names of the sections that lead.

    A section leads, straight after the jobs, where it shows something required that no job shows; the projects of
    somebody who has just finished their studies stand before the jobs where they show more.
    """
    update: dict[str, Any] = {}
    for name, section in evidence_sections(resume).items():
        if isinstance(section, list) and name.casefold() not in _IN_THEIR_ORDER:
            worth = [_worth(f"{name}/{number}/", map) for number in range(len(section))]
            order = sorted(range(len(section)), key=lambda at: -worth[at])
            if order != sorted(order):
                update[name] = [section[at] for at in order]
    if leading := [name for name in resume.others if name.casefold() in _MAY_LEAD and _leads(name, map)]:
        first = [name for name in leading if is_graduate(resume) and _outweighs_jobs(name, map)]
        update[LEADING] = [
            *first,
            *([JOBS] if first else []),
            *(name for name in leading if name not in first),
        ]
    return update


def _worth(place: str, map: Sequence[RequirementMatch]) -> int:
    """What an entry answers: what is required counts twice."""
    return sum(1 + line.required for line in map if line.has and _stands_at(line, place))


def _leads(name: str, map: Sequence[RequirementMatch]) -> bool:
    return any(
        line.has
        and line.required
        and _stands_at(line, f"{name}/")
        and not _stands_at(line, "work_experience/")
        for line in map
    )


def _outweighs_jobs(name: str, map: Sequence[RequirementMatch]) -> bool:
    return name.casefold() == "projects" and _worth(f"{name}/", map) > _worth("work_experience/", map)


def _stands_at(line: RequirementMatch, place: str) -> bool:
    return any(words.where.startswith(place) for words in line.evidence)
