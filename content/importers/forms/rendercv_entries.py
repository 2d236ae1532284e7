"""The entries of RenderCV in the résumé schema, and in JSON Resume's shapes for the sections it does not know."""

from __future__ import annotations

from typing import Any

from content.schema.resume import description_of

from ..skill_names import names_in, says_more_than_a_name
from .fields import Dates, dates, dates_in, prose, rest, text, texts

_WORK = (
    "company", "position", "name", "location", "start_date", "end_date", "date", "summary", "highlights",
    "technologies",
)  # fmt: skip
_EDUCATION = (
    "institution", "name", "area", "degree", "study_type", "start_date", "end_date", "date", "grade", "gpa", "summary",
    "highlights",
)  # fmt: skip
# JSON Resume's names for RenderCV's.
_RENAMED = {"start_date": "startDate", "end_date": "endDate", "company": "entity"}
_NAMED = {
    "certificates": "name", "languages": "language", "interests": "name", "awards": "title", "references": "reference",
    "projects": "name", "publications": "name", "volunteer": "organization",
}  # fmt: skip
_TEXTS = ("bullet", "number", "reversed_number")


def as_job(work: dict[str, Any], path: str) -> dict[str, Any]:
    """An entry with a company or a position."""
    found = _dates(work, path)
    summary = prose(work, "summary", path)
    return {
        **rest(work, _WORK),
        **({"summary": summary} if summary else {}),
        "company": text(work, "company" if work.get("company") else "name", path),
        "title": text(work, "position", path),
        "location": text(work, "location", path),
        "start_date": found.start,
        "end_date": found.end,
        "current": found.current,
        "description": description_of(texts(work, "summary", path) + texts(work, "highlights", path)),
        "technologies": texts(work, "technologies", path),
    }


def as_school(education: dict[str, Any], path: str) -> dict[str, Any]:
    """An entry with an institution. One date alone is when the degree was given."""
    found = _dates(education, path)
    lines = texts(education, "summary", path) + texts(education, "highlights", path)
    return {
        **rest(education, _EDUCATION),
        "institution": text(education, "institution" if education.get("institution") else "name", path),
        "degree": text(education, "degree" if education.get("degree") else "study_type", path),
        "field": text(education, "area", path),
        "start_date": found.start,
        "end_date": found.end,
        "gpa": text(education, "gpa" if education.get("gpa") else "grade", path),
        "description": description_of(lines),
    }


def _dates(entry: dict[str, Any], path: str) -> Dates:
    """RenderCV writes either two dates or, in `date`, anything at all."""
    start, end = text(entry, "start_date", path), text(entry, "end_date", path)
    if not start and not end and (written := text(entry, "date", path)):
        found = dates_in(written)
        return found if found.end or found.current else Dates("", found.start)
    return dates(start, end, entry.get("current"))


def put_skills(resume: dict[str, Any], entry: Any, path: str) -> None:
    """`label: Languages, details: Python, Go` is a group; a text is a list of skills, or a sentence about some."""
    found = dict.fromkeys(resume["skills"])
    label = _first(entry, ("label", "name"), path) if isinstance(entry, dict) else ""
    if isinstance(entry, dict) and label:
        details = _first(entry, ("details", "keywords", "level"), path)
        keywords = _names(details)
        group = {"name": label, **({"keywords": keywords} if keywords else {})}
        resume.setdefault("skill_groups", []).append(group)
        names = keywords or ([label] if not says_more_than_a_name(label) else names_in(label))
    else:
        names = [name for line in as_texts(entry) for name in _names(line)]
    resume["skills"] = list(found | dict.fromkeys(names))


def _first(entry: dict[str, Any], keys: tuple[str, ...], path: str) -> str:
    key = next((key for key in keys if entry.get(key)), keys[0])
    if isinstance(entry.get(key), list):
        return ", ".join(texts(entry, key, path))
    return text(entry, key, path)


def _names(written: str) -> list[str]:
    return names_in(written) if says_more_than_a_name(written) else _split(written)


def _split(details: str) -> list[str]:
    """Skills at the commas and semicolons that stand outside brackets."""
    parts, start, closing = [], 0, details.rfind(")")
    opened = 0
    for at, char in enumerate(details):
        # A bracket that nothing closes opens nothing.
        opened = max(0, opened + (char == "(" and at < closing) - (char == ")"))
        if char in ",;" and not opened:
            parts.append(details[start:at])
            start = at + 1
    parts.append(details[start:])
    return [name for part in parts if (name := part.strip(" \t\n."))]


def as_item(entry: Any, place: str) -> Any:
    """An entry of another section in JSON Resume's shape; what has no property there keeps its own."""
    name = _NAMED.get(place)
    if not isinstance(entry, dict):
        return {name: entry} if name else entry
    if alone := next((entry[key] for key in _TEXTS if entry.get(key)), None):
        return {name: alone} if name else alone
    if name and set(entry) & {"label", "details"}:
        return _labelled(entry, name, place)
    renamed = {**_RENAMED, **({"company": "organization"} if place == "volunteer" else {})}
    if place == "publications" and "title" in entry and "name" not in entry:
        renamed |= {"title": "name", "journal": "publisher"}
    return {renamed.get(key, key): value for key, value in entry.items() if value not in ("", None)}


def _labelled(entry: dict[str, Any], name: str, place: str) -> dict[str, Any]:
    label, details = entry.get("label"), entry.get("details")
    if not details or not label:
        return {name: label or details}
    if place == "languages":
        return {name: label, "fluency": details}
    return {name: label, **({"keywords": [details]} if place == "interests" else {"summary": details})}


def as_texts(entry: Any) -> list[str]:
    """The text of an entry that is a text, a bullet, a number or labelled details."""
    if isinstance(entry, dict):
        alone = next((entry[key] for key in _TEXTS if entry.get(key)), None)
        entry = alone or ": ".join(str(value) for value in entry.values() if isinstance(value, str) and value)
    return [" ".join(str(entry).split())] if entry else []
