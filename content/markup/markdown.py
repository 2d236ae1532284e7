"""Markdown without its marks."""

from __future__ import annotations

import re

_HEADING_LINE = re.compile(
    r"^[ \t]*(?:[*•·-][ \t]+)?(?:\*\*|__)([^*_\n]{2,80}?)(:?)(?:\*\*|__)(:?)[ \t]*\\?$", re.M
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\((?:[^()\n]{0,400})\)")
_MARK_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!&<>|~$])")
_MARKED = re.compile(r"\*\*|__|\\[+.&#*_-]|\]\(|^#{1,6} ", re.M)


def without_marks(text: str) -> str:
    """`text` without Markdown's marks; a line in bold is a heading."""
    if not _MARKED.search(text):
        return text
    text = _LINK.sub(r"\1", _MARK_ESCAPE.sub(r"\1", text))
    text = re.sub(r"^[ \t]*#{1,6}[ \t]+(.{1,200}?)[ \t#]*$", r"\n\1\n", text, flags=re.M)
    text = _HEADING_LINE.sub(lambda m: f"\n{m[1]}:" if m[2] or m[3] else f"\n{m[1]}\n", text)
    return _BOLD.sub(r"\2", text)
