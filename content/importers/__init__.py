"""A résumé file, of whichever form, as a Resume."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from content.schema.resume import ResumeData, strings_in
from content.schema.text import clean_within

from .documents import document_of
from .forms.bespoke import from_bespoke
from .forms.fields import validated
from .forms.json_resume import from_json_resume
from .forms.markup import plain_within
from .forms.reactive_resume import from_reactive_resume
from .forms.rendercv import from_rendercv
from .forms.resume_matcher import from_resume_matcher
from .lines.model import Unplaced
from .source import SUFFIXES, ImportRefused, data_of, read_bytes, refuse_unusable

__all__ = ["ImportRefused", "Imported", "Unplaced", "from_json_resume", "read_resume"]


class Imported(NamedTuple):
    """What a file held: the résumé, what of it could not be kept, in sentences, and the form it came in."""

    resume: ResumeData
    unheld: list[str]
    format: str
    sure: Mapping[str, float] = MappingProxyType({})  # per section, 0 to 1, where a reader had to guess
    unplaced: Sequence[Unplaced] = ()  # lines of the file that have no place in the résumé

    @property
    def lost(self) -> list[str]:
        """All that is not in the résumé: the lines without a place, then what could not be kept."""
        return [*map(str, self.unplaced), *self.unheld]


_Reader = Callable[[dict[str, Any]], tuple[ResumeData, list[str]]]
# Each form by the properties that only it has, the plainest sign first.
_FORMS: tuple[tuple[str, str, _Reader], ...] = (
    ("contact", "Bespoke", from_bespoke),
    ("personalInfo", "Resume-Matcher", from_resume_matcher),
    ("cv", "RenderCV", from_rendercv),
    ("basics sections", "Reactive Resume", from_reactive_resume),
    ("basics", "JSON Resume", from_json_resume),
    ("work_experience", "Bespoke", from_bespoke),
    ("workExperience", "Resume-Matcher", from_resume_matcher),
    ("work", "JSON Resume", from_json_resume),
)


def read_resume(source: str | os.PathLike[str] | bytes, name: str = "") -> Imported:
    """The résumé in a file, or in its bytes with the file's name; its form is told by what it holds.

    Raises ImportRefused when it cannot be read, is not a résumé, or has no name.
    """
    if isinstance(source, bytes):
        content, name = source, name or "The résumé"
    else:
        path = Path(source)
        content, name = read_bytes(path), name or path.name
    refuse_unusable(content, name)
    if not _is_data(content, name):
        read = document_of(content, name)
        resume = _with_content(validated(clean_within(read.data)), name)
        return Imported(resume, read.missing, read.form, read.sure, read.unplaced)
    data = data_of(content, name)
    if not isinstance(data, dict):
        raise ImportRefused(f'"{name}" is not a résumé: it should be one object, such as JSON Resume\'s.')
    data = plain_within(data)
    for sign, form, reader in _FORMS:
        if all(key in data for key in sign.split()):
            resume, unheld = reader(data)
            return Imported(_with_content(resume, name), unheld, form)
    raise ImportRefused(
        f'"{name}" is not a résumé: it has none of "basics" (JSON Resume), "personalInfo" (Resume-Matcher), '
        '"cv" (RenderCV) or "contact" (Bespoke).'
    )


def _with_content(resume: ResumeData, name: str) -> ResumeData:
    """A résumé needs no job, as those of students, but something beside a name."""
    jobs = any(role.company or role.title or role.description for role in resume.work_experience)
    others = any(True for _ in strings_in(resume.others))
    if not (
        jobs or resume.education or resume.skills or resume.achievements or resume.summary.strip() or others
    ):
        raise ImportRefused(f'"{name}" holds nothing but a name: add jobs, education, projects or skills.')
    return resume


def _is_data(content: bytes, name: str) -> bool:
    """Whether it is JSON or YAML, by its first character, its keys or, where neither tells, its name."""
    start = content[:4_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"%PDF") or content.startswith(b"PK"):
        return False
    if start[:1] in (b"{", b"[") or Path(name).suffix.lower() in SUFFIXES:
        return True
    return bool(re.search(rb"^(?:cv|basics|contact|personalInfo):[ \t]*\r?$", start, re.MULTILINE))
