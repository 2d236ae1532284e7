"""RenderCV's YAML."""

from __future__ import annotations

import re
from typing import Any

from content.schema.resume import ResumeData, description_of

from .fields import goes_on, join, mapping, objects, prose, refuse, rest, span, text, texts, validated
from .json_resume_forms import profile_url

_CV = (
    "name",
    "label",
    "headline",
    "email",
    "phone",
    "location",
    "website",
    "social_networks",
    "sections",
    "photo",
)
_WORK = (
    "company",
    "position",
    "location",
    "start_date",
    "end_date",
    "date",
    "summary",
    "highlights",
    "technologies",
)
_EDUCATION = (
    "institution", "area", "degree", "start_date", "end_date", "date", "grade", "gpa", "summary", "highlights",
)  # fmt: skip
_PLACES = (
    (r"summary|profile|objective|about( me)?|introduction", "summary"),
    (r"(work |professional )?experience|employment( history)?|work( history)?|career", "work_experience"),
    (r"education|academic background", "education"),
    (r"(technical |core )?skills|technologies|competencies", "skills"),
    (r"(selected )?achievements|accomplishments", "achievements"),
    (r"((selected|personal|side|open.?source) )*projects", "projects"),
    (r"certificat(es|ions)|licen[sc]es( and certifications)?", "certificates"),
    (r"(selected )?publications", "publications"),
    (r"(selected )?honou?rs( and awards)?|awards( and honou?rs)?", "awards"),
    (r"volunteer(ing)?( experience| work)?", "volunteer"),
    (r"(spoken )?languages", "languages"),
    (r"(extracurricular )?interests|hobbies", "interests"),
    (r"references", "references"),
)
# JSON Resume's names for RenderCV's.
_RENAMED = {"start_date": "startDate", "end_date": "endDate", "company": "entity"}
_ITEM = {
    "certificates": "name", "languages": "language", "interests": "name", "awards": "title", "references": "reference",
}  # fmt: skip


def from_rendercv(data: dict[str, Any]) -> tuple[ResumeData, list[str]]:
    """A RenderCV document as a Resume, and what could not be held. Raises ImportRefused for a wrong type."""
    cv = mapping(data, "cv")
    resume: dict[str, Any] = {"contact": _contact(cv), "work_experience": [], "education": [], "skills": []}
    for title, section in mapping(cv, "sections", "cv").items():
        _place(resume, title, section, f"cv.sections.{title}")
    unheld = [f"{key}: how RenderCV prints" for key in data if key != "cv"]
    if cv.get("photo"):
        unheld.append("cv.photo: a résumé is printed without a picture")
    return validated(resume), unheld


def _contact(cv: dict[str, Any]) -> dict[str, Any]:
    networks = [profile for profile, _ in objects(cv, "social_networks", "cv")]
    label = text(cv, "headline" if cv.get("headline") else "label", "cv")
    extra = {"label": label, "profiles": networks}
    return {
        **rest(cv, _CV),
        **{key: value for key, value in extra.items() if value},
        "full_name": text(cv, "name", "cv"),
        **{key: _first(cv, key) for key in ("email", "phone", "website")},
        "location": text(cv, "location", "cv"),
        "linkedin": profile_url(networks, "linkedin"),
        "github": profile_url(networks, "github"),
    }


def _first(cv: dict[str, Any], key: str) -> str:
    """RenderCV allows several e-mail addresses, phones and sites; the first is the one to print."""
    if isinstance(cv.get(key), list):
        return next(iter(texts(cv, key, "cv")), "")
    return text(cv, key, "cv").removeprefix("tel:")


