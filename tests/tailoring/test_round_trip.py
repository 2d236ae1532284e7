"""What we print is read again as it was: our own PDF and Word documents, imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.imports import fields_of, kept
from content.importers import read_resume
from tailoring.exports import pdf, word
from tailoring.exports.layout.dates_alike import set_alike
from tests.conftest import EXAMPLES, SHARED

FILES = sorted([*SHARED.glob("resumes/rendercv-s*"), *EXAMPLES.glob("[!a]*/resume.json")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
@pytest.mark.parametrize(("suffix", "renderer"), [("pdf", pdf), ("docx", word)])
def test_a_printed_resume_is_imported_with_its_fields(file: Path, suffix: str, renderer: Any) -> None:
    resume = set_alike(read_resume(file).resume)
    printed = renderer.render(resume)
    again = read_resume(printed, f"cv.{suffix}").resume
    assert kept(resume, again) >= 0.98 * len(fields_of(resume))
