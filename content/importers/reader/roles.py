"""Jobs and schools: which of an entry's names is which."""

from __future__ import annotations

import itertools
import re
from typing import Any

from content.schema.resume import description_of

from ..lines.model import Line, Unplaced
from ..words import is_one_of
from .entries import Entry, entries_of
from .heads import Head, head_of, like_place, split_place

_GPA = re.compile(
    r"^(?:(?:cumulative|overall)\s+)?(?:c?gpa|grade|note|abschlussnote|"
    r"moyenne|mention|nota media|nota|score|result)\b\s*:?\s*(?P<gpa>.+)$",
    re.IGNORECASE,
)

_CLASS = re.compile(
    r"(?:(?:upper |lower )?(?:first|second|third)[- ]class|(?:summa |magna )?cum laude|"
    r"with (?:distinction|merit|honou?rs)|"
    r"distinction$|merit$|mention (?:très )?bien|mention assez bien|sobresaliente|matrícula de honor|2:[12]$|"
    r"mit auszeichnung)\b",
    re.IGNORECASE,
)


def jobs_of(lines: list[Line]) -> tuple[list[dict[str, Any]], list[Unplaced]]:
    """The jobs of a section, and the lines that no job has a place for."""
    entries = entries_of(lines)
    heads = [head_of(entry) for entry in entries]
    _places_behind_dates(heads)
    title_first = _title_first(heads, "titles", "organisations")
    jobs: list[dict[str, Any]] = []
    unplaced: list[Unplaced] = []
    for entry, head in zip(entries, heads, strict=True):
        names = [*head.names, "", ""][:2]
        title, company = names if title_first else reversed(names)
        if len(head.names) == 1 and not title_first:
            title, company = (
                ("", head.names[0]) if not is_one_of("titles", head.names[0]) else (head.names[0], "")
            )
        place = head.place
        if not place:
            company, place = split_place(company)
        lines_below = [block.text for block in entry.body]
        unplaced += [Unplaced(text, company or title) for text in head.rest]
        jobs.append(
            {
                "company": company,
                "title": title,
                "location": place,
                **_dates(head),
                "description": description_of(lines_below),
            }
        )
    return _with_company(jobs), unplaced


def _places_behind_dates(heads: list[Head]) -> None:
    """Where others have company and title above their dates, the second name of a further position is its place."""
    if not any(head.before == 2 for head in heads):
        return
    for head in heads:
        if (
            head.before == 1
            and len(head.names) == 2
            and not head.place
            and like_place(head.names[1], loosely=True)
        ):
            head.place = head.names.pop()


