"""The résumé as a Word document, drawn in a child process, so that nobody else waits while that is done."""

from __future__ import annotations

from collections.abc import Hashable

from content.schema.resume import ResumeData

from .children import made


def render(resume: ResumeData, *, person: Hashable = None) -> bytes:
    """A .docx; the same résumé always gives the same bytes.

    Raises ExportError when the child fails, and NoSlot for a person when too many files are made.
    """
    return made("docx", resume.model_dump_json().encode(), "The Word file", person=person)[1]
