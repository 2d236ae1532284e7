"""Schools: the pieces of their entries put in their places."""

from __future__ import annotations

import re
from typing import Any

from content.schema.resume import description_of

from ..lines.dates import Span, has_dates, is_only_dates, span_in
from ..lines.model import Line
from ..words import is_one_of, listed
from .entries import Entry, entries_of
from .heads import like_place
from .paragraphs import Paragraph
from .pieces import Piece, grade_in, kind_of, pieces_in, pieces_of, unlabelled

_MOST_HEAD = 8


def schools_of(lines: list[Line]) -> list[dict[str, Any]]:
    """The schools of a section, each with its degree, place, dates, grade, and what else is said."""
    read = [_read(entry) for entry in _schools_apart(entries_of(lines))]
    degree_first = sum(_order(pieces) for pieces, _, _ in read) >= 0
    schools = [_school(*one, degree_first=degree_first) for one in read]
    return [one for one in schools if one["institution"] or one["degree"]]


def _read(entry: Entry) -> tuple[list[Piece], Span | None, list[str]]:
    """The pieces of an entry's head, its dates, and the texts below."""
    pieces, span = pieces_of(entry)
    below = [block.text for block in entry.body]
    if any(one.kind == "degree" for one in pieces):
        return pieces, span, below
    for row, text in enumerate(below[:3], start=1):
        if is_one_of("degrees", text) and len(text) < 80:
            for number in range(row):
                pieces += pieces_in(below[number], len(entry.head) + number)
            return pieces, span, below[row:]
    return pieces, span, below


def _schools_apart(entries: list[Entry]) -> list[Entry]:
    """The entries; one ends where a line names the next school, where a list's next item has dates too, and at new
    dates, and goes on with the school of a degree that stands above it."""
    found: list[Entry] = []
    for entry in entries:
        first = len(found) - (1 if found and _is_its_school(found[-1], entry.head[0]) else 0)
        for block in [*entry.head, *entry.body]:
            if len(found) == first or _is_next_school(found[-1], block):
                found.append(Entry([block]))
            elif len(found[-1].head) < _MOST_HEAD and _is_of_head(entry, block, again=len(found) > first + 1):
                found[-1].head.append(block)
            else:
                found[-1].body.append(block)
    return found


def _is_of_head(entry: Entry, block: Paragraph, *, again: bool) -> bool:
    """Whether a line is of the head: as it was read, or, of a school found within an entry, what is no item."""
    return any(block is one for one in entry.head) or again and not block.bullet


def _is_its_school(entry: Entry, block: Paragraph) -> bool:
    """Whether a line without dates names the school of the degree above it, which has dates and no school."""
    if len(entry.head) == 1 and not entry.body and is_only_dates(entry.head[0].text):
        return not has_dates(block.text)  # a page ends between them
    kinds = {one.kind for old in entry.head for one in pieces_in(old.text, 0)}
    named = "school" in {one.kind for one in pieces_in(block.text, 0)}
    return named and entry.dated and "degree" in kinds and "school" not in kinds and not has_dates(block.text)


def _is_next_school(entry: Entry, block: Paragraph) -> bool:
    if block.bullet:
        return entry.head[0].bullet and span_in(block.text) is not None
    if is_only_dates(block.text):
        return entry.dated
    kinds = {one.kind for old in entry.head for one in pieces_in(old.text, 0)}
    return {"school", "degree"} <= kinds and kind_of(block.text) == "school"


def _order(pieces: list[Piece]) -> int:
    """1 where the degree stands before the school, -1 where it stands behind it, else 0."""
    kinds = [one.kind for one in pieces if one.kind in ("school", "degree")]
    return 0 if len(set(kinds)) < 2 else 1 if kinds[0] == "degree" else -1


def _school(
    pieces: list[Piece], span: Span | None, below: list[str], *, degree_first: bool
) -> dict[str, Any]:
    for piece in pieces:
        piece.text = unlabelled(piece.text)
    school = _institution(pieces, degree_first=degree_first)
    place = _place(pieces, school)
    degree = _degree([one for one in pieces if one not in school and one not in place])
    gpa, grade = _grade(pieces)
    taken = [*school, *place, *degree, *grade]
    lines = [*_rest([one for one in pieces if one not in taken]), *below]
    if not gpa:
        gpa, lines = _grade_among(lines)
    start, end = ("", "")
    if span:
        start, end = (span.start, span.end) if span.end or span.current else ("", span.start)
    studied, area = _parted([one.text for one in degree])
    return {
        "institution": ", ".join(one.text for one in school),
        "degree": studied,
        "field": area,
        "start_date": start,
        "end_date": end,
        **({"location": ", ".join(one.text for one in place)} if place else {}),
        "gpa": gpa,
        **({"current": True} if span and span.current else {}),
        "description": description_of(lines) if lines else "",
    }


