"""The résumé schema to JSON Resume: the output always validates, and what the standard lacks goes along as extras."""

from __future__ import annotations

from typing import Any

from content.importers.forms.fields import goes_on
from content.importers.forms.json_resume_values import SCHEMA, STANDARD, composed_location, profile_url, put
from content.schema.entries import HEADLINE, LEADING
from content.schema.resume import Achievement, Contact, Education, ResumeData, Role, lines_of

# Each section of JSON Resume beside the four that the résumé schema knows, and the property that names its items.
SECTIONS = {
    "volunteer": "organization", "awards": "title", "certificates": "name", "publications": "name",
    "languages": "language", "interests": "name", "references": "reference", "projects": "name",
}  # fmt: skip
_LISTS = {"highlights", "keywords", "roles", "courses"}
_TEXTS = {
    "name", "organization", "position", "summary", "title", "awarder", "issuer", "publisher", "language", "fluency",
    "reference", "description", "entity", "type", "level", "network", "username",
}  # fmt: skip
_NOT_SECTIONS = {"$schema", "meta", "skill_groups", LEADING, HEADLINE}


def to_json_resume(resume: ResumeData) -> tuple[dict[str, Any], list[str]]:
    """The résumé as a JSON Resume that validates, and one line for everything the standard has no place for.

    What the report names is still there, in properties of its own, and comes back with `from_json_resume`.
    """
    report: list[str] = []
    others = resume.others
    schema = others.get("$schema")
    written: dict[str, Any] = {
        "$schema": schema if isinstance(schema, str) and schema else SCHEMA,
        "basics": _basics(resume.contact, resume.summary, report),
        "work": [_work(role, f"work[{n}]", report) for n, role in enumerate(resume.work_experience)],
        "education": [_education(one, f"education[{n}]", report) for n, one in enumerate(resume.education)],
        "skills": _skills(resume.skills, others.get("skill_groups")),
    }
    if resume.achievements:
        report.append("achievements: JSON Resume has awards only, which are something else; kept as they are")
        written["achievements"] = [_achievement(one) for one in resume.achievements]
    for name, value in others.items():
        if name in SECTIONS:
            written[name] = _section(name, value, report)
        elif name not in _NOT_SECTIONS and name not in written:
            report.append(f"{name}: not a section of JSON Resume; kept as it is")
            written[name] = value
    if isinstance(meta := others.get("meta"), dict):
        written["meta"] = _object(meta, "meta", report)
    headline = others.get(HEADLINE)
    if isinstance(headline, str) and headline.strip():
        written["basics"]["label"] = headline.strip()
    return {key: value for key, value in written.items() if value not in ([], {}, None)}, report


def _basics(contact: Contact, summary: str, report: list[str]) -> dict[str, Any]:
    extra = dict(contact.model_extra or {})
    address, profiles = extra.pop("address", None), extra.pop("profiles", None)
    basics: dict[str, Any] = {"name": contact.full_name}
    basics |= _object({key: extra.pop(key) for key in ("label", "image") if key in extra}, "basics", report)
    for key, value in (("email", contact.email), ("url", contact.website)):
        if not put(basics, key, value):
            report.append(f'basics.{key}: "{value}" is not one; kept as basics.{key}Text')
    basics |= {"phone": contact.phone, "summary": summary, "location": _location(contact.location, address)}
    basics["profiles"] = _profiles(contact, profiles if isinstance(profiles, list) else [], report)
    return {key: value for key, value in {**basics, **extra}.items() if value not in ("", [], {}, None)}


def _location(location: str, address: Any) -> dict[str, Any]:
    """The stored location while it still says the same as the text; otherwise the text, taken apart where it can be."""
    if isinstance(address, dict) and composed_location(address) == location:
        return {
            key: str(value) if isinstance(value, int | float) else value for key, value in address.items()
        }
    parts = location.split(", ")
    apart = dict(zip(("city", "region", "countryCode"), parts, strict=False))
    if not location:
        return {}
    return apart if len(parts) <= 3 and composed_location(apart) == location else {"city": location}


