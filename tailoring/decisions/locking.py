"""Which changes a person's locks forbid."""

from __future__ import annotations

from collections.abc import Sequence

from content.schema.locks import Lock
from content.schema.resume import ResumeData
from tailoring.decisions.changes import Change
from tailoring.places import place_at


def section_key(change: Change, resume: ResumeData) -> str:
    """The section of a change as locks name it: a job or an entry by its key, which holds for every version."""
    place = place_at(change.section, resume)
    return place.key if place else change.section


def locks_for(change: Change, resume: ResumeData, *, whole: bool = False) -> list[Lock]:
    """What has to be locked so that no run makes this change: its lines, or with `whole` all of its section."""
    section = section_key(change, resume)
    if whole or change.kind.is_a_list or not change.before or section == "summary":
        return [Lock(section=section)]
    return [Lock(section=section, text=text) for text in change.before]


def locked_in(changes: Sequence[Change], resume: ResumeData, locks: Sequence[Lock]) -> set[str]:
    """The keys of the changes that touch what is locked. A line keeps its words; only a locked section its order."""
    found = set()
    for change in changes:
        texts = () if change.kind.is_a_list else change.before
        section = section_key(change, resume)
        if any(lock.holds(section, texts) for lock in locks):
            found.add(change.key)
    return found
