"""Reads a PDF or DOCX as a recruiting system does, and looks for every field of the résumé in its text, in order.

What is sought is listed from the résumé, not from what was drawn, so a field that a template forgot is missed here.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from content.schema.resume import ResumeData, lines_of

from ..children import made
from ..errors import ExportError
from ..layout.dates_alike import set_alike
from ..layout.printed import date, display_url, span
from ..layout.sections import apart, other_sections, tagline


class Field(NamedTuple):
    """Where in the résumé a text stands, `work_experience[0].title`, and the text as it is printed."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """How many of the résumé's fields a parser found in the file, in order, and which it did not."""

    found: int
    total: int
    missing: tuple[Field, ...] = ()

    @property
    def share(self) -> float:
        """0 to 1; a résumé without fields has all of them."""
        return self.found / self.total if self.total else 1.0


def fields_found(resume: ResumeData, content: bytes, person: Hashable = None) -> Report:
    """Look for the résumé's fields in a PDF's or DOCX's text. A file that no parser can read holds none of them.

    It is parsed in a child process. Raises NoSlot for a `person` when too many files are made.

    The usual parser goes first; what it misses is sought with the next, as recruiting systems differ in theirs.
    """
    fields = list(expected(resume))
    missing = set(range(len(fields)))
    for task in _tasks(content):
        if missing:
            missing &= _missing(fields, _Squeezed(_text(task, content, person)))
    return Report(
        len(fields) - len(missing), len(fields), tuple(fields[number] for number in sorted(missing))
    )


def fields_in_order(resume: ResumeData, text: str) -> Report:
    """Look for the résumé's fields, in order, in a text that was read of any other file."""
    fields = list(expected(resume))
    missing = _missing(fields, _Squeezed(text))
    return Report(len(fields) - len(missing), len(fields), tuple(fields[at] for at in sorted(missing)))


def fields_anywhere(resume: ResumeData, text: str) -> Report:
    """The same for data, which has an order and a way to write dates and addresses of its own: its words, anywhere.

    Of the sections that our schema knows; how others are printed is not how data holds them.
    """
    written = ("dates", "date", "website", "linkedin", "github", "location", "gpa")
    known = ("contact", "summary", "work_experience", "education", "skills", "achievements")
    fields = [
        field
        for field in expected(resume)
        if field.where.startswith(known) and field.where.rpartition(".")[2] not in written
    ]
    squeezed = _Squeezed(text)
    missing = tuple(field for field in fields if not any(True for _ in squeezed.occurrences(field.text)))
    return Report(len(fields) - len(missing), len(fields), missing)


def text_of(content: bytes) -> str:
    """The text of a PDF or DOCX, as the usual parser gives it; nothing when it cannot be read."""
    return _text(_tasks(content)[0], content)


def _text(task: str, content: bytes, person: Hashable = None) -> str:
    try:
        _, text = made(task, content, "The file", person=person)
    except ExportError:
        return ""  # what breaks a parser has no text for it
    return text.decode("utf-8", "surrogatepass")


def _tasks(content: bytes) -> tuple[str, ...]:
    """The parsers to ask, the fastest first: PDFium takes a tenth of pypdf's time."""
    return ("pdfium", "pypdf") if content.startswith(b"%PDF") else ("docx text",)


def expected(resume: ResumeData) -> Iterator[Field]:
    """Every field that a printed résumé must show, in the order of the standard sections."""
    for where, text in _fields(set_alike(resume)):
        if text and text.strip():
            yield Field(where, text.strip())


