"""All lines of a file as a résumé, with what was not placed and how sure each section is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ..lines.model import FOOTER, Line, Unplaced
from ..words import is_one_of
from .contact import contact_of
from .items import interests_of, languages_of, listed_entries, skills_of
from .mixed import awards_among, parted
from .paragraphs import Paragraph, paragraphs
from .roles import jobs_of
from .schools import schools_of
from .sections import Section, sections_of, without_furniture

_LISTS = {
    "projects": ("name", "description"), "certificates": ("name", "issuer"), "awards": ("title", "awarder"),
    "publications": ("name", "publisher"), "references": ("name", "reference"),
}  # fmt: skip


@dataclass
class Reading:
    """The data of a résumé in our schema, the lines that were not placed, and a figure from 0 to 1 per section."""

    data: dict[str, Any] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    sure: dict[str, float] = field(default_factory=dict)


def resume_of(lines: list[Line]) -> Reading:
    """The résumé that the lines show, in their own words."""
    kept = without_furniture(lines)
    head, sections = sections_of(kept)
    reading = Reading()
    aside = [line for section in sections if not _is_contact(section) for line in _addresses(section)]
    head, summary = _parted(head)
    for section in sections:
        if _is_contact(section):
            ways, told = _parted(section.lines)
            summary = summary or told
            aside += ways if summary == told else section.lines
    footers = [line for line in lines if line.level == FOOTER and _REACHED.search(line.text)]
    aside += footers
    contact = contact_of(head, aside)
    reading.data["contact"] = contact.fields
    if summary:
        reading.data["summary"] = summary
    for text in contact.rest:
        parts = text.split(", ")
        if all(is_one_of("languages", part) for part in parts) and len(text) < 80:
            reading.data.setdefault("languages", []).extend({"language": part} for part in parts)
        else:
            reading.unplaced.append(Unplaced(text))
    reading.sure["contact"] = 1.0 if contact.fields.get("email") else 0.6
    for section in sections:
        if not section.lines and not section.kind and not _has_skills(sections):
            reading.data.setdefault("skills", []).append(section.title)
        elif section.lines and not _is_contact(section):
            for part in parted(replace(section, kind=_kind(section, sections))):
                _place(reading, part, section)
    shown = {id(line) for line in [*kept, *footers]}
    reading.unplaced += [
        Unplaced(line.text) for line in lines if id(line) not in shown and re.search(r"[^\W\d]{2}", line.text)
    ]
    return reading


def _addresses(section: Section) -> list[Line]:
    """The lines of a summary that are ways to reach the person, taken out of it."""
    if section.kind != "summary":
        return []
    found = [line for line in section.lines if len(line.text) < 60 and _REACH.match(line.text)]
    section.lines = [line for line in section.lines if line not in found]
    return found


_REACH = re.compile(
    r"(?:phone|tel|telefon|e-?mail|mobile|website|web|linkedin|github|address|location)\b\W|\S+@\S+$",
    re.IGNORECASE,
)


_REACHED = re.compile(r"\S@\S+\.\w|linkedin\.com/|\+\d{2}[\d ()/-]{7,}", re.IGNORECASE)


def _is_contact(section: Section) -> bool:
    if section.kind == "contact":
        return True
    return (
        section.kind in ("summary", "")
        and len(section.lines) > 0
        and any("@" in line.text for line in section.lines)
        and not any(len(line.text) > 70 for line in section.lines)
    )


def _parted(head: list[Line]) -> tuple[list[Line], str]:
    """The lines above the first section without the paragraph that introduces the person, and that."""
    blocks = paragraphs(head)
    prose = [block for block in blocks if _introduces(block) and "@" not in block.text]
    if not prose:
        return head, ""
    gone = {id(line) for block in prose for line in block.lines}
    return [line for line in head if id(line) not in gone], "\n".join(block.text for block in prose)


def _introduces(block: Paragraph) -> bool:
    """Whether it is a paragraph, or at least a whole sentence."""
    return block.is_prose and (
        len(block.text) > 90 or len(block.text.split()) > 7 and block.text.endswith(".")
    )


def _place(reading: Reading, section: Section, shown: Section) -> None:
    data, kind = reading.data, section.kind
    if not any(line.text for line in section.lines):
        return
    reading.sure[section.title if kind in ("", "other") else kind] = section.sure
    if kind and not shown.kind:
        reading.unplaced.append(
            Unplaced(section.title)
        )  # the name of a group, or a first item that looks like one
    if kind == "summary":
        data["summary"] = "\n".join(
            [*filter(None, [data.get("summary", "")]), *(block.text for block in paragraphs(section.lines))]
        )
    elif kind == "work":
        jobs, unplaced = jobs_of(section.lines)
        data.setdefault("work_experience", []).extend(jobs)
        reading.unplaced += unplaced
    elif kind == "education":
        schools, awards = awards_among(schools_of(section.lines), section.title)
        if awards:
            data.setdefault("achievements", []).extend(awards)
        data.setdefault("education", []).extend(schools)
    elif kind == "skills":
        skills = data.setdefault("skills", [])
        found, groups = skills_of(section.lines)
        skills += [skill for skill in found if skill not in skills]
        if groups:
            data.setdefault("skill_groups", []).extend(groups)
    elif kind == "languages":
        data.setdefault("languages", []).extend(languages_of(section.lines))
    elif kind == "interests":
        data.setdefault("interests", []).extend(interests_of(section.lines))
    elif kind == "volunteer":
        data.setdefault("volunteer", []).extend(_volunteer(section.lines))
    elif kind in _LISTS:
        items = listed_entries(section.lines, *_LISTS[kind])
        data.setdefault("achievements" if kind == "awards" else kind, []).extend(items)
    else:
        data.setdefault(section.title or "other", []).extend(
            block.text for block in paragraphs(section.lines)
        )


def _has_skills(sections: list[Section]) -> bool:
    return any(one.kind == "skills" for one in sections)


def _kind(section: Section, sections: list[Section]) -> str:
    """The section's kind, mended by what stands in it."""
    texts = [line.text for line in section.lines]
    if section.kind == "languages" and not any(is_one_of("languages", text) for text in texts):
        return "skills"
    if section.kind == "certificates" and re.search(r"qualifi|cualific", section.title, re.IGNORECASE):
        known = {one.kind for one in sections}
        studied = any(is_one_of("degrees", text) for text in texts) and any(
            is_one_of("schools", text) for text in texts
        )
        return "education" if studied and "education" not in known else section.kind
    short = all(len(text) < 60 for text in texts)
    beside = any(
        one.kind == "skills" and one.lines and one.lines[0].column == section.lines[0].column
        for one in sections
    )
    if not section.kind and short and (beside or not _has_skills(sections)):
        return "skills"
    return section.kind


def _volunteer(lines: list[Line]) -> list[dict[str, Any]]:
    found = []
    for item in listed_entries(lines, "position", "organization"):
        if "organization" not in item and not is_one_of("titles", item["position"]):
            item["organization"] = item.pop("position")
        elif "organization" in item and is_one_of("titles", item["organization"]) > is_one_of(
            "titles", item["position"]
        ):
            item["organization"], item["position"] = item["position"], item["organization"]
        found.append(item)
    return found
