"""The résumé as a document: its schema, validated and bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from content.schema.limits import Unstorable, refuse_unbounded, refuse_unstorable
from content.schema.text import clean

# What comes in may hold no more of each: the work of a run grows with them.
MOST_ENTRIES = {"work_experience": 200, "education": 200, "skills": 2_000, "achievements": 1_000}
MOST_LINES = 1_000  # of all jobs together: each is printed, searched for and proven
Line = Annotated[str, BeforeValidator(clean), StringConstraints(strip_whitespace=True, max_length=2_000)]
Prose = Annotated[str, BeforeValidator(clean), StringConstraints(max_length=40_000)]


class Section(BaseModel):
    """A part of a résumé. Unknown keys are kept and come out again."""

    model_config = ConfigDict(extra="allow", frozen=True, coerce_numbers_to_str=True)


class Contact(Section):
    full_name: Annotated[Line, StringConstraints(min_length=1)]
    email: Line = ""
    phone: Line = ""
    location: Line = ""
    linkedin: Line = ""
    github: Line = ""
    website: Line = ""

    @property
    def tagline(self) -> str:
        """What the person prints under their name (JSON Resume's `label`); nothing where they print nothing."""
        label = (self.model_extra or {}).get("label")
        return label.strip() if isinstance(label, str) else ""


class Role(Section):
    """One job held. `description` is lines that begin with `- `; dates are as the person wrote them."""

    company: Line = ""
    title: Line = ""
    location: Line = ""
    start_date: Line = ""
    end_date: Line = ""
    current: bool = False
    description: Prose = ""
    technologies: list[Line] = Field(default_factory=list)

    @property
    def bullets(self) -> list[str]:
        """The lines of the description, without their dashes."""
        return lines_of(self.description)


class Education(Section):
    institution: Line = ""
    degree: Line = ""
    field: Line = ""
    start_date: Line = ""
    end_date: Line = ""
    gpa: Line = ""
    description: Prose = ""


class Achievement(Section):
    title: Line = ""
    description: Prose = ""
    date: Line = ""
    url: Line = ""

    @property
    def text(self) -> str:
        """Title and description as one text."""
        return " – ".join(part for part in (self.title, " ".join(lines_of(self.description))) if part)


class ResumeData(Section):
    """A person's résumé. Unknown top-level sections (projects, certificates …) are kept as they are."""

    contact: Contact
    summary: Prose = ""
    work_experience: list[Role] = Field(default_factory=list)
    education: list[Education] = Field(default_factory=list)
    skills: list[Line] = Field(default_factory=list)
    achievements: list[Achievement | Line] = Field(default_factory=list)

    @classmethod
    def accept(cls, data: Any) -> ResumeData:
        """The résumé in `data` that comes from outside: bounded, and such that every database keeps all of it.

        Raises ValueError, of which `first_fault` makes a sentence.
        """
        refuse_unbounded(data)
        resume = cls.model_validate(data)
        for name, most in MOST_ENTRIES.items():
            if len(getattr(resume, name)) > most:
                raise Unstorable((name,), f"it holds more than {most:,} entries; leave some out")
        if sum(len(role.bullets) for role in resume.work_experience) > MOST_LINES:
            raise Unstorable(("work_experience",), f"it holds more than {MOST_LINES:,} lines; leave some out")
        refuse_unstorable(resume.model_dump())
        return resume

    @property
    def others(self) -> dict[str, Any]:
        """The sections that the schema does not know, by name."""
        return dict(self.model_extra or {})


def lines_of(description: str) -> list[str]:
    """The non-empty lines of a description, without their leading dashes."""
    lines = (line.strip() for line in description.splitlines())
    return [line.removeprefix("- ").removeprefix("• ").strip() for line in lines if line.strip(" -•")]


def strings_in(value: object, depth: int = 0) -> Iterator[str]:
    """Every text within a section that the schema does not know, six levels deep."""
    if isinstance(value, str):
        if text := value.strip():
            yield text
    elif depth < 6 and isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings_in(item, depth + 1)


def description_of(lines: list[str]) -> str:
    """Lines as a description: each begins with `- `."""
    return "\n".join(f"- {line}" for line in lines)


def first_fault(error: ValueError) -> str:
    """The first thing wrong in a refused résumé, as a sentence that names the field."""
    if not isinstance(error, ValidationError):
        return str(error)
    fault = error.errors()[0]
    where = ".".join(str(part) for part in fault["loc"]) or "the résumé"
    return f"{where}: {fault['msg']}."
