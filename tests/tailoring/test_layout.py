"""A résumé is laid out once, for every format: standard sections, all that it says, nothing that is empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from content.schema.resume import ResumeData
from tailoring.exports import render
from tailoring.exports.layout import layout
from tailoring.exports.layout.blocks import Heading
from tailoring.exports.layout.paper import direction, language, paper
from tailoring.exports.layout.printed import date, display_url, link_url, span
from tailoring.exports.layout.sections import titled
from tests.support.nurse import ALICE, alice


def test_sections_have_their_standard_headings_in_order() -> None:
    headings = [block.text for block in layout(alice()) if isinstance(block, Heading)]
    assert headings == [
        "Summary", "Experience", "Skills", "Education", "Achievements", "Projects", "Certificates", "Languages",
        "Driving Licence",
    ]  # fmt: skip


def texts_within(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in ("meta", "startDate", "start_date", "end_date", "date"):
                yield from texts_within(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_within(part)
    elif isinstance(value, str):
        yield from (line.removeprefix("- ") for line in value.splitlines())


def test_every_text_of_the_resume_stands_in_a_block() -> None:
    shown = "\n".join(field for block in layout(alice()) for field in block.fields)
    assert [part for part in texts_within(ALICE) if display_url(part) not in shown] == []


def test_what_is_empty_is_left_out() -> None:
    bare = ResumeData.model_validate(
        {"contact": {"full_name": "Bob"}, "work_experience": [{"title": "Cook"}]}
    )
    assert render(bare, ".txt").decode() == "Bob\n\nExperience\n----------\nCook\n"
    empty = alice(projects=[], certificates=[{}], languages=None, driving_licence="", hobbies={"a": []})
    assert "Certificates" not in render(empty, ".txt").decode()
    assert "Hobbies" not in render(empty, ".txt").decode()


def test_unknown_sections_are_printed_whatever_their_shape() -> None:
    resume = ResumeData.model_validate(
        {
            "contact": {"full_name": "Bob"},
            "militaryService": {"branch": "Navy", "years": [1999, 2003]},
            "patents": [
                {"title": "A valve", "number": 12345, "inventors": ["Bob", "Eve"]},
                "Another one, too",
            ],
            "notes": "One line\nAnother",
        }
    )
    printed = render(resume, ".txt").decode()
    for part in (
        "Military Service",
        "Branch: Navy",
        "1999",
        "A valve",
        "Number: 12345",
        "Inventors: Bob, Eve",
    ):
        assert part in printed
    assert "- Another one, too" in printed
    assert "One line\nAnother" in printed


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("driving_licence", "Driving Licence"),
        ("personalProjects", "Personal Projects"),
        ("IT", "IT"),
        ("a", "A"),
    ],
)
def test_a_key_becomes_a_heading(key: str, heading: str) -> None:
    assert titled(key) == heading


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2021-03-01", "Mar 2021"),
        ("2021-3", "Mar 2021"),
        ("2021", "2021"),
        ("Spring 2020", "Spring 2020"),
        ("2021-13", "2021-13"),
    ],
)
def test_iso_dates_are_printed_for_people_and_others_as_written(written: str, printed: str) -> None:
    assert date(written) == printed


def test_spans_end_in_present_while_a_job_goes_on() -> None:
    assert span("2020-01", "", True) == "Jan 2020 – Present"
    assert span("2020-01", "present", True) == "Jan 2020 – Present"
    assert span("2020", "2020") == "2020"
    assert span("", "", False) == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "a b.example", ""]
)
def test_addresses_that_are_not_safe_to_open_are_no_links(address: str) -> None:
    assert link_url(address) == ""


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ({"location": "Austin, TX"}, "us-letter"),
        ({"location": "Toronto, Canada"}, "us-letter"),
        ({"location": "Berlin, DE", "phone": "+49 30 123"}, "a4"),
        ({"location": "Berlin, DE", "address": {"countryCode": "DE"}}, "a4"),
        ({"location": "Paris"}, "a4"),
        ({"phone": "(555) 123-4567"}, "us-letter"),
        ({"phone": "+1 555 123"}, "us-letter"),
        ({}, "a4"),
    ],
)
def test_paper_is_that_of_the_place(contact: dict[str, Any], expected: str) -> None:
    assert paper(alice(contact={"full_name": "Alice", **contact}).contact) == expected


def test_hebrew_and_arabic_run_from_right_to_left() -> None:
    assert [direction(language(name)) for name in ("דנה לוי", "ليلى حسن", "Alice")] == ["rtl", "rtl", "ltr"]