def _fields(resume: ResumeData) -> Iterator[tuple[str, str]]:
    contact = resume.contact
    yield "contact.full_name", contact.full_name
    yield "contact.label", tagline(resume)
    for name in ("location", "phone", "email"):
        yield f"contact.{name}", getattr(contact, name)
    seen: set[str] = set()
    for name in ("website", "linkedin", "github"):
        if (shown := display_url(getattr(contact, name))).casefold() not in seen:
            seen.add(shown.casefold())
            yield f"contact.{name}", shown
    yield from (("summary", line) for line in lines_of(resume.summary))
    before, after, others = apart(resume.others)
    yield from _other_fields(before)
    for number, role in enumerate(resume.work_experience):
        where = f"work_experience[{number}]"
        yield f"{where}.title", role.title
        if not role.title:
            yield f"{where}.company", role.company
        yield f"{where}.dates", span(role.start_date, role.end_date, role.current)
        if role.title:
            yield f"{where}.company", role.company
        yield f"{where}.location", role.location
        yield from ((f"{where}.description", line) for line in role.bullets)
        yield from ((f"{where}.technologies", name) for name in role.technologies)
    yield from _other_fields(after)
    yield from (("skills", skill) for skill in resume.skills)
    yield from _education_fields(resume)
    for number, one in enumerate(resume.achievements):
        where = f"achievements[{number}]"
        if isinstance(one, str):
            yield where, one
        else:
            yield f"{where}.title", one.title
            yield from ((f"{where}.description", line) for line in lines_of(one.description))
            yield f"{where}.date", date(one.date)
    yield from _other_fields(others)


def _other_fields(others: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, blocks in other_sections(others):
        yield from ((name, text) for block in blocks for text in block.fields)


def _education_fields(resume: ResumeData) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(resume.education):
        where = f"education[{number}]"
        extra = one.model_extra or {}
        field = "" if one.field.casefold() in one.degree.casefold() else one.field
        yield f"{where}.degree", one.degree
        yield f"{where}.field", field
        if not one.degree and not field:
            yield f"{where}.institution", one.institution
        yield f"{where}.dates", span(one.start_date, one.end_date, bool(extra.get("current")))
        if one.degree or field:
            yield f"{where}.institution", one.institution
        yield f"{where}.gpa", one.gpa
        yield from ((f"{where}.description", line) for line in lines_of(one.description))


_ALIKE = {0x2010: "-", 0x2011: "-", 0x2013: "-"}


def _plain(text: str) -> str:
    """Without ligatures, case, and the difference between hyphens and dashes, which plain text does not make."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)


class _Squeezed:
    """A text without its white space, which lines, columns and ligatures break at will, that knows where words end."""

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self.starts: set[int] = {0}
        after_space = False
        for char in _plain(text):
            if char.isspace():
                after_space = True
                continue
            if after_space or not char.isalnum() or (kept and not kept[-1].isalnum()):
                self.starts.add(len(kept))
            after_space = False
            kept.append(char)
        self.text = "".join(kept)
        self.starts.add(len(kept))

    def occurrences(self, field: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each place where the field stands as whole words."""
        sought = "".join(_plain(field).split())
        start = self.text.find(sought)
        while sought and start >= 0:
            if start in self.starts and start + len(sought) in self.starts:
                yield start, start + len(sought)
            start = self.text.find(sought, start + 1)


def _missing(fields: list[Field], text: _Squeezed) -> set[int]:
    """The numbers of the fields outside the longest chain of fields that stand one after another in the text.

    The chain is found as a longest increasing subsequence is: `ends[n]` is the least end of a chain of n + 1 fields.
    """
    ends: list[int] = []
    chains: list[_Chain] = []
    for number, field in enumerate(fields):
        better: dict[int, tuple[int, _Chain]] = {}
        for start, end in text.occurrences(field.text):
            length = bisect_right(ends, start)
            if length not in better or end < better[length][0]:
                better[length] = end, _Chain(number, chains[length - 1] if length else None)
        for length, (end, chain) in sorted(better.items()):
            if length == len(ends):
                ends.append(end)
                chains.append(chain)
            elif end < ends[length]:
                ends[length], chains[length] = end, chain
    missing = set(range(len(fields)))
    last = chains[-1] if chains else None
    while last:
        missing.discard(last.number)
        last = last.before
    return missing


class _Chain(NamedTuple):
    """The last field of a chain, and the chain before it."""

    number: int
    before: _Chain | None
