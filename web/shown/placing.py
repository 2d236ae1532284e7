"""Lines of a file that have no place in the résumé: where each may go, and the résumé with one of them placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from content.editing.parts import role_name
from content.schema.entries import title_of
from content.schema.resume import ResumeData


@dataclass(frozen=True)
class Place:
    """Somewhere a line can go: its key in the form, and what people call it."""

    key: str
    name: str


@dataclass(frozen=True)
class Unplaced:
    """A line without a place: its number, as the file's reader told it, its words, and the place that fits best."""

    number: int
    line: str
    text: str
    place: str


def places_in(resume: ResumeData) -> list[Place]:
    """Each part of the résumé that a line can be added to."""
    jobs = [
        Place(f"work_experience.{at}", role_name(role.title, role.company, role.start_date))
        for at, role in enumerate(resume.work_experience)
    ]
    schools = [
        Place(f"education.{at}", ", ".join(filter(None, (one.degree, one.institution))) or "A school")
        for at, one in enumerate(resume.education)
    ]
    lists = [name for name, section in resume.others.items() if isinstance(section, list)]
    rest = [Place("achievements", "Achievements"), *(Place(name, title_of(name)) for name in lists)]
    return [*jobs, Place("summary", "Summary"), Place("skills", "Skills"), *schools, *rest]


def unplaced_of(unheld: Sequence[str], resume: ResumeData) -> list[Unplaced]:
    """The lines without a place, each with where it most likely belongs: under what it stood in the file."""
    places = places_in(resume)
    return [_unplaced(number, line, places) for number, line in enumerate(unheld)]


def placed(resume: ResumeData, text: str, key: str) -> ResumeData:
    """The résumé with the line added at a place. Raises ValueError, of which `first_fault` makes a sentence."""
    if key not in {place.key for place in places_in(resume)}:
        raise ValueError("Choose where the line belongs.")
    data: dict[str, Any] = resume.model_dump(mode="json")
    section, _, number = key.partition(".")
    if number:
        entry = data[section][int(number)]
        entry["description"] = "\n".join(filter(None, [entry["description"], f"- {text}"]))
    elif section == "summary":
        data["summary"] = "\n".join(filter(None, [data["summary"], text]))
    elif section == "skills":
        listed = text.rpartition(": ")[2].split(",")
        data["skills"] += [skill.strip() for skill in listed if skill.strip()]
    else:
        data[section].append(text)
    return ResumeData.accept(data)


def _unplaced(number: int, line: str, places: Sequence[Place]) -> Unplaced:
    under, colon, rest = line.partition(": ")
    near = _named(under, places) if colon else None
    return Unplaced(number, line, rest if near else line, (near or places[0]).key)


def _named(under: str, places: Sequence[Place]) -> Place | None:
    """The place that the file's own heading names: the one with the most of its words."""
    words = set(under.casefold().replace(",", " ").split())
    found = max(places, key=lambda place: len(words & _words(place)), default=None)
    return found if found and len(words & _words(found)) * 2 >= len(words) else None


def _words(place: Place) -> set[str]:
    return set(place.name.casefold().replace(",", " ").split())
