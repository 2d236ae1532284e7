"""Exports of Reactive Resume (rxresu.me), versions 3, 4 and 5: `basics` beside `sections`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from content.schema.resume import ResumeData, description_of, lines_of

from ..skill_names import names_in, says_more_than_a_name
from .fields import Dates, dates, dates_in, mapping, text, validated
from .json_resume_values import composed_location, profile_url

_SECTIONS = {
    "work": "experience", "experience": "experience", "education": "education", "skills": "skills",
    "languages": "languages", "awards": "awards", "certifications": "certificates", "publications": "publications",
    "volunteer": "volunteer", "volunteering": "volunteer", "projects": "projects", "references": "references",
    "interests": "interests",
}  # fmt: skip
# For each kind its properties in JSON Resume's names, and Reactive Resume's for the same.
_ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "languages": {"language": ("language", "name"), "fluency": ("fluency", "description", "level")},
    "awards": {"title": ("title",), "awarder": ("awarder",), "date": ("date",)},
    "certificates": {"name": ("title", "name"), "issuer": ("issuer",), "date": ("date",)},
    "publications": {"name": ("title", "name"), "publisher": ("publisher",), "releaseDate": ("date",)},
    "volunteer": {"organization": ("organization",), "position": ("position",), "location": ("location",)},
    "projects": {"name": ("name", "title")},
    "references": {"name": ("name",), "position": ("position",)},
    "interests": {"name": ("name", "title")},
}
_SPANNED = ("volunteer", "projects")
_OWN = (
    "id",
    "visible",
    "hidden",
    "options",
    "icon",
    "iconColor",
    "columns",
    "level",
    "website",
    "url",
    "period",
)


def from_reactive_resume(data: dict[str, Any]) -> tuple[ResumeData, list[str]]:
    """An export as a Resume, and what could not be held: what its editor hides, and how it looks.

    Raises ImportRefused for a field of the wrong type.
    """
    basics, sections = mapping(data, "basics"), mapping(data, "sections")
    unheld = ["metadata: how Reactive Resume prints"] if data.get("metadata") else []
    resume: dict[str, Any] = {
        "contact": _contact(basics, _shown(sections.get("profiles"), "profiles", unheld)),
        "summary": _summary(data, basics, sections, unheld),
        "work_experience": [], "education": [], "skills": [],
    }  # fmt: skip
    for name, section in _named(data, sections):
        for number, item in enumerate(_shown(section, name, unheld)):
            _put(resume, name, section, item, f"sections.{name}.items[{number}]")
    return validated({key: value for key, value in resume.items() if value not in ("", [], {})}), unheld


def _named(data: dict[str, Any], sections: dict[str, Any]) -> list[tuple[str, Any]]:
    """The sections by name: the well-known ones, and the person's own, which version 4 has within one and 5 beside."""
    custom = sections.get("custom")
    nested = list(custom.values()) if isinstance(custom, dict) and "items" not in custom else []
    beside = data.get("customSections")
    own = [*nested, *(beside if isinstance(beside, list) else [])]
    known = [
        (name, section) for name, section in sections.items() if name not in ("custom", "profiles", "summary")
    ]
    titled = [(str(one.get("type") or ""), one) for one in own if isinstance(one, dict)]
    return known + [(kind if kind in _SECTIONS else _title(one), one) for kind, one in titled]


def _title(section: Mapping[str, Any]) -> str:
    return str(section.get("title") or section.get("name") or "other")


def _shown(section: Any, name: str, unheld: list[str]) -> list[dict[str, Any]]:
    """The items of a section that its editor shows; what it hides is told."""
    if not isinstance(section, dict):
        return []
    items = [item for item in section.get("items") or [] if isinstance(item, dict)]
    if items and _is_hidden(section):
        unheld.append(f"sections.{name}: it is hidden there")
        return []
    shown = [item for item in items if not _is_hidden(item)]
    if len(shown) < len(items):
        unheld.append(f"sections.{name}: {len(items) - len(shown)} of {len(items)} entries are hidden there")
    return shown


def _is_hidden(part: Mapping[str, Any]) -> bool:
    return part.get("visible") is False or part.get("hidden") is True


