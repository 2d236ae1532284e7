"""Where lines stand in a résumé: its jobs (r1, r2 …), and entries that hold lines as jobs do (p1, p2 …). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.schema.chunking import role_keys
from content.schema.entries import Entry, entries_of, sections_with
from content.schema.resume import ResumeData, Role, description_of
from tailoring.records import RoleFacts


@dataclass(frozen=True, slots=True)
class Place:
    """A job or an entry. `key` names it in chunks, `statement` is its path in the résumé (`work_experience/0`)."""

    facts: RoleFacts
    key: str
    statement: str
    lines: tuple[str, ...]
    skills: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def name(self) -> str:
        """What it is called: its title and company."""
        return ", ".join(part for part in (self.facts.title, self.facts.company) if part) or "A job"


def places_of(resume: ResumeData) -> list[Place]:
    """The jobs, then the entries, each in the résumé's order."""
    keys = role_keys(resume)
    jobs = [_job(number, role, keys[number]) for number, role in enumerate(resume.work_experience)]
    return [*jobs, *(_entry(number, entry) for number, entry in enumerate(entries_of(resume), 1))]


def place_at(where: str, resume: ResumeData) -> Place | None:
    """The place that `roles.r1`, or a line within it, names; none for another section, or what is not there."""
    section, _, rest = where.partition(".")
    number = rest.partition(".")[0]
    return next((place for place in places_of(resume) if section == "roles" and place.id == number), None)


def is_graduate(resume: ResumeData) -> bool:
    """Whether the last studies ended after the last job: then they say who the person is."""
    studied = [study.end_date for study in resume.education if study.end_date[:4].isdigit()]
    worked = [role.end_date for role in resume.work_experience]
    if not studied or any(role.current for role in resume.work_experience):
        return False
    return all(end[:4].isdigit() for end in worked) and max(studied) >= max(worked, default="")


def with_lines(
    resume: ResumeData, original: ResumeData, lines: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """What to change in `resume` so that the places of `original` with these ids hold these lines.

    `resume` is a version of `original` whose entries may stand in another order.
    """
    roles = [
        role.model_copy(update={"description": description_of(list(lines[f"r{number}"]))})
        if f"r{number}" in lines
        else role
        for number, role in enumerate(resume.work_experience, 1)
    ]
    keys = {place.id: place.key for place in places_of(original)}
    entries = {keys[place]: texts for place, texts in lines.items() if place.startswith("p")}
    return {"work_experience": roles, **sections_with(resume, entries)}


def _job(number: int, role: Role, key: str) -> Place:
    facts = RoleFacts(
        id=f"r{number + 1}",
        company=role.company,
        title=role.title,
        start=role.start_date,
        end="Present" if role.current and not role.end_date else role.end_date,
        about=_text((role.model_extra or {}).get("company_description")),
    )
    return Place(facts, key, f"work_experience/{number}", tuple(role.bullets), tuple(role.technologies))


def _entry(number: int, entry: Entry) -> Place:
    facts = RoleFacts(
        id=f"p{number}",
        company=entry.company,
        title=entry.title,
        start=entry.start,
        end=entry.end or ("Present" if entry.start else ""),
        section=entry.section,
        about=" ".join(entry.about),
    )
    return Place(facts, entry.key, entry.place, entry.lines, entry.keywords)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
