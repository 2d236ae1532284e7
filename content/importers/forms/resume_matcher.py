"""The master résumé of Resume-Matcher."""

from __future__ import annotations

from typing import Any

from content.schema.resume import ResumeData, description_of

from ..skill_names import skills_of
from .fields import dates_in, mapping, objects, prose, rest, text, texts, validated

_PERSONAL = ("name", "title", "email", "phone", "location", "website", "linkedin", "github")
_WORK = ("id", "title", "company", "location", "years", "description")
_EDUCATION = ("id", "institution", "degree", "years", "description")
_PROJECT = ("id", "name", "role", "years", "description", "github", "website")
_ADDITIONAL = {"languages": "language", "certificationsTraining": "name", "awards": "title"}
_TOP = (
    "personalInfo", "summary", "workExperience", "education", "personalProjects", "additional", "customSections",
    "sectionMeta",
)  # fmt: skip


def from_resume_matcher(data: dict[str, Any]) -> tuple[ResumeData, list[str]]:
    """A Resume-Matcher document as a Resume, and what could not be held. Raises ImportRefused on a wrong type."""
    additional = mapping(data, "additional")
    resume = {
        **rest(data, _TOP),
        "contact": _contact(mapping(data, "personalInfo")),
        "summary": prose(data, "summary", ""),
        "work_experience": [_role(work, path) for work, path in objects(data, "workExperience")],
        "education": [_education(one, path) for one, path in objects(data, "education")],
        "skills": skills_of(texts(additional, "technicalSkills", "additional")),
        "projects": [_project(project, path) for project, path in objects(data, "personalProjects")],
        "certificates": _named(additional, "certificationsTraining"),
        "languages": _named(additional, "languages"),
        "awards": _named(additional, "awards"),
        **rest(additional, ("technicalSkills", *_ADDITIONAL)),
        **_custom(mapping(data, "customSections")),
    }
    unheld = ["sectionMeta: how Resume-Matcher orders its sections"] if data.get("sectionMeta") else []
    return validated({key: value for key, value in resume.items() if value not in ("", [], {})}), unheld


def _contact(personal: dict[str, Any]) -> dict[str, Any]:
    fields = {key: text(personal, key, "personalInfo") for key in _PERSONAL}
    label = {"label": fields["title"]} if fields["title"] else {}
    del fields["title"]
    return {**rest(personal, _PERSONAL), **label, "full_name": fields.pop("name"), **fields}


def _role(work: dict[str, Any], path: str) -> dict[str, Any]:
    start, end, current = dates_in(text(work, "years", path))
    return {
        **rest(work, _WORK),
        "company": text(work, "company", path),
        "title": text(work, "title", path),
        "location": text(work, "location", path),
        "start_date": start,
        "end_date": end,
        "current": current,
        "description": description_of(texts(work, "description", path)),
    }


def _education(education: dict[str, Any], path: str) -> dict[str, Any]:
    start, end, current = dates_in(text(education, "years", path))
    return {
        **rest(education, _EDUCATION),
        "institution": text(education, "institution", path),
        "degree": text(education, "degree", path),
        # One year alone is when the degree was given.
        "start_date": start if end or current else "",
        "end_date": end if end or current else start,
        "description": description_of(texts(education, "description", path)),
    }


def _project(project: dict[str, Any], path: str) -> dict[str, Any]:
    start, end, current = dates_in(text(project, "years", path))
    shaped = {
        "name": text(project, "name", path),
        "roles": texts(project, "role", path),
        **({"startDate": start, "endDate": end} if end or current else {"date": start}),
        "url": text(project, "website" if project.get("website") else "github", path),
        "highlights": texts(project, "description", path),
        **rest(project, _PROJECT),
    }
    return {key: value for key, value in shaped.items() if value not in ("", [])}


def _named(additional: dict[str, Any], key: str) -> list[dict[str, str]]:
    return [{_ADDITIONAL[key]: name} for name in texts(additional, key, "additional")]


def _custom(sections: dict[str, Any]) -> dict[str, Any]:
    """Sections of the person's own: their items or texts, without the switches of the editor."""
    found = {}
    for key, section in sections.items():
        if isinstance(section, dict):
            section = (
                section.get("items")
                or section.get("strings")
                or section.get("text")
                or section.get("content")
            )
        if section:
            found[key] = section
    return found
