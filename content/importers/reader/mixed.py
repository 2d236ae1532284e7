"""Sections that hold more than one kind: `Skills & Interests` with a labelled line for each, `Education & Honors`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ..lines.model import Line
from ..words import heading_kind, heading_kinds, is_one_of
from .sections import Section

_LABELLED = re.compile(r"([^:]{2,40}):\s*(.*)$")
_LISTED = ("skills", "languages", "interests", "certificates", "awards", "other")


def parted(section: Section) -> list[Section]:
    """The section, and after it those of its labelled lines whose label is the name of another kind of list."""
    if section.kind not in ("skills", "languages", "interests"):
        return [section]
    found = [replace(section, lines=[])]
    for line in section.lines:
        label, rest = _label_of(line)
        kind = _kind_of(label, rest) if label else None
        if kind:
            found.append(replace(section, kind=kind, title=label, lines=[_unlabelled(line, label)]))
        elif label:
            found[0].lines.append(line)  # a group of the section's own kind
        else:
            found[-1].lines.append(line)
    own = [one for one in found[1:] if one.kind == section.kind]
    found[0].lines += [line for one in own for line in one.lines]
    return [one for one in found if one is found[0] or one not in own]


def _label_of(line: Line) -> tuple[str, str]:
    """The label of a line and what it labels: before a colon, or in a cell of its own."""
    if match := _LABELLED.match(line.text):
        return match[1].strip(), match[2]
    parts = line.parts
    return (parts[0], parts[1]) if len(parts) == 2 and len(parts[0]) < 30 and not line.bullet else ("", "")


def _kind_of(label: str, rest: str) -> str | None:
    """The kind of list that a label names, where what it labels agrees. `Languages: Python, Go` are skills."""
    kind = heading_kind(label)
    if kind is None and _are_languages(rest):
        return "languages"
    if kind == "other" and is_one_of("leftovers", label):
        return None  # a group of the section's own kind
    if kind == "languages" and not is_one_of("languages", rest):
        return None
    return kind if kind in _LISTED and kind != "skills" else None


def _are_languages(text: str) -> bool:
    """Whether a list names languages that people speak, each with how well."""
    items = [one.strip() for one in text.split(",") if one.strip()]
    return len(items) > 1 and all(is_one_of("languages", one.split()[0]) and "(" in one for one in items)


def _unlabelled(line: Line, label: str) -> Line:
    """The line without its first words, which may be a cell of their own."""
    first = line.cells[0]
    rest = first.text[len(label) :].lstrip(" :") if first.text.startswith(label) else first.text
    cells = (replace(first, text=rest), *line.cells[1:]) if rest else line.cells[1:]
    return replace(line, cells=cells or (replace(first, text=""),))


def awards_among(
    schools: list[dict[str, Any]], title: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The schools of a section whose heading names awards too, and what of it was no school, as awards."""
    if "awards" not in heading_kinds(title):
        return schools, []
    kept = [one for one in schools if not _is_award(one)]
    awards = [
        {"title": one["institution"], **({"date": one["end_date"]} if one["end_date"] else {})}
        for one in schools
        if _is_award(one)
    ]
    return kept, awards


def _is_award(school: dict[str, Any]) -> bool:
    says_more = school["degree"] or school["field"] or school["description"] or school["start_date"]
    return not says_more and not is_one_of("schools", school["institution"])
