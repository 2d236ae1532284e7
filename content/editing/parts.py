"""A résumé as parts of a page: headings and lines, from its data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content.schema.entries import title_of
from content.schema.resume import Achievement, ResumeData, Role, lines_of, strings_in


@dataclass(frozen=True)
class Part:
    """A heading with the lines under it; `level` 2 is a section, 3 an entry of it."""

    heading: str
    lines: tuple[str, ...]
    level: int = 2


def parts_of(resume: ResumeData) -> list[Part]:
    """All that the résumé says below its contact, in its order; sections without anything are left out."""
    return [
        *_section("Summary", lines_of(resume.summary)),
        *([Part("Experience", ())] if resume.work_experience else []),
        *(Part(_job(role), tuple(role.bullets), 3) for role in resume.work_experience),
        *_section(
            "Education", [_joined(e.degree, e.field, e.institution, e.end_date) for e in resume.education]
        ),
        *_section("Skills", [", ".join(resume.skills)]),
        *_section("Achievements", [a.text if isinstance(a, Achievement) else a for a in resume.achievements]),
        *(part for name, section in resume.others.items() for part in _other(name, section)),
    ]


def role_name(title: str, company: str, start: str = "", end: str = "", current: bool = False) -> str:
    """A job in one line: `Engineer, Acme (2019 to now)`."""
    named = _joined(title, company) or "A job"
    last = "now" if current and not end else end
    dates = " to ".join(part for part in (start, last) if part)
    return f"{named} ({dates})" if dates else named


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _section(heading: str, lines: Iterable[str]) -> list[Part]:
    kept = tuple(line for line in lines if line)
    return [Part(heading, kept)] if kept else []


def _job(role: Role) -> str:
    return role_name(role.title, role.company, role.start_date, role.end_date, role.current)


def _other(name: str, section: Any) -> list[Part]:
    entries = section if isinstance(section, list) else [section]
    return _section(title_of(name), (", ".join(strings_in(entry)) for entry in entries))
