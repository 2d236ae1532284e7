"""Asking a model where the rules are unsure: lines without a place, and those under headings that no list knows.

It answers numbers and kinds, and code copies the words.

So nothing that is not in the file can come in, whatever the model answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import ValidationError

from content.schema.resume import ResumeData

from . import Imported, Unplaced
from .corrections import Corrections, Placement, WrongPlace, corrected

if TYPE_CHECKING:
    from accounts.models import User

SENT = (
    "The lines that could not be placed, those under headings that are not known, and the names of the jobs and "
    "schools, are sent to Claude."
)
SURE = 0.6  # of a section: below it the rules did not know the heading
_MOST_LINES = 300
_SECTIONS = ("contact", "summary", "work_experience", "education", "skills", "achievements", "languages")


class LinePlacer(Protocol):
    """Names places for numbered lines. Raises `BackendError`."""

    def __call__(self, shown: Mapping[str, Sequence[str]], owner: User | None) -> list[dict[str, Any]]: ...


def placed_by_model(imported: Imported, owner: User | None = None) -> Imported:
    """The same with the places that the model named and code found good, each told in `unheld` as the model's.

    Raises `BackendError` where the model cannot be asked.
    """
    asked = _with_unsure(imported)
    if not asked.unplaced:
        return imported
    place = cast("LinePlacer", import_string(settings.LINE_PLACER))
    kept = _checked(place(_shown(asked), owner), asked)
    told = [
        f"Placed by the model, so look at it: “{asked.unplaced[one.line].text}” in {_where(one, asked.resume)}."
        for one in kept
    ]
    done = corrected(_without(imported, asked, kept), Corrections(place=kept))
    return done._replace(unheld=[*done.unheld, *told])


def _with_unsure(imported: Imported) -> Imported:
    """The same with the lines of sections that the rules are unsure of among those without a place, after them."""
    lines = [Unplaced(text, name) for name, texts in _unsure(imported).items() for text in texts]
    return imported._replace(unplaced=[*imported.unplaced, *lines])


def _unsure(imported: Imported) -> dict[str, list[str]]:
    """The sections whose headings the rules do not know, with their lines."""
    able = {**imported.resume.others, "skills": imported.resume.skills}
    return {
        name: lines
        for name, lines in able.items()
        if imported.sure.get(name, 1.0) < SURE
        and isinstance(lines, list)
        and all(isinstance(one, str) for one in lines)
    }


def _without(imported: Imported, asked: Imported, kept: list[Placement]) -> Imported:
    """What was asked, its unsure sections without the lines that the model placed elsewhere."""
    data = imported.resume.model_dump()
    for one in kept:
        if one.line >= len(imported.unplaced):
            text, name = asked.unplaced[one.line]
            data[name].remove(text)
    sections = _unsure(imported)
    gone = [name for name in sections if name != "skills" and not data[name]]
    resume = ResumeData.accept({name: value for name, value in data.items() if name not in gone})
    return asked._replace(resume=resume)


def _shown(imported: Imported) -> dict[str, list[str]]:
    resume = imported.resume
    return {
        "lines": [str(line) for line in imported.unplaced[:_MOST_LINES]],
        "jobs": [", ".join(filter(None, [job.title, job.company])) for job in resume.work_experience],
        "schools": [", ".join(filter(None, [one.degree, one.institution])) for one in resume.education],
        "missing": [name for name, value in resume.contact.model_dump().items() if not value],
    }


def _checked(answers: list[dict[str, Any]], imported: Imported) -> list[Placement]:
    """The places of known lines, each line once, that are there and overwrite nothing."""
    kept: dict[int, Placement] = {}
    for answer in answers:
        entry = answer.get("entry")
        try:
            one = Placement.model_validate({**answer, "entry": None if entry == -1 else entry})
            if one.line in kept or one.section not in _SECTIONS or _overwrites(one, imported.resume):
                continue
            corrected(imported, Corrections(place=[*kept.values(), one]))
            if imported.unplaced[one.line].under == one.section:
                continue  # there it is already
        except (ValidationError, WrongPlace):
            continue
        kept[one.line] = one
    return list(kept.values())


def _overwrites(one: Placement, resume: ResumeData) -> bool:
    """Whether the place holds words already. A line of a description is added, and overwrites none."""
    if one.section == "contact":
        return bool(getattr(resume.contact, one.field, ""))
    if one.section not in ("work_experience", "education") or one.field in ("", "description"):
        return False
    entries: Sequence[Any] = getattr(resume, one.section)
    return (
        one.entry is not None
        and one.entry < len(entries)
        and bool(getattr(entries[one.entry], one.field, ""))
    )


def _where(one: Placement, resume: ResumeData) -> str:
    if one.section == "work_experience" and one.entry is not None:
        return resume.work_experience[one.entry].company or resume.work_experience[one.entry].title
    if one.section == "education" and one.entry is not None:
        return resume.education[one.entry].institution or resume.education[one.entry].degree
    return " ".join(filter(None, [one.section, one.field]))
