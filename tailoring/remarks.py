"""What a person remarks on a language or a skill: talk, which may go, and limits, which stay. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex

from content.schema.resume import ResumeData
from tailoring.matching.languages import level

LANGUAGES = "languages"
_FEWEST_WORDS = 3
_HIGH = 4  # B2 and above
_BEHIND = regex.compile(r"\s+[–—-]\s+|\s*[(;:]\s*")
# What says more than the level does: a test, a certificate, a figure, a stay.
_TELLS = regex.compile(
    r"\d|\b\p{Lu}{2,}\b|(?i:\b(?:diploma|exam|degree|sworn|lived|worked|studied|translator)\b)"
)
_LIMITS = regex.compile(
    r"\b(?:not|no|never|only|except|but|without|cannot|basics?|beginner|course|user|a bit|a little)\b|n[’']t\b",
    regex.I,
)
_ATTESTED = regex.compile(r"(?<!\bnot )\b(?:certifi|zertifi)\w+|\p{L}-zertifi\w+", regex.I)


def without_remarks(resume: ResumeData) -> dict[str, Any]:
    """What to change in `resume` so that no talk stands behind the level of a language; nothing where none does.

    "Conversational – enough for dinner, not for a contract" → "Conversational". A remark that names a test, a
    certificate or another level stays.
    """
    entries = resume.others.get(LANGUAGES)
    if not isinstance(entries, list):
        return {}
    shorter = [_shorter(entry) for entry in entries]
    return {LANGUAGES: shorter} if shorter != entries else {}


def apart(said: str) -> tuple[str, str]:
    """What is said and the remark behind it: in brackets, or behind a dash, a colon or a semicolon."""
    head, *rest = _BEHIND.split(said, maxsplit=1)
    return head.strip(), rest[0] if rest else ""


def says_limit(remark: str) -> bool:
    """Whether a remark takes something back: "reading dashboards, not building them", "course", "user"."""
    return bool(_LIMITS.search(remark))


def shortened(own: ResumeData, printed: ResumeData) -> Iterator[tuple[int, dict[str, Any], str]]:
    """The entries whose level is printed shorter than the person wrote it: number, own entry, printed level."""
    before, after = own.others.get(LANGUAGES), printed.others.get(LANGUAGES)
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (entry, other) in enumerate(zip(before, after, strict=True)):
            if _fluency(entry) != _fluency(other):
                yield number, entry, _fluency(other)


def _shorter(entry: Any) -> Any:
    head, remark = apart(_fluency(entry))
    is_talk = len(remark.split()) >= _FEWEST_WORDS and not level(remark)
    if not is_talk or not level(head) or _TELLS.search(remark) or _ATTESTED.search(remark):
        return entry
    # "Conversational" says by itself that it is not all; of "fluent" a limit is part of what is said.
    if level(head) >= _HIGH and says_limit(remark):
        return entry
    return {**entry, "fluency": head}


def _fluency(entry: Any) -> str:
    said = entry.get("fluency") if isinstance(entry, dict) else None
    return said if isinstance(said, str) else ""
