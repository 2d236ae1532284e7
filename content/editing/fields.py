"""A résumé as the fields of a form, and the résumé that a filled form makes. Every text of it has a field."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from content.editing.parts import role_name
from content.schema.entries import title_of
from content.schema.resume import Education, ResumeData, Role, description_of, lines_of

_ENTRIES = {"work_experience": Role, "education": Education}
_HEADINGS = {"work_experience": "Experience", "education": "Education", "achievements": "Achievements"}
_NEW = {"work_experience": "Add a job", "education": "Add a school"}
_LABELS = {
    "full_name": "Name", "email": "E-mail", "linkedin": "LinkedIn", "github": "GitHub",
    "start_date": "From", "end_date": "To", "current": "I work there now",
    "description": "What you did there, one a line", "technologies": "Technologies, one a line",
    "gpa": "Grade", "url": "Link",
}  # fmt: skip
_CONTACT = {"label": "The line under your name"}
_DEEPEST = 6


class Kind(StrEnum):
    """How a text is written: a line, prose, lines with dashes before them, a list, or yes and no."""

    LINE = "line"
    PROSE = "prose"
    BULLETS = "bullets"
    LIST = "list"
    YES = "yes"


Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """One field: the path of its text in the document, and what stands there."""

    path: Path
    label: str
    kind: Kind
    stored: Any = ""

    @property
    def name(self) -> str:
        return ".".join(map(str, self.path))

    @property
    def value(self) -> str:
        """What the field shows."""
        if self.kind is Kind.BULLETS:
            return "\n".join(lines_of(self.stored))
        return "\n".join(self.stored) if self.kind is Kind.LIST else str(self.stored)

    @property
    def rows(self) -> int:
        return min(14, max(3, 1 + len(self.value) // 70 + self.value.count("\n")))

    def read(self, typed: str) -> Any:
        """What is stored for what was typed; words that are as they were keep their form."""
        lines = [line.strip() for line in typed.splitlines() if line.strip()]
        if self.kind is Kind.YES:
            return bool(typed)
        if self.kind is Kind.LIST:
            return lines
        if self.kind is Kind.BULLETS:
            same = lines == lines_of(self.stored)
            return self.stored if same else description_of([line.removeprefix("- ") for line in lines])
        return self.stored if typed.split() == str(self.stored).split() else typed.strip()


@dataclass(frozen=True)
class Block:
    """Fields under one heading; an `entry` of a list can be left out, and one that is `new` is not there yet."""

    heading: str
    path: Path
    fields: list[Field] = field(default_factory=list)
    entry: bool = False
    new: bool = False
    section: str = ""

    @property
    def name(self) -> str:
        return ".".join(map(str, self.path))


def blocks_of(resume: ResumeData) -> list[Block]:
    """The whole résumé as fields, in its order, with an empty job and an empty school at the end of theirs."""
    data = resume.model_dump(mode="json")
    contact = [
        Field(("contact", key), _CONTACT.get(key) or _label(key), Kind.LINE, text)
        for key, text in _texts(data["contact"])
    ]
    blocks = [
        Block("Contact", ("contact",), contact),
        Block("Summary", ("summary",), [Field(("summary",), "Summary", Kind.PROSE, data["summary"])]),
    ]
    for name, kind in _ENTRIES.items():
        blocks += _entries(name, data[name])
        empty = kind().model_dump(mode="json")
        blocks.append(_entry(name, len(data[name]), empty, new=True))
    skills = Field(("skills",), "Skills, one a line", Kind.LIST, data["skills"])
    blocks.append(Block("Skills", ("skills",), [skills]))
    for name in ("achievements", *resume.others):
        blocks += _entries(name, data[name])
    return [block for block in blocks if block.fields]


def filled(resume: ResumeData, typed: Mapping[str, str]) -> ResumeData:
    """The résumé as the form says it. Raises ValueError, of which `first_fault` makes a sentence."""
    data: Any = copy.deepcopy(resume.model_dump(mode="json"))
    gone: dict[str, list[int]] = {}
    for block in blocks_of(resume):
        if _is_left_out(block, typed):
            gone.setdefault(str(block.path[0]), []).append(int(block.path[1]))
            continue
        if block.new:
            data[block.path[0]].append(_ENTRIES[str(block.path[0])]().model_dump(mode="json"))
        for one in block.fields:
            if one.name in typed or one.kind is Kind.YES:
                _put(data, one.path, one.read(typed.get(one.name, "")))
    for section, numbers in gone.items():
        data[section] = [entry for at, entry in enumerate(data[section]) if at not in numbers]
    return ResumeData.accept(data)


def _is_left_out(block: Block, typed: Mapping[str, str]) -> bool:
    if block.new:
        return not any(typed.get(one.name, "").strip() for one in block.fields)
    return block.entry and bool(typed.get(f"{block.name}.gone"))


def _put(data: Any, path: Path, value: Any) -> None:
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def _entries(name: str, section: Any) -> list[Block]:
    if isinstance(section, list) and not all(isinstance(entry, str) for entry in section):
        return [_entry(name, at, entry) for at, entry in enumerate(section)]
    return [Block(_heading(name), (name,), list(_fields((name,), section)))]


def _entry(name: str, at: int, entry: Any, *, new: bool = False) -> Block:
    told = _NEW[name] if new else _told(name, entry)
    return Block(told, (name, at), list(_fields((name, at), entry)), True, new, _heading(name))


def _told(name: str, entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)[:60]
    if name == "work_experience":
        return role_name(entry["title"], entry["company"])
    first = (text for _, text in _texts(entry) if text)
    return next(first, _heading(name))[:60]


def _fields(path: Path, value: Any) -> Iterator[Field]:
    """A field for every text at and below a path."""
    if len(path) > _DEEPEST:
        return
    if isinstance(value, str):
        yield Field(path, _label(str(path[-1])), _kind(path, value), value)
    elif isinstance(value, bool):
        yield Field(path, _label(str(path[-1])), Kind.YES, value)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield Field(path, _label(str(path[-1]), "one a line"), Kind.LIST, value)
    elif isinstance(value, list | dict):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _fields((*path, key), below)


def _kind(path: Path, value: str) -> Kind:
    if path[0] in _ENTRIES and path[-1] == "description":
        return Kind.BULLETS
    return Kind.PROSE if len(value) > 90 or "\n" in value or path[-1] == "description" else Kind.LINE


def _texts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return ((key, text) for key, text in entry.items() if isinstance(text, str))


def _heading(name: str) -> str:
    return _HEADINGS.get(name) or title_of(name)


def _label(key: str, more: str = "") -> str:
    if key in _LABELS:
        return _LABELS[key]
    said = "Text" if key.isdecimal() else title_of(key)
    return f"{said}, {more}" if more else said