def _institution(pieces: list[Piece], *, degree_first: bool) -> list[Piece]:
    """The pieces of its name: those that name a school, else the one that is left beside the degree."""
    named = [one for one in pieces if one.kind == "school"]
    if named:
        at = pieces.index(named[0])
        found = [named[0]]
        for piece in pieces[at + 1 :]:
            if piece.row != named[0].row or not piece.comma:
                break
            # `University of California, Berkeley`; `School of Law, University of Leeds`
            campus = len(found) == 1 and found[0].text.split(" of ")[-1].casefold() in listed("countries")
            if piece.kind != "school" and not (campus and piece.kind in ("", "place")):
                break
            found.append(piece)
        return found
    able = [one for one in pieces if one.kind in ("", "place", "field")]
    degrees = [one for one in pieces if one.kind == "degree"]
    if not degrees:
        apart = [one for one in able if one.row != able[0].row]
        return able[:1] if len(able) < 2 or not degree_first else [*apart, able[-1]][:1]
    able = [one for one in able if one.kind != "field"]
    apart = [one for one in able if one.row != degrees[0].row and one.kind == ""]
    loose = [one for one in able if one.kind == ""]
    if apart:
        return apart[:1]
    if len(loose) > 1 or loose and _has_field(degrees[:1]):
        return loose[-1:] if pieces.index(loose[0]) > pieces.index(degrees[0]) else loose[:1]
    if loose and pieces.index(loose[0]) < pieces.index(degrees[0]):
        return loose[:1]
    return []


def _place(pieces: list[Piece], school: list[Piece]) -> list[Piece]:
    """The place: what is one by its words, else what stands right behind the institution and may be one."""
    left = [one for one in pieces if one not in school]
    if found := [one for one in left if one.kind == "place"]:
        city = pieces.index(found[0]) - 1
        before = pieces[city] if city >= 0 and found[0].comma else None
        is_city = (
            before in left and before.kind == "" and like_place(before.text, loosely=True)
            if before
            else False
        )
        return [*([before] if is_city and before else []), found[0]]
    if not school:
        return []
    at = pieces.index(school[-1])
    behind = next((one for one in pieces[at + 1 : at + 2]), None)
    studied = any(one.kind in ("degree", "field") for one in left)
    if (
        behind
        and behind.kind == ""
        and behind.row == school[-1].row
        and studied
        and like_place(behind.text, loosely=True)
    ):
        return [behind]
    return []


def _degree(pieces: list[Piece]) -> list[Piece]:
    """The degree, and what was studied: in its own words, or in the pieces right behind it."""
    able = [one for one in pieces if one.kind in ("degree", "field", "")]
    at = next((number for number, one in enumerate(able) if one.kind == "degree"), 0)
    found = able[at : at + 1]
    for piece in able[at + 1 :]:
        beside = piece.row == found[-1].row
        if piece.kind == "degree" and not piece.comma or not (beside or piece.row == found[-1].row + 1):
            break
        if _has_field(found) and not (beside and piece.comma):
            break
        found.append(piece)
    if at and found and not _has_field(found):
        found += able[at - 1 : at]
    return found


_WHOLE = re.compile(
    r"(?:bachelor|master|doctor|associate)(?:['’]?s)?(?: degree)?(?: of \w+(?: administration)?)?",
    re.IGNORECASE,
)


_LEAVING = re.compile(r"(?i)\babitur|reife\b|\bged\b|schulabschluss")


def _has_field(degree: list[Piece]) -> bool:
    """Whether a degree says what was studied, as `BSc Physics` does and `Bachelor of Science` does not."""
    if degree[0].kind != "degree":
        return len(degree) > 1
    if len(degree) > 1 or is_one_of("schools", degree[0].text) or _LEAVING.search(degree[0].text):
        return True
    rest = _WHOLE.sub("", degree[0].text)
    words = [word for word in re.findall(r"[^\W\d_][\w.'’-]*", rest) if word[:1].isupper()]
    short = [word for word in words if word.isupper() and len(word) < 6]  # a degree that no list holds
    return any(not is_one_of("degrees", word) for word in words if word not in short)


def _parted(texts: list[str]) -> tuple[str, str]:
    """The degree, and what was studied."""
    if len(texts) > 1:
        return texts[0], ", ".join(texts[1:])
    parts = re.split(r",\s+|:\s+|\s+in\s+|\s+en\s+(?=[A-ZÉ])", texts[0] if texts else "", maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 and parts[1] else (texts[0] if texts else "", "")


def _grade(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    found = [one for one in pieces if one.kind == "grade"][:1]
    return (grade_in(found[0].text), found) if found else ("", [])


def _grade_among(lines: list[str]) -> tuple[str, list[str]]:
    """The grade that a line of its own says, and the other lines."""
    for number, line in enumerate(lines):
        if len(line) < 40 and (grade := grade_in(line)):
            return grade, [*lines[:number], *lines[number + 1 :]]
    return "", lines


def _rest(pieces: list[Piece]) -> list[str]:
    """What has no place of its own, line by line."""
    rows = dict.fromkeys(one.row for one in pieces)
    return [", ".join(one.text for one in pieces if one.row == row) for row in rows]
