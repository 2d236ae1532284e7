"""A file read back, and compared with the résumé that it was made from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable
from html import unescape
from typing import Any

from content.schema.resume import ResumeData, strings_in

from .read_back import Report, fields_anywhere, fields_found, fields_in_order

_HIDDEN = re.compile(r"<(script|style|title)\b.*?</\1>|<[^>]*>", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_back(resume: ResumeData, content: bytes, suffix: str, person: Hashable = None) -> Report:
    """Which fields of the résumé a reader finds in a file of the kind `suffix`. Raises NoSlot for a `person`."""
    if suffix in (".pdf", ".docx"):
        return fields_found(resume, content, person)
    text = content.decode()
    if suffix == ".json":
        return fields_anywhere(resume, _words_of(json.loads(text)))
    plain = _PLAIN.get(suffix, str)
    return fields_in_order(resume, plain(text))


def _words_of(written: dict[str, Any]) -> str:
    """The texts of a JSON Resume, each section under its name."""
    return "\n".join(text for name, section in written.items() for text in (name, *strings_in(section)))


_PLAIN: dict[str, Callable[[str], str]] = {
    ".md": lambda text: unescape(_ESCAPED.sub(r"\1", text)),
    ".html": lambda text: unescape(_HIDDEN.sub(" ", text)),
}
