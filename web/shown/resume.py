"""The places of a résumé that a person chooses among, by the keys that chunks and locks name them by."""

from __future__ import annotations

from content.schema.resume import ResumeData
from tailoring.places import places_of


def roles_of(resume: ResumeData) -> list[tuple[str, str]]:
    """The jobs and entries to choose from: the key that chunks name each by, and its name."""
    return [(place.key, place.name) for place in places_of(resume)]


def sections_of(resume: ResumeData) -> list[tuple[str, str]]:
    """What can be locked as a whole: the key that locks name it by, and its name."""
    return [("summary", "Summary"), *roles_of(resume), ("achievements", "Achievements"), ("skills", "Skills")]