def _contact(basics: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    profiles = [
        {"network": one.get("network"), "username": one.get("username"), "url": _link(one)}
        for one in [*items, *(one for one in basics.get("profiles") or [] if isinstance(one, dict))]
    ]
    place = basics.get("location")
    fields = [one for one in basics.get("customFields") or [] if isinstance(one, dict)]
    more = [shown for one in fields if (shown := str(one.get("text") or one.get("value") or "").strip())]
    return {
        "full_name": text(basics, "name", "basics"),
        **({"label": label} if (label := text(basics, "headline", "basics")) else {}),
        "email": text(basics, "email", "basics"),
        "phone": text(basics, "phone", "basics"),
        "location": composed_location(place)
        if isinstance(place, dict)
        else text(basics, "location", "basics"),
        "website": _link(basics),
        "linkedin": profile_url(profiles, "linkedin"),
        "github": profile_url(profiles, "github"),
        **({"profiles": profiles} if profiles else {}),
        **({"more": more} if more else {}),
    }


def _link(part: Mapping[str, Any]) -> str:
    """The address in `url` or `website`, an object in versions 4 and 5."""
    for key in ("url", "website"):
        value = part.get(key)
        if isinstance(value, dict):
            value = value.get("href") or value.get("url")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _summary(
    data: dict[str, Any], basics: dict[str, Any], sections: dict[str, Any], unheld: list[str]
) -> str:
    for part in (data.get("summary"), sections.get("summary")):
        if isinstance(part, dict) and part.get("content"):
            if not _is_hidden(part):
                return str(part["content"])
            unheld.append("summary: it is hidden there")
    return str(basics.get("summary") or "")


def _put(resume: dict[str, Any], name: str, section: Any, item: dict[str, Any], path: str) -> None:
    kind = _SECTIONS.get(name, "")
    if kind == "experience":
        resume["work_experience"] += _jobs(item, path)
    elif kind == "education":
        resume["education"].append(_school(item, path))
    elif kind == "skills":
        _skill(resume, item, path)
    else:
        shape = _ITEMS.get(kind, {"name": ("name", "title")})
        resume.setdefault(kind or _title(section), []).append(_item(item, shape, kind, path))


def _dates_of(item: Mapping[str, Any], path: str) -> Dates:
    written = item.get("date") or item.get("period")
    if isinstance(written, dict):  # version 3
        return dates(text(written, "start", path), text(written, "end", path))
    found = dates_in(str(written or ""))
    return found if found.end or found.current else Dates("", found.start)


def _lines(item: Mapping[str, Any], *keys: str) -> list[str]:
    return [line for key in keys if isinstance(item.get(key), str) for line in lines_of(item[key])]


def _jobs(item: dict[str, Any], path: str) -> list[dict[str, Any]]:
    roles = [role for role in item.get("roles") or [] if isinstance(role, dict) and not _is_hidden(role)]
    if not roles:
        return [_job(item, path)]
    shared = {key: item[key] for key in ("company", "name", "location", "website", "url") if item.get(key)}
    own = [item] if _lines(item, "summary", "description") else []
    return [_job(one if one is item else {**shared, **one}, path) for one in [*roles, *own]]


def _job(item: dict[str, Any], path: str) -> dict[str, Any]:
    found = _dates_of(item, path)
    return {
        **({"url": link} if (link := _link(item)) else {}),
        "company": text(item, "company" if item.get("company") else "name", path),
        "title": text(item, "position" if item.get("position") else "title", path),
        "location": text(item, "location", path),
        "start_date": found.start,
        "end_date": found.end,
        "current": found.current,
        "description": description_of(_lines(item, "summary", "description")),
    }


def _school(item: dict[str, Any], path: str) -> dict[str, Any]:
    found = _dates_of(item, path)

    def first(*keys: str) -> str:
        return next((value for key in keys if (value := text(item, key, path))), "")

    return {
        **({"url": link} if (link := _link(item)) else {}),
        "institution": first("institution", "school", "name"),
        "degree": first("studyType", "degree"),
        "field": first("area", "field"),
        "start_date": found.start,
        "end_date": found.end,
        **({"current": True} if found.current else {}),
        **({"location": place} if (place := text(item, "location", path)) else {}),
        "gpa": first("score", "grade"),
        "description": description_of(_lines(item, "summary", "description")),
    }


def _skill(resume: dict[str, Any], item: dict[str, Any], path: str) -> None:
    name = text(item, "name", path)
    keywords = [
        str(word).strip() for word in item.get("keywords") or [] if isinstance(word, str) and word.strip()
    ]
    names = names_in(name) if says_more_than_a_name(name) else [name] if name else []
    known = {skill.casefold() for skill in resume["skills"]}
    resume["skills"] += [one for one in dict.fromkeys([*names, *keywords]) if one.casefold() not in known]
    if keywords:
        resume.setdefault("skill_groups", []).append({"name": name, "keywords": keywords})


def _item(item: dict[str, Any], shape: dict[str, tuple[str, ...]], kind: str, path: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, keys in shape.items():
        result[name] = next((value for key in keys if isinstance(value := item.get(key), str) and value), "")
    used = {key for keys in shape.values() for key in keys}
    if kind in _SPANNED or kind not in _ITEMS:
        found = _dates_of(item, path)
        spanned = found.start or found.current
        result |= {"startDate": found.start, "endDate": found.end} if spanned else {"date": found.end}
        used |= {"date", "period"}
    lines = [line for key in ("description", "summary") if key not in used for line in _lines(item, key)]
    if kind == "references":
        result["reference"] = " ".join(lines)
    elif len(lines) == 1:
        result["summary"] = lines[0]
    elif lines:
        result["highlights"] = lines
    result["url"] = _link(item)
    used |= {"description", "summary", *_OWN}
    more = {key: value for key, value in item.items() if key not in used}
    return {key: value for key, value in {**result, **more}.items() if value not in ("", [], {}, None)}