def _with_company(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where a company has several positions below it, each carries its name."""
    for before, job in itertools.pairwise(jobs):
        if not job["company"] and job["title"] and before["company"]:
            job["company"] = before["company"]
    return [job for number, job in enumerate(jobs) if not _is_group(jobs, number)]


def _is_group(jobs: list[dict[str, Any]], number: int) -> bool:
    job = jobs[number]
    after = jobs[number + 1] if number + 1 < len(jobs) else None
    return bool(after and not job["title"] and not job["description"] and after["company"] == job["company"])


def _title_first(heads: list[Head], first: str, second: str) -> bool:
    """Whether the first name of an entry is what `first` lists: all entries of a section have one order."""
    score = 0.0
    for head in heads:
        if len(head.names) < 2:
            continue
        one, two = (
            min(is_one_of(first, name), 2) - min(is_one_of(second, name), 2) for name in head.names[:2]
        )
        score += (one > two) - (one < two)
    return score > 0 or score == 0 and not _places_first(heads)


def _places_first(heads: list[Head]) -> bool:
    """Whether the first names alone have a place behind them, as those of companies do. Words did not tell."""
    named = [head.names for head in heads if len(head.names) > 1]
    return bool(named) and all(split_place(one)[1] and not split_place(two)[1] for one, two, *_ in named)


def _dates(head: Head) -> dict[str, Any]:
    if not head.span:
        return {"start_date": "", "end_date": "", "current": False}
    span = head.span
    start, end = (span.start, span.end)
    return {"start_date": start, "end_date": end, "current": span.current}


def schools_of(lines: list[Line]) -> tuple[list[dict[str, Any]], list[Unplaced]]:
    """The schools of a section, and the lines that none has a place for."""
    entries = entries_of(lines)
    heads = [head_of(entry) for entry in entries]
    degree_first = _title_first(heads, "degrees", "schools")
    schools: list[dict[str, Any]] = []
    unplaced: list[Unplaced] = []
    for entry, head in zip(entries, heads, strict=True):
        schools.append(_school(entry, head, degree_first=degree_first))
    return [one for one in schools if one["institution"] or one["degree"]], unplaced


def _school(entry: Entry, head: Head, *, degree_first: bool) -> dict[str, Any]:
    below = [block.text for block in entry.body]
    names = list(head.names)
    rest = list(head.rest)
    if (
        len(names) < 2
        and below
        and is_one_of("degrees", below[0])
        and not is_one_of("degrees", names[0] if names else "")
    ):
        names.append(below.pop(0))
        degree_first = False  # what stands below a school is what was learned there
    place = head.place
    gpa, rest = _gpa([*([place] if _grade(place) else []), *rest])
    place = "" if _grade(place) else place
    if len(names) == 1:
        degree, institution = (
            ("", names[0])
            if is_one_of("schools", names[0]) or not is_one_of("degrees", names[0])
            else (names[0], "")
        )
    else:
        one, two = [*names, "", ""][:2]
        degree, institution = (one, two) if degree_first else (two, one)
    if place and is_one_of("schools", place) and not is_one_of("schools", institution):
        degree, institution, place = ", ".join(filter(None, [degree, institution])), place, ""
    elif place and is_one_of("degrees", place) and not like_place(place):
        degree, place = f"{place} {degree}".strip(), ""
    elif place and not institution:
        institution, place = place, ""
    while rest and len(rest[0]) < 80 and not place:
        if is_one_of("schools", rest[0]) and not is_one_of("schools", institution):
            degree, institution = (
                f"{institution}, {degree}" if degree_first is False else f"{degree}, {institution}",
                rest.pop(0),
            )
        else:
            place = rest.pop(0)
    if not place and institution:
        school, after = split_place(institution)
        # "University of California, Berkeley" is one name where the degree says already of what it is.
        if after and (
            like_place(after) or not is_one_of("schools", school) or not _degree(_graded(degree)[0])[1]
        ):
            institution, place = school, after
    degree, grade = _graded(degree)
    rest += grade
    degree, area = _degree(degree)
    if not gpa and area:
        area, grade = _graded(area)
        gpa, _ = _gpa(grade)
    if degree and not area and _is_field(place, head):
        area, place = place, ""
    gpa, lines = (gpa, rest + below) if gpa else _gpa(rest + below)
    span = head.span
    start, end = ("", "")
    if span:
        start, end = (span.start, span.end) if span.end or span.current else ("", span.start)
    return {
        "institution": institution,
        "degree": degree,
        "field": area,
        "start_date": start,
        "end_date": end,
        **({"location": place} if place else {}),
        "gpa": gpa,
        **({"current": True} if span and span.current else {}),
        "description": description_of(lines) if lines else "",
    }


def _is_field(place: str, head: Head) -> bool:
    """Whether what stands where a place might is what was studied."""
    if not place or like_place(place):
        return False
    return not head.place.startswith(place) or is_one_of("fields", place) > 0


def _graded(text: str) -> tuple[str, list[str]]:
    """`BSc in Physics; GPA: 3.7/4.0`: the degree, and its grade as a line of its own."""
    for match in re.finditer(r"\s*[;|,(]\s*|\s+[–—-]\s+|\s+(?=GPA\b)", text):
        if _GPA.match(grade := text[match.end() :].rstrip(")")):
            return text[: match.start()], [grade]
    return text, []


def _degree(text: str) -> tuple[str, str]:
    parts = re.split(r",\s+|:\s+|\s+in\s+|\s+en\s+(?=[A-ZÉ])", text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 and parts[1] else (text, "")


def _grade(text: str) -> str:
    if match := _GPA.match(text):
        return match["gpa"]
    return text if _CLASS.match(text) else ""


def _gpa(lines: list[str]) -> tuple[str, list[str]]:
    gpa, kept = "", []
    for line in lines:
        if not gpa and len(line) < 40 and (grade := _grade(line)):
            gpa = grade
        else:
            kept.append(line)
    return gpa, kept
