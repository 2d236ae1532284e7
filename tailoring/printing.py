"""A decided résumé as files and pictures. What was made is kept a while, so that looking again costs nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache

from accounts.api.allowance import refuse_often, told_when_busy
from accounts.models import User
from content.schema.resume import ResumeData
from core.api.problems import Problem
from tailoring import exports
from tailoring.exports import ExportError
from tailoring.exports.formats import Format
from tailoring.exports.reading.picture import pictures_of
from tailoring.exports.reading.verify import read_back
from tailoring.models import Run, decided_resume

# Of this process alone: what only saves time, and is somebody's, lies nowhere else.
_KEPT = LocMemCache("printing", {"TIMEOUT": 600, "OPTIONS": {"MAX_ENTRIES": 100}})
_PDF = exports.FORMATS[".pdf"]


@dataclass(frozen=True)
class Offered:
    """A format, and what reading it back has shown; a `fault` when it cannot be made."""

    made: Format
    says: str
    fault: bool = False


def digest_of(resume: ResumeData) -> str:
    """What identifies a printed résumé: the same words give the same, 16 hex digits."""
    return hashlib.sha256(json.dumps(resume.model_dump(mode="json")).encode()).hexdigest()[:16]


def file_of(resume: ResumeData, made: Format, person: User) -> bytes:
    """The résumé as a file, within what one person may have made. Raises ExportError, or a `Problem`."""
    key = f"{person.pk}/{digest_of(resume)}/{made.name}"
    content: bytes | None = _KEPT.get(key)
    if content is None:
        refuse_often(person, "files", settings.FILES_PER_HOUR)
        with told_when_busy("files"):
            content = made.render(resume, person.pk)
        _KEPT.set(key, content)
    return content


def pages_of(resume: ResumeData, person: User) -> list[bytes]:
    """The pages as pictures. Raises ExportError, or a `Problem`."""
    key = f"{person.pk}/{digest_of(resume)}/pages"
    pages: list[bytes] | None = _KEPT.get(key)
    if pages is None:
        pdf = file_of(resume, _PDF, person)
        with told_when_busy("files"):
            pages = pictures_of(pdf, person.pk)
        _KEPT.set(key, pages)
    return pages


def offers_for(run: Run, person: User) -> list[Offered]:
    """Each format, made of what was decided, read back and compared with it."""
    resume = decided_resume(run)
    return [_offered(resume, made, person) for made in exports.FORMATS.values()] if resume else []


def _offered(resume: ResumeData, made: Format, person: User) -> Offered:
    try:
        content = file_of(resume, made, person)
        with told_when_busy("files"):
            report = read_back(resume, content, made.suffix, person.pk)
    except (ExportError, Problem) as error:
        return Offered(made, str(error), fault=True)
    if not report.missing:
        return Offered(made, f"Read back: all {report.total} fields are there.")
    lost = ", ".join(dict.fromkeys(field.where for field in report.missing[:4]))
    return Offered(
        made, f"Read back: {len(report.missing)} of {report.total} fields were not found ({lost})."
    )
