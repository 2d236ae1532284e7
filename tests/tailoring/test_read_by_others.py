"""The text of our PDFs is what a person sees, whichever reader an applicant-tracking system is built on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from content.importers import read_resume
from tailoring.exports import render
from tests.conftest import EXAMPLES, SHARED, needs_shared
from tests.support.nurse import alice
from tests.support.pdf_readers import EACH

Reader = Callable[[bytes], str]
FILES = sorted([*(SHARED / "resumes").glob("*"), *EXAMPLES.glob("*/resume.json")])
LONG = "https://www.linkedin.com/in/alice-lecka-1234567890?utm_source=share&utm_campaign=share_via&utm_content=profile"


@needs_shared
@pytest.mark.parametrize("reader", EACH)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_no_reader_finds_invisible_characters(file, reader: Reader) -> None:
    text = reader(render(read_resume(file).resume, ".pdf"))
    assert not {"\u200b", "\u00ad", "\ufeff", "\ufffe", "\x02"} & set(text)
    assert "\u00a0\u00a0" not in text


@pytest.mark.parametrize("reader", EACH)
def test_dates_stand_on_the_line_of_their_job(reader: Reader) -> None:
    lines = reader(render(alice(), ".pdf")).splitlines()
    assert "Ward Sister Apr 2019 – Present" in [" ".join(line.split()) for line in lines]


@pytest.mark.parametrize("reader", EACH)
@pytest.mark.parametrize(
    "changes",
    [
        {"contact": {"full_name": "Alice Łęcka", "linkedin": LONG}},
        {"summary": f"Officer for verified, efficient workflows. Wrote {LONG}"},
        {"skills": ["Verified official filings", "x" * 200]},
    ],
    ids=["in the contact line", "in the summary", "in the skills"],
)
def test_one_long_word_does_not_spoil_the_others(changes, reader: Reader) -> None:
    text = reader(render(alice(**changes), ".pdf"))
    assert "\u200b" not in text
    assert "Ward Sister Apr 2019 – Present" in " ".join(text.split())
    assert "Led a team of 14 nurses" in " ".join(text.split())
    whole = "".join(text.split())
    assert ("x" * 200 if "skills" in changes else LONG.removeprefix("https://www.")) in whole


def test_plain_text_has_a_plain_hyphen_between_dates() -> None:
    assert "Ward Sister (Apr 2019 - Present)" in render(alice(), ".txt").decode()
