"""The data that stands before a post, between two rules: only its title is used, nothing of it is evaluated."""

from __future__ import annotations

import re

_FENCED = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.{0,20000}?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title\s*[:=]\s*(.+)$", re.MULTILINE | re.IGNORECASE)


def without_front_matter(text: str) -> tuple[str, str]:
    """The title that the data names, and the text below it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not (match := _FENCED.match(text)):
        return "", text
    title = _TITLE.search(match[2])
    return (title[1].strip().strip("\"'")[:80] if title else ""), text[match.end() :]
