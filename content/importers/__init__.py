"""A résumé file, of whichever form, as a Resume."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from content.schema.resume import Resume

from .bespoke import from_bespoke
from .json_resume import from_json_resume
from .rendercv import from_rendercv
from .resume_matcher import from_resume_matcher
from .source import ImportRefused, data_of, read_bytes

__all__ = ["ImportRefused", "Imported", "from_json_resume", "read_resume"]


class Imported(NamedTuple):
    """What a file held: the résumé, what of it could not be kept (one line each), and the form it came in."""

    resume: Resume
    unheld: list[str]
    format: str


_Reader = Callable[[dict[str, Any]], tuple[Resume, list[str]]]
# Each form by a property that only it has, the plainest sign first.
_FORMS: tuple[tuple[str, str, _Reader], ...] = (
    ("contact", "Bespoke", from_bespoke),
    ("personalInfo", "Resume-Matcher", from_resume_matcher),
    ("cv", "RenderCV", from_rendercv),
    ("basics", "JSON Resume", from_json_resume),
    ("work_experience", "Bespoke", from_bespoke),
    ("workExperience", "Resume-Matcher", from_resume_matcher),
    ("work", "JSON Resume", from_json_resume),
)


def read_resume(source: str | os.PathLike[str] | bytes, name: str = "") -> Imported:
    """The résumé in a file, or in its bytes with the file's name; its form is told by what it holds.

    Raises ImportRefused when it cannot be read, is not a résumé, or has no name or no work experience.
    """
    if isinstance(source, bytes):
        content, name = source, name or "The résumé"
    else:
        path = Path(source)
        content, name = read_bytes(path), name or path.name
    data = data_of(content, name)
    if not isinstance(data, dict):
        raise ImportRefused(f'"{name}" is not a résumé: it should be one object, such as JSON Resume\'s.')
    for sign, form, reader in _FORMS:
        if sign in data:
            resume, unheld = reader(data)
            return Imported(_with_work(resume, name), unheld, form)
    raise ImportRefused(
        f'"{name}" is not a résumé: it has none of "basics" (JSON Resume), "personalInfo" (Resume-Matcher), '
        '"cv" (RenderCV) or "contact" (Bespoke).'
    )


def _with_work(resume: Resume, name: str) -> Resume:
    if not any(role.company or role.title for role in resume.work_experience):
        raise ImportRefused(
            f'"{name}" lists no work experience: add at least one job with its company and title.'
        )
    return resume
