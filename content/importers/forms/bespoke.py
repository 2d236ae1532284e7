"""Bespoke's own form: the résumé schema itself, as JSON."""

from __future__ import annotations

from typing import Any

from content.schema.resume import ResumeData, description_of

from .fields import dates, mapping, objects, text, texts, validated


def from_bespoke(data: dict[str, Any]) -> tuple[ResumeData, list[str]]:
    """A document in the résumé schema. Lists of lines are taken where a description stands.

    Raises ImportRefused for a field of the wrong type.
    """
    resume = {key: value for key, value in data.items() if value is not None}
    resume["contact"] = _without_nulls(mapping(data, "contact"))
    resume["work_experience"] = [_role(role, path) for role, path in objects(data, "work_experience")]
    resume["education"] = [_described(one, path) for one, path in objects(data, "education")]
    resume["skills"] = texts(data, "skills", "")
    return validated(resume), []


def _role(role: dict[str, Any], path: str) -> dict[str, Any]:
    result = _described(role, path)
    stated = dates(text(role, "start_date", path), text(role, "end_date", path), result.get("current"))
    result |= {"start_date": stated.start, "end_date": stated.end}
    result.setdefault("current", stated.current)
    result["technologies"] = texts(role, "technologies", path)
    return result


def _described(part: dict[str, Any], path: str) -> dict[str, Any]:
    result = _without_nulls(part)
    if isinstance(result.get("description"), list):
        result["description"] = description_of(texts(part, "description", path))
    return result


def _without_nulls(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value is not None}