def _place(resume: dict[str, Any], title: str, section: Any, path: str) -> None:
    words = title.replace("_", " ").replace("&", "and").strip().casefold()
    place = next((name for pattern, name in _PLACES if re.fullmatch(pattern, words)), title)
    if section is None or section == "":
        return
    if not isinstance(section, list):
        refuse("", path, "a list", section)
    if place == "summary":
        resume["summary"] = "\n".join(filter(None, [resume.get("summary", ""), *_plain(section)]))
    elif place == "skills":
        _skills(resume, section, path)
    elif place == "achievements":
        resume.setdefault("achievements", []).extend(_plain(section))
    elif place in ("work_experience", "education"):
        shape = _role if place == "work_experience" else _education
        resume[place] += [shape(one, where) for one, where in objects({"": section}, "", path)]
    else:
        resume.setdefault(place, []).extend(_item(entry, place) for entry in section)


def _role(work: dict[str, Any], path: str) -> dict[str, Any]:
    start, end = _dates(work, path)
    summary = prose(work, "summary", path)
    return {
        **rest(work, _WORK),
        **({"summary": summary} if summary else {}),
        "company": text(work, "company", path),
        "title": text(work, "position", path),
        "location": text(work, "location", path),
        "start_date": start,
        "end_date": end,
        "current": goes_on(text(work, "start_date", path), end),
        "description": description_of(texts(work, "summary", path) + texts(work, "highlights", path)),
        "technologies": texts(work, "technologies", path),
    }


def _education(education: dict[str, Any], path: str) -> dict[str, Any]:
    start, end = _dates(education, path)
    lines = texts(education, "summary", path) + texts(education, "highlights", path)
    return {
        **rest(education, _EDUCATION),
        "institution": text(education, "institution", path),
        "degree": text(education, "degree", path),
        "field": text(education, "area", path),
        "start_date": start,
        "end_date": end,
        "gpa": text(education, "gpa" if education.get("gpa") else "grade", path),
        "description": description_of(lines),
    }


def _dates(entry: dict[str, Any], path: str) -> tuple[str, str]:
    """RenderCV writes either two dates or, in `date`, anything at all."""
    start, end = text(entry, "start_date", path), text(entry, "end_date", path)
    if not start and not end and (written := text(entry, "date", path)):
        first, last = span(written)
        return (first, last) if last else ("", first)
    return start, end


def _skills(resume: dict[str, Any], section: list[Any], path: str) -> None:
    """`label: Languages, details: Python, Go` is a group; a plain text is skills separated by commas."""
    groups = resume.setdefault("skill_groups", [])
    found = dict.fromkeys(resume["skills"])
    for number, entry in enumerate(section):
        where = join(path, f"[{number}]")
        if isinstance(entry, dict) and entry.get("label"):
            keywords = _split(text(entry, "details", where))
            groups.append(
                {"name": text(entry, "label", where), **({"keywords": keywords} if keywords else {})}
            )
            names = keywords or [text(entry, "label", where)]
        else:
            names = [name for line in _plain([entry]) for name in _split(line)]
        found |= dict.fromkeys(names)
    resume["skills"] = list(found)
    if not groups:
        del resume["skill_groups"]


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


def _item(entry: Any, place: str) -> Any:
    """An entry of another section in JSON Resume's shape; what has no property there keeps its own."""
    name = _ITEM.get(place)
    if isinstance(entry, dict):
        if name and set(entry) & {"label", "details"} and place in ("languages", "interests"):
            level = (
                {"fluency": entry.get("details")}
                if place == "languages"
                else {"keywords": [entry.get("details")]}
            )
            return {
                name: entry.get("label"),
                **{key: value for key, value in level.items() if entry.get("details")},
            }
        if name and (bullet := entry.get("bullet")):
            return {name: bullet}
        return {_RENAMED.get(key, key): value for key, value in entry.items() if value not in ("", None)}
    return {name: entry} if name else entry


def _plain(section: list[Any]) -> list[str]:
    """The texts of entries that are texts, bullets, numbers or labelled details."""
    lines = []
    for entry in section:
        if isinstance(entry, dict):
            entry = ": ".join(str(value) for value in entry.values() if isinstance(value, str) and value)
        if entry:
            lines.append(" ".join(str(entry).split()))
    return lines
