"""The résumé that decisions make: what is not decided is printed as proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.schema.entries import HEADLINE, LEADING
from content.schema.resume import Achievement, ResumeData
from tailoring.decisions.arrangement import arranged_as
from tailoring.decisions.changes import Change, Decided, changes_of
from tailoring.decisions.sections import ACHIEVEMENTS, Section, sections_of, text_of
from tailoring.places import with_lines
from tailoring.records import Result
from tailoring.remarks import LANGUAGES


@dataclass(frozen=True)
class _Slot:
    """Lines that stand together, and where: the number of the person's line, and the text it was proposed as."""

    texts: tuple[str, ...]
    rank: float
    proposed: str


def applied(resume: ResumeData, result: Result, decided: Mapping[str, Decided]) -> ResumeData:
    """`resume` cut as `result` proposes, but for what was decided otherwise. All else is the tailored résumé's."""
    tailored = ResumeData.model_validate(result.tailored_resume)
    changes = {change.key: change for change in changes_of(resume, result)}
    said = {key: decided[key].texts(change) for key, change in changes.items() if key in decided}
    lines = {section.key: _lines(section, changes, said) for section in sections_of(resume, result)}
    by_place = {key.removeprefix("roles."): texts for key, texts in lines.items() if key != ACHIEVEMENTS}
    achievements = _achievements(lines[ACHIEVEMENTS], resume, tailored)
    update: dict[str, Any] = {**with_lines(tailored, resume, by_place), "achievements": achievements}
    if "summary" in said:
        update["summary"] = "\n".join(said["summary"])
    if "skills" in said:
        update["skills"] = list(said["skills"])
    if HEADLINE in said:
        update[HEADLINE] = " ".join(said[HEADLINE])
    if spoken := [key for key in said if key.startswith(f"{LANGUAGES}.")]:
        entries = [*tailored.others[LANGUAGES]]
        for key in spoken:
            number = int(key.rpartition(".")[2])
            entries[number] = {**entries[number], "fluency": " ".join(said[key])}
        update[LANGUAGES] = entries
    made = tailored.model_copy(update=update)
    return _without_empty(made.model_copy(update=arranged_as(made, said)), said)


def _without_empty(made: ResumeData, said: Mapping[str, tuple[str, ...]]) -> ResumeData:
    """Without an order of sections that is the usual one, and a line under the name that is the person's own."""
    gone = {LEADING} if made.others.get(LEADING) == [] else set()
    if HEADLINE in said and " ".join(said[HEADLINE]) in ("", made.contact.tagline):
        gone.add(HEADLINE)
    if not gone:
        return made
    return ResumeData.model_validate(
        {key: value for key, value in made.model_dump().items() if key not in gone}
    )


def _lines(section: Section, changes: Mapping[str, Change], said: Mapping[str, tuple[str, ...]]) -> list[str]:
    slots = _printed(section, said)
    order = f"order.{section.key}"
    back = [
        _Slot(said[key], number, section.own[number])
        for number in section.left_out
        if (key := f"left.{section.key}.{number}") in said
    ]
    if order in said and said[order] != changes[order].before:
        slots = _as_listed(slots, said[order]) + back
    elif order in said or order not in changes:
        slots = sorted(slots + back, key=lambda slot: slot.rank)
    else:
        slots = slots + back
    return [text for slot in slots for text in slot.texts]


def _printed(section: Section, said: Mapping[str, tuple[str, ...]]) -> list[_Slot]:
    """The printed lines, each ranked by the person's line it rests on; one that rests on none follows another."""
    slots: list[_Slot] = []
    for line in section.printed:
        last = slots[-1].rank if slots else -1.0
        rank = line.rests_on[0] if line.rests_on else last + 0.01
        slots.append(_Slot(said.get(line.key, (line.text,)), rank, line.text))
    return slots


def _as_listed(slots: list[_Slot], listed: tuple[str, ...]) -> list[_Slot]:
    """In the order in which a person lists their lines; what they do not list stays, behind."""
    places = {text: number for number, text in enumerate(listed)}
    return sorted(slots, key=lambda slot: places.get(slot.proposed, len(places)))


def _achievements(lines: list[str], resume: ResumeData, tailored: ResumeData) -> list[Achievement | str]:
    """Lines as entries: with their dates and links where they are known."""
    known = {text_of(item): item for item in [*resume.achievements, *tailored.achievements]}
    return [known.get(line, line) for line in lines]
