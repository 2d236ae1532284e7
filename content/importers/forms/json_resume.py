"""JSON Resume (jsonresume.org, schema 1.0.0) to the résumé schema; its way back is in `tailoring.exports`.

Each direction returns a report beside its result: one line for whatever the other form has no place for. What the
résumé schema has no field for stays with the part it belongs to, so that it comes out again.
"""

from __future__ import annotations

from typing import Any

from content.schema.resume import ResumeData, description_of, lines_of, strings_in

from ..skill_names import skills_of
from .fields import dates, mapping, objects, prose, rest, text, texts, validated
from .json_resume_values import SCHEMA, as_written, composed_location, profile_url

_BASICS = ("name", "email", "phone", "url", "summary", "location")
_WORK = ("name", "company", "position", "location", "url", "startDate", "endDate", "highlights", "current",
         "description", "technologies", "website")  # fmt: skip
_TITLES = ("position", "title", "jobTitle")
_POSTS = ("positions", "roles", "posts", "titles")
_SHARED = ("name", "company", "url", "website", "location", "description")
_NO_LINE = ("url", "website", "startDate", "endDate", "date", "id")
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
        "work_experience": [
            job for work, path in objects(data, "work") for job in _jobs(as_written(work), path)
        ],
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


def _jobs(work: dict[str, Any], path: str) -> list[dict[str, Any]]:
    """A job, or each of the posts that it lists, with its company: `positions` or `roles` to many programs."""
    key = next((key for key in _POSTS if _are_objects(work.get(key))), "")
    if not key:
        return [_role(work, path)]
    posts = [
        _role({**{name: work[name] for name in _SHARED if work.get(name)}, **as_written(post)}, where)
        for post, where in objects(work, key, path)
    ]
    own = {name: value for name, value in work.items() if name != key}
    says_more = any(own.get(name) for name in ("position", "title", "summary", "highlights")) or _nested(own)
    return [*([_role(own, path)] if says_more else []), *posts]


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _nested(work: dict[str, Any]) -> list[str]:
    """What stands in lists of objects within a job, such as its projects: a line for each, and for each bullet."""
    lines = []
    for key, value in work.items():
        for one in value if key not in _WORK and _are_objects(value) else []:
            texts_of = [part for name, part in one.items() if isinstance(part, str) and name not in _NO_LINE]
            lines.append(": ".join(" ".join(part.split()) for part in texts_of if part.strip()))
            lines += [line for part in one.values() if isinstance(part, list) for line in strings_in(part)]
    return [line for line in lines if line]


def _role(work: dict[str, Any], path: str) -> dict[str, Any]:
    """`summary` and `highlights` become the lines of the description; the summary is also kept, to tell it apart."""
    start, end, current = dates(
        text(work, "startDate", path), text(work, "endDate", path), work.get("current")
    )
    lines = [*lines_of(prose(work, "summary", path)), *texts(work, "highlights", path), *_nested(work)]
    extra = {
        "company_description": text(work, "description", path),
        "url": text(work, "url" if "url" in work else "website", path),
    }
    return {
        **{key: value for key, value in rest(work, _WORK).items() if not _are_objects(value)},
        **{key: value for key, value in extra.items() if value},
        "company": text(work, "name" if work.get("name") else "company", path),
        "title": text(
            work, next((key for key in _TITLES if isinstance(work.get(key), str)), "position"), path
        ),
        "location": text(work, "location", path),
        "start_date": start,
        "end_date": end,
        "current": current,
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
        return list(dict.fromkeys(skills_of(texts(data, "skills", "")))), []
    for skill, path in objects(data, "skills"):
        keywords = texts(skill, "keywords", path)
        for name in skills_of(keywords or [text(skill, "name", path)]):
            names.setdefault(name.casefold(), name)
        groups.append(rest(skill, ()))
    # A group that is only a name is a skill, and needs no keeping.
    is_grouped = any(set(group) != {"name"} for group in groups)
    return list(names.values()), groups if is_grouped else []


def _section(value: Any) -> Any:
    if isinstance(value, list):
        return [as_written(item) if isinstance(item, dict) else item for item in value]
    return as_written(value) if isinstance(value, dict) else value
