"""JSON as lines, and schema.org's JobPosting as the ad that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .fragments import text_of_fragment

_FIELDS = {
    "description": "",
    "responsibilities": "Responsibilities",
    "skills": "Required skills",
    "qualifications": "Requirements",
    "experienceRequirements": "Requirements",
    "educationRequirements": "Requirements",
}


def text_of_json(value: Any) -> str:
    """`key:` and its values; of a record that is or holds a JobPosting only that."""
    record = posting_in(value)
    return text_of_record(record) if record else "\n".join(_flat(value))


def posting_in(value: Any) -> dict[str, Any] | None:
    """The JobPosting that `value` is or holds in a list or a graph."""
    if isinstance(value, list):
        return next((found for item in value[:50] if (found := posting_in(item))), None)
    if not isinstance(value, dict):
        return None
    kind = value.get("@type")
    if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
        return value
    return posting_in(value.get("@graph")) if "@graph" in value else None


def text_of_record(record: dict[str, Any]) -> str:
    """A JobPosting as an ad: its title, its employer, and what it says."""
    company = name_of(record.get("hiringOrganization"))
    parts = [head_of(name_of(record.get("title")), company)]
    for key, heading in _FIELDS.items():
        said = record.get(key)
        items = said if isinstance(said, list) else [said]
        texts = [text_of_fragment(item) for item in items if isinstance(item, str) and item.strip()]
        if texts:
            bullet = "• " if heading and len(texts) > 1 else ""
            parts.append("\n".join([*([heading] if heading else []), *(bullet + text for text in texts)]))
    return "\n\n".join(part for part in parts if part)


def head_of(title: str, company: str) -> str:
    """The first lines of an ad of which it is known what it is for, and whose."""
    said = [f"Job title: {title}" if title else "", f"Company: {company}" if company else ""]
    return "\n".join(filter(None, said))


def name_of(employer: Any) -> str:
    """The name of an organisation that is told as a record or as a text."""
    name = employer.get("name") if isinstance(employer, dict) else employer
    return " ".join(name.split())[:200] if isinstance(name, str) else ""


def _flat(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if not str(name).startswith(("$", "@")) and name not in ("meta", "location", "date"):
                yield from _flat(inner, str(name))
    elif isinstance(value, list):
        yield f"{key}:"
        for item in value:
            yield from _flat(item)
    elif value is not None:
        said = text_of_fragment(value) if isinstance(value, str) else str(value)
        yield f"{key}: {said}" if key and key != "name" else said
