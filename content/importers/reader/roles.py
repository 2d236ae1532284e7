"""Jobs: which of an entry's names is which."""

from __future__ import annotations

import itertools
from typing import Any

from content.schema.resume import description_of

from ..lines.model import Line, Unplaced
from ..words import is_one_of
from .entries import entries_of
from .heads import Head, head_of, like_place, split_place


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
