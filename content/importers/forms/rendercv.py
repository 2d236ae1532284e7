"""RenderCV's YAML of all its versions: what an entry is says its shape, and only then its section's title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content.schema.resume import ResumeData

from ..words import heading_kind
from .fields import mapping, objects, refuse, rest, text, texts, validated
from .json_resume_values import profile_url
from .rendercv_entries import as_item, as_job, as_school, as_texts, put_skills

_CV = (
    "name", "label", "headline", "email", "phone", "location", "website", "social_networks", "custom_connections",
    "sections", "photo", "section_order", "custom_sections", "hidden_sections",
)  # fmt: skip
# What heading_kind calls a section, and what the schema or JSON Resume does.
_PLACES = {"work": "work_experience", "contact": "", "skip": "", "other": ""}
_TITLED = {"achievements": "achievements", "accomplishments": "achievements"}
_ONE_LINE = (
    "languages",
    "interests",
    "certificates",
    "awards",
    "publications",
    "references",
    "projects",
    "volunteer",
)


def from_rendercv(data: dict[str, Any]) -> tuple[ResumeData, list[str]]:
    """A RenderCV document as a Resume, and what could not be held. Raises ImportRefused for a wrong type."""
    cv = mapping(data, "cv")
    unheld = [f"{key}: how RenderCV prints" for key in data if key != "cv"]
    resume: dict[str, Any] = {
        "contact": _contact(cv, unheld),
        "work_experience": [],
        "education": [],
        "skills": [],
    }
    hidden = _hidden(data, cv)
    for title, section in _sections(cv):
        if _folded(title) in hidden:
            unheld.append(f"cv.sections.{title}: it is hidden there")
        else:
            _place(resume, title, _entries(section, f"cv.sections.{title}", unheld), f"cv.sections.{title}")
    if cv.get("photo"):
        unheld.append("cv.photo: a résumé is printed without a picture")
    return validated({key: value for key, value in resume.items() if value not in ("", {})}), unheld


def _contact(cv: dict[str, Any], unheld: list[str]) -> dict[str, Any]:
    networks = [profile for profile, _ in objects(cv, "social_networks", "cv")]
    for number, (one, path) in enumerate(objects(cv, "custom_connections", "cv")):
        shown = text(one, "placeholder", path) or text(one, "name", path)
        if url := text(one, "url", path):
            networks.append({"network": shown or "Link", "url": url})
        elif shown:
            unheld.append(f"cv.custom_connections[{number}]: {shown}")
    label = text(cv, "headline" if cv.get("headline") else "label", "cv")
    extra = {"label": label, "profiles": networks}
    return {
        **_old_sections_out(rest(cv, _CV)),
        **{key: value for key, value in extra.items() if value},
        "full_name": text(cv, "name", "cv"),
        **{key: _first(cv, key, unheld) for key in ("email", "phone", "website")},
        "location": text(cv, "location", "cv"),
        "linkedin": profile_url(networks, "linkedin"),
        "github": profile_url(networks, "github"),
    }


def _first(cv: dict[str, Any], key: str, unheld: list[str]) -> str:
    """RenderCV allows several e-mail addresses, phones and sites; the first is printed, the others are told."""
    given = texts(cv, key, "cv") if isinstance(cv.get(key), list) else [text(cv, key, "cv")]
    given = [one.removeprefix("tel:") for one in given]
    unheld += [f"cv.{key}[{number}]: {other}" for number, other in enumerate(given) if number]
    return next(iter(given), "")


def _sections(cv: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The sections by title: those of today, those of version 0, which stand beside the name, and custom ones."""
    yield from mapping(cv, "sections", "cv").items()
    yield from ((key, value) for key, value in cv.items() if key not in _CV and _is_section(value))
    for one, path in objects(cv, "custom_sections", "cv"):
        yield text(one, "title", path) or "other", one


def _is_section(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(entry, dict) for entry in value)


def _old_sections_out(contact: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in contact.items() if not _is_section(value)}


def _hidden(data: dict[str, Any], cv: dict[str, Any]) -> set[str]:
    """The titles that the file's settings hide."""
    holders = (cv, *(data.get(key) for key in ("rendercv_settings", "settings", "design")))
    lists = (one.get("hidden_sections") for one in holders if isinstance(one, dict))
    return {_folded(title) for titles in lists if isinstance(titles, list) for title in titles}


def _folded(title: object) -> str:
    return str(title).replace("_", " ").replace("-", " ").strip().casefold()


def _entries(section: Any, path: str, unheld: list[str]) -> list[Any]:
    """A section's entries that are shown. Version 1 has them below their type."""
    if isinstance(section, dict):
        if _is_hidden(section):
            unheld.append(f"{path}: it is hidden there")
            return []
        section = section.get("entries") or section.get("items") or [
            f"{key}: {value}" for key, value in section.items() if isinstance(value, str) and value.strip()
        ]  # fmt: skip
    if section is None or section == "":
        return []
    if not isinstance(section, list):
        refuse("", path, "a list", section)
    found = [entry for entry in section if entry not in (None, "", {})]
    shown = [entry for entry in found if not _is_hidden(entry)]
    if len(shown) < len(found):
        unheld.append(f"{path}: {len(found) - len(shown)} of {len(found)} entries are hidden there")
    return shown


def _is_hidden(entry: Any) -> bool:
    """YAML's own true and false are texts here."""
    return isinstance(entry, dict) and (
        str(entry.get("hidden", entry.get("hide", ""))).casefold() == "true"
        or str(entry.get("visible", entry.get("show", ""))).casefold() == "false"
    )


def _place(resume: dict[str, Any], title: str, entries: list[Any], path: str) -> None:
    titled = _titled(title)
    for number, entry in enumerate(entries):
        where = f"{path}[{number}]"
        place = _by_shape(entry, titled)
        if place == "summary":
            resume["summary"] = "\n".join(filter(None, [resume.get("summary", ""), *as_texts(entry)]))
        elif place == "skills":
            put_skills(resume, entry, where)
        elif place == "achievements":
            resume.setdefault("achievements", []).extend(as_texts(entry))
        elif place == "work_experience":
            resume[place].append(as_job(entry, where))
        elif place == "education":
            resume[place].append(as_school(entry, where))
        else:
            resume.setdefault(place or title, []).append(as_item(entry, place))


def _titled(title: str) -> str:
    """The place that a section's title alone says, in any language whose headings are listed."""
    words = _folded(title)
    kind = heading_kind(words) or ""
    return _TITLED.get(words) or _PLACES.get(kind, kind)


def _by_shape(entry: Any, titled: str) -> str:
    """Where an entry belongs: by its properties, and where they do not tell, by its section's title."""
    if not isinstance(entry, dict):
        return titled if titled not in ("work_experience", "education") else ""
    keys = {key for key, value in entry.items() if value not in (None, "", [], {})}
    if "institution" in keys:
        return "education"
    if keys & {"company", "position"} and titled != "volunteer":
        return (
            "work_experience"
            if "company" in keys or titled == "work_experience"
            else titled or "work_experience"
        )
    if keys & {"label", "details"} and not keys - {"label", "details"}:
        return titled if titled in (*_ONE_LINE, "summary", "achievements") else "skills"
    if keys & {"bullet", "number", "reversed_number"}:
        return titled if titled not in ("work_experience", "education") else ""
    if titled == "skills" and keys - {"name", "details", "label", "level", "keywords"}:
        return ""
    return titled
