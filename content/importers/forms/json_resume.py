"""JSON Resume (jsonresume.org, schema 1.0.0) to the résumé schema; its way back is in `tailoring.exports`.

Each direction returns a report beside its result: one line for whatever the other form has no place for. What the
résumé schema has no field for stays with the part it belongs to, so that it comes out again.
"""

from __future__ import annotations

from typing import Any

from content.schema.resume import ResumeData, description_of, lines_of

from .fields import goes_on, mapping, objects, prose, rest, text, texts, validated
from .json_resume_forms import SCHEMA, as_written, composed_location, profile_url

_BASICS = ("name", "email", "phone", "url", "summary", "location")
_WORK = ("name", "company", "position", "location", "url", "startDate", "endDate", "highlights", "current",
         "description", "technologies", "website")  # fmt: skip
_EDUCATION = ("institution", "area", "studyType", "startDate", "endDate", "score", "gpa", "description")
_OURS = ("basics", "work", "education", "skills", "achievements")


def from_json_resume(data: dict[str, Any]) -> tuple[ResumeData, list[str]]:
    """A JSON Resume as a Resume, and what could not be held. Raises ImportRefused for a field of the wrong type."""
    basics = mapping(data, "basics")
    skills, groups = _skills(data)
    resume = {
        **{key: _section(value) for key, value in rest(data, _OURS).items()},
        "contact": _contact(as_written(basics)),
        "summary": prose(basics, "summary", "basics"),
        "work_experience": [_role(as_written(work), path) for work, path in objects(data, "work")],
        "education": [_education(as_written(one), path) for one, path in objects(data, "education")],
        "skills": skills,
        "achievements": data.get("achievements") or [],
    }
    if groups:
        resume["skill_groups"] = groups
    if resume.get("$schema") == SCHEMA:
        del resume["$schema"]
    return validated(resume), []


def _contact(basics: dict[str, Any]) -> dict[str, Any]:
    location = basics.get("location")
    address = location if isinstance(location, dict) else {}
    return {
        **rest(basics, _BASICS),
        **({"address": address} if address else {}),
        "full_name": text(basics, "name", "basics"),
        "email": text(basics, "email", "basics"),
        "phone": text(basics, "phone", "basics"),
        "location": composed_location(address) if address else text(basics, "location", "basics"),
        "linkedin": profile_url(basics.get("profiles"), "linkedin"),
        "github": profile_url(basics.get("profiles"), "github"),
        "website": text(basics, "url" if "url" in basics else "website", "basics"),
    }


def _role(work: dict[str, Any], path: str) -> dict[str, Any]:
    """`summary` and `highlights` become the lines of the description; the summary is also kept, to tell it apart."""
    end = text(work, "endDate", path)
    start = text(work, "startDate", path)
    lines = lines_of(prose(work, "summary", path)) + texts(work, "highlights", path)
    extra = {
        "company_description": text(work, "description", path),
        "url": text(work, "url" if "url" in work else "website", path),
    }
    stated = work.get("current")
    return {
        **rest(work, _WORK),
        **{key: value for key, value in extra.items() if value},
        "company": text(work, "name" if work.get("name") else "company", path),
        "title": text(work, "position", path),
        "location": text(work, "location", path),
        "start_date": start,
        "end_date": end,
        "current": stated if isinstance(stated, bool) else goes_on(start, end),
        "description": description_of(lines),
        "technologies": texts(work, "technologies", path),
    }


def _education(education: dict[str, Any], path: str) -> dict[str, Any]:
    return {
        **rest(education, _EDUCATION),
        "institution": text(education, "institution", path),
        "degree": text(education, "studyType", path),
        "field": text(education, "area", path),
        "start_date": text(education, "startDate", path),
        "end_date": text(education, "endDate", path),
        "gpa": text(education, "score" if education.get("score") else "gpa", path),
        "description": prose(education, "description", path),
    }


def _skills(data: dict[str, Any]) -> tuple[list[str], list[dict[str, Any]]]:
    """The skills as one list of names, each once, and the groups they came in."""
    names: dict[str, str] = {}
    groups = []
    if isinstance(data.get("skills"), list) and all(isinstance(skill, str) for skill in data["skills"]):
        return list(dict.fromkeys(texts(data, "skills", ""))), []
    for skill, path in objects(data, "skills"):
        keywords = texts(skill, "keywords", path)
        for name in keywords or [text(skill, "name", path)]:
            if name:
                names.setdefault(name.casefold(), name)
        groups.append(rest(skill, ()))
    # A group that is only a name is a skill, and needs no keeping.
    is_grouped = any(set(group) != {"name"} for group in groups)
    return list(names.values()), groups if is_grouped else []


def _section(value: Any) -> Any:
    if isinstance(value, list):
        return [as_written(item) if isinstance(item, dict) else item for item in value]
    return as_written(value) if isinstance(value, dict) else value
