"""Entries that hold lines as a job does, in sections that the schema does not know: projects, volunteering. Pure."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.schema.resume import ResumeData, description_of, lines_of

# The key under which a tailored résumé names the sections that come straight after the jobs, or before them if `JOBS`
# stands behind them in the list.
LEADING, JOBS = "leading_sections", "work_experience"
# The key of the line under the name that is aimed at one job.
HEADLINE = "headline"
# What others say, what one likes, and what is kept for programs: no evidence of what a person can do.
_NO_EVIDENCE = frozenset(
    (
        *("references", "interests", "hobbies", "meta", "basics", "design", "locale", "settings"),
        *("skill_groups", "sectionmeta", LEADING, HEADLINE),
    )
)
# An entry of these is a fact as a whole: its words are a name, and are not rewritten.
_FACTS = frozenset(
    ("certificates", "certifications", "licenses", "awards", "publications", "languages", "patents")
)
_LONG = ("projects", "volunteer", "volunteering")
_LINES, _PROSE = ("highlights", "bullets"), ("description", "summary")
_NAMES = ("name", "title", "label")
_POSTS = ("position", "role")
_ORGANISATIONS = ("organization", "organisation", "entity", "company", "institution")
_STARTS, _ENDS = ("startDate", "start_date", "date"), ("endDate", "end_date")


@dataclass(frozen=True, slots=True)
class Entry:
    """A project, a post of volunteering or the like. `lines` stand in its field `field`; `about` says what it is.

    `title` is what the person was there, `company` what it is called. `key`: 16 hex digits, stable over edits of lines.
    """

    section: str
    number: int
    key: str
    title: str
    company: str
    start: str
    end: str
    field: str
    lines: tuple[str, ...]
    about: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands: `projects/0`."""
        return f"{self.section}/{self.number}"


def evidence_sections(resume: ResumeData) -> dict[str, Any]:
    """The sections that the schema does not know and that can show what a person has done."""
    return {
        name: section
        for name, section in resume.others.items()
        if name.casefold() not in _NO_EVIDENCE and not name.startswith(("$", "_", "x-", "@"))
    }


def entries_of(resume: ResumeData) -> list[Entry]:
    """The entries that hold lines, in the résumé's order."""
    found: list[Entry] = []
    seen: Counter[str] = Counter()
    for section, number, entry in _candidates(resume):
        made = _entry(section, number, entry)
        if made is not None:
            seen[made.key] += 1
            suffix = f"-{seen[made.key] - 1}" if seen[made.key] > 1 else ""
            found.append(made if not suffix else _with_key(made, f"{made.key}{suffix}"))
    return found


def sections_with(resume: ResumeData, lines: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The sections with the entries of these keys holding these lines instead of their own; all else stays."""
    sections: dict[str, Any] = {}
    for entry in entries_of(resume):
        if entry.key not in lines:
            continue
        section = sections.setdefault(entry.section, list(resume.others[entry.section]))
        old = section[entry.number]
        section[entry.number] = {**old, entry.field: _written(old[entry.field], lines[entry.key])}
    return sections


def title_of(section: str) -> str:
    """The heading of a section whose name only the file knew: `side_projects` gives "Side projects"."""
    return section.replace("_", " ").strip().capitalize()


def key_of(*parts: str) -> str:
    """16 hex digits that stand for a job or an entry."""
    folded = "\0".join(unicodedata.normalize("NFKC", part).casefold().strip() for part in parts)
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def _candidates(resume: ResumeData) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    for name, section in evidence_sections(resume).items():
        if name.casefold() in _FACTS or not isinstance(section, list):
            continue
        for number, entry in enumerate(section):
            if isinstance(entry, Mapping):
                yield name, number, entry


def _entry(section: str, number: int, entry: Mapping[str, Any]) -> Entry | None:
    """None for what holds no lines, or no name to stand under."""
    field = next((name for name in _LINES if _lines(entry.get(name))), "")
    about: tuple[str, ...] = ()
    if field:
        about = tuple(line for name in _PROSE for line in _lines(entry.get(name)))
    elif section.casefold() in _LONG:
        field = next((name for name in _PROSE if _lines(entry.get(name))), "")
    name, post = _first(entry, _NAMES), _first(entry, _POSTS) or ", ".join(_texts(entry.get("roles")))
    organisation = _first(entry, _ORGANISATIONS)
    company = ", ".join(part for part in (name, organisation) if part)
    if not field or not (company or post):
        return None
    start, end = _first(entry, _STARTS), _first(entry, _ENDS)
    return Entry(
        section=section,
        number=number,
        key=key_of(section, company, post, start),
        title=post,
        company=company,
        start=start,
        end=end,
        field=field,
        lines=tuple(_lines(entry[field])),
        about=about,
        keywords=tuple(_texts(entry.get("keywords"))),
    )


def _with_key(entry: Entry, key: str) -> Entry:
    return Entry(**{**{name: getattr(entry, name) for name in Entry.__slots__}, "key": key})


def _lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return lines_of(value)
    return [line for text in _texts(value) for line in lines_of(" ".join(text.split()))]


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list | tuple) else [value]
    return [text.strip() for text in items if isinstance(text, str) and text.strip()]


def _first(entry: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names for text in _texts(entry.get(name))), "")


def _written(old: Any, lines: Sequence[str]) -> Any:
    """The lines in the form that the field had: a list, a text of bullets, or one text."""
    if not isinstance(old, str):
        return list(lines)
    if len(lines_of(old)) > 1 or old.lstrip().startswith("- "):
        return description_of(list(lines))
    return " ".join(lines)
