"""What a person corrects of a file that was read: the résumé itself, or where lines without a place belong."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from content.importers import Imported, Unplaced
from content.schema.resume import Contact, Education, ResumeData, Role, lines_of, strings_in

_ENTRIES: dict[str, type[BaseModel]] = {"work_experience": Role, "education": Education}


class WrongPlace(ValueError):
    """A correction names a line or a place that is not there. The message says which, and what to do."""


class Placement(BaseModel):
    """Where one line of `unplaced` belongs.

    A job and a school are named by `entry`, from 0; without `field` the line is added to its description. A contact
    needs `field`. Elsewhere the line is added at the end.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: int = Field(ge=0, le=100_000)
    section: str = Field(min_length=1, max_length=100)
    entry: int | None = Field(default=None, ge=0, le=1_000)
    field: str = Field(default="", max_length=40)


class Corrections(BaseModel):
    """The whole résumé in the person's own version, if given, then places for lines."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    resume: dict[str, Any] | None = None
    place: list[Placement] = Field(default_factory=list, max_length=2_000)


def corrected(imported: Imported, corrections: Corrections) -> Imported:
    """The same with the corrections made. Raises ValueError, of which `first_fault` makes a sentence."""
    data = imported.resume.model_dump() if corrections.resume is None else corrections.resume
    data = ResumeData.accept(data).model_dump()
    placed = set()
    for number, placement in enumerate(corrections.place):
        if placement.line >= len(imported.unplaced):
            raise WrongPlace(
                f"place[{number}].line: there is no line {placement.line} without a place; preview the file again."
            )
        _put(data, imported.unplaced[placement.line].text, placement, f"place[{number}]")
        placed.add(placement.line)
    resume = ResumeData.accept(data)
    left = [line for at, line in enumerate(imported.unplaced) if at not in placed]
    return imported._replace(resume=resume, unplaced=_still_without(left, resume))


def _put(data: dict[str, Any], text: str, placement: Placement, where: str) -> None:
    section, field = placement.section, placement.field
    if section in _ENTRIES:
        _put_in_entry(data[section], text, placement, where)
    elif section == "contact":
        _refuse_unknown(Contact, field, f"{where}.field")
        data["contact"][field] = text
    elif section == "summary":
        data["summary"] = "\n".join(filter(None, [data["summary"], text]))
    elif isinstance(data.setdefault(section, []), list):
        data[section].append(text)
    else:
        raise WrongPlace(f"{where}.section: {section} is no list; name another section.")


def _put_in_entry(entries: list[dict[str, Any]], text: str, placement: Placement, where: str) -> None:
    if placement.entry is None or placement.entry >= len(entries):
        raise WrongPlace(f"{where}.entry: there are {len(entries)} in {placement.section}; name one, from 0.")
    entry, field = entries[placement.entry], placement.field or "description"
    _refuse_unknown(_ENTRIES[placement.section], field, f"{where}.field")
    if field == "description":
        entry[field] = "\n".join(filter(None, [entry[field], f"- {text}"]))
    else:
        entry[field] = text


def _refuse_unknown(kind: type[BaseModel], field: str, where: str) -> None:
    texts = [name for name, about in kind.model_fields.items() if about.annotation is str]
    if field not in texts:
        raise WrongPlace(f"{where}: name one of {', '.join(texts)}.")


def _still_without(lines: list[Unplaced], resume: ResumeData) -> list[Unplaced]:
    """Without those that the person has put into the résumé by hand."""
    said = {line for text in strings_in(resume.model_dump()) for line in [text, *lines_of(text)]}
    return [line for line in lines if line.text not in said]