def _profiles(contact: Contact, stored: list[Any], report: list[str]) -> list[dict[str, Any]]:
    """The stored profiles, with LinkedIn and GitHub as the contact now has them."""
    profiles = []
    current = {"linkedin": contact.linkedin, "github": contact.github}
    for profile in stored:
        if not isinstance(profile, dict):
            continue
        network = str(profile.get("network") or "").casefold()
        if network not in current or profile_url([profile], network) == current[network]:
            profiles.append(_object(profile, "basics.profiles", report))
            current.pop(network, None)
    for network, url in current.items():
        if url:
            profile = {"network": {"linkedin": "LinkedIn", "github": "GitHub"}[network]}
            if username := url.rstrip("/").rsplit("/", 1)[-1]:
                profile["username"] = username
            put(profile, "url", url)
            profiles.append(profile)
    return profiles


def _work(role: Role, path: str, report: list[str]) -> dict[str, Any]:
    extra = dict(role.model_extra or {})
    summary, lines = extra.pop("summary", None), role.bullets
    work: dict[str, Any] = {"name": role.company, "position": role.title, "location": role.location}
    work["description"] = extra.pop("company_description", "")
    _dates(work, role, path, report)
    # JSON Resume has no such property: a job without an end goes on.
    if role.current != goes_on(role.start_date, role.end_date):
        work["current"] = role.current
    opening = lines_of(summary) if isinstance(summary, str) else []
    if opening and lines[: len(opening)] == opening:
        work["summary"], lines = summary, lines[len(opening) :]
    work["highlights"] = lines
    if role.technologies:
        report.append(f"{path}.technologies: not a property of JSON Resume; kept as it is")
        work["technologies"] = list(role.technologies)
    return _filled({**work, **_object(extra, path, report)})


def _education(education: Education, path: str, report: list[str]) -> dict[str, Any]:
    one: dict[str, Any] = {
        "institution": education.institution,
        "area": education.field,
        "studyType": education.degree,
    }
    _dates(one, education, path, report)
    one["score"] = education.gpa
    if education.description:
        report.append(f"{path}.description: not a property of JSON Resume; kept as it is")
        one["description"] = education.description
    return _filled({**one, **_object(dict(education.model_extra or {}), path, report)})


def _dates(target: dict[str, Any], part: Role | Education, path: str, report: list[str]) -> None:
    for key, written in (("startDate", part.start_date), ("endDate", part.end_date)):
        if not put(target, key, written):
            report.append(f'{path}.{key}: "{written}" is not a date to JSON Resume; kept as {path}.{key}Text')


def _skills(skills: list[str], groups: Any) -> list[dict[str, Any]]:
    """The skills in the groups they came in, the group of the first skill first; the rest each on its own."""
    by_name: dict[str, dict[str, Any]] = {}
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, dict):
            keywords = group.get("keywords") if isinstance(group.get("keywords"), list) else None
            for name in keywords or [group.get("name")]:
                by_name.setdefault(str(name).casefold(), group)
    found: dict[int, dict[str, Any]] = {}
    for skill in skills:
        group = by_name.get(skill.casefold(), {"name": skill})
        entry = found.setdefault(id(group), _object({**group, "keywords": []}, "skills", []))
        if group.get("keywords"):
            entry["keywords"].append(skill)
        # Keeps the group itself alive, so that its id stays its own.
        by_name.setdefault(skill.casefold(), group)
    return [_filled(entry) for entry in found.values()]


def _achievement(achievement: Achievement | str) -> Any:
    return achievement if isinstance(achievement, str) else _filled(achievement.model_dump())


def _section(name: str, value: Any, report: list[str]) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [
        _object(item, f"{name}[{number}]", report) if isinstance(item, dict) else {SECTIONS[name]: str(item)}
        for number, item in enumerate(items)
        if item not in (None, "", [], {})
    ]


def _object(item: dict[str, Any], path: str, report: list[str]) -> dict[str, Any]:
    """A part with every property that the standard defines in the type that it defines."""
    result: dict[str, Any] = {}
    for key, value in item.items():
        if key in STANDARD:
            if not put(result, key, "" if value is None else str(value)):
                report.append(f'{path}.{key}: "{value}" is not one to JSON Resume; kept as {path}.{key}Text')
        elif key in _LISTS:
            result[key] = [
                str(part) for part in (value if isinstance(value, list) else [value]) if part is not None
            ]
        elif key in _TEXTS and not isinstance(value, str):
            result[key] = "" if value is None else str(value)
        else:
            result[key] = value
    return result


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value not in ("", [], {}, None)}
