"""PDF and DOCX read back with a parser: every field of every résumé is found again, in order, if it is there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from content.importers import read_resume
from content.schema.resume import ResumeData, description_of
from tailoring.exports import render
from tailoring.exports.reading.read_back import expected, fields_found
from tests.conftest import EXAMPLES, SHARED, needs_shared

RESUMES = sorted((SHARED / "resumes").glob("*"))
PEOPLE = sorted(EXAMPLES.glob("*/resume.json"))
ALICE: dict[str, Any] = {
    "contact": {
        "full_name": "Alice Example",
        "email": "alice@example.org",
        "website": "https://www.alice.example/",
    },
    "summary": "Efficient office staff; find the flow.",
    "work_experience": [
        {
            "company": "Acme",
            "title": "Engineer",
            "start_date": "2019-04-01",
            "current": True,
            "description": "- Built R\n- Go",
        }
    ],
    "skills": ["R", "C++", "Go"],
    "education": [{"institution": "School", "degree": "BSc Physics", "field": "Physics", "gpa": "1.3"}],
}


def alice(**changes: Any) -> ResumeData:
    return ResumeData.model_validate({**ALICE, **changes})


def missing(resume: ResumeData, content: bytes) -> list[str]:
    return [field.where for field in fields_found(resume, content).missing]


@needs_shared
def test_there_are_resumes_to_read_back() -> None:
    assert PEOPLE
    assert len(RESUMES) >= 7


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@pytest.mark.parametrize("file", [*RESUMES, *PEOPLE], ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_field_of_every_resume_is_found_again_in_order(file: Path, suffix: str) -> None:
    resume = read_resume(file).resume
    report = fields_found(resume, render(resume, suffix))
    assert report.missing == ()
    assert report.found == report.total > 10
    assert report.share == 1.0


def test_the_fields_are_those_of_the_resume_as_printed() -> None:
    assert [tuple(field) for field in expected(alice())] == [
        ("contact.full_name", "Alice Example"),
        ("contact.email", "alice@example.org"),
        ("contact.website", "alice.example"),
        ("summary", "Efficient office staff; find the flow."),
        ("work_experience[0].title", "Engineer"),
        ("work_experience[0].dates", "Apr 2019 – Present"),
        ("work_experience[0].company", "Acme"),
        ("work_experience[0].description", "Built R"),
        ("work_experience[0].description", "Go"),
        ("skills", "R"),
        ("skills", "C++"),
        ("skills", "Go"),
        ("education[0].degree", "BSc Physics"),
        ("education[0].institution", "School"),
        ("education[0].gpa", "1.3"),
    ]


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_field_that_the_file_lacks_is_missing(suffix: str) -> None:
    file = render(alice(skills=["C++", "Go"], summary=""), suffix)
    assert missing(alice(), file) == ["summary", "skills"]


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_field_out_of_order_is_missing(suffix: str) -> None:
    file = render(alice(skills=["Go", "C++", "R"]), suffix)
    assert missing(alice(), file) == ["skills", "skills"]


def test_a_field_within_another_word_is_missing() -> None:
    file = render(alice(skills=["Rust", "C++", "Golang"]), ".pdf")
    assert missing(alice(), file) == ["skills", "skills"]


def test_a_field_that_stands_once_is_found_once() -> None:
    file = render(alice(skills=["Solo"]), ".pdf")
    assert missing(alice(skills=["Solo", "Solo"]), file) == ["skills"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"PK\x03\x04", b"junk", b"%PDF" + b"\0" * 1000])
def test_a_file_that_cannot_be_read_has_no_fields(content: bytes) -> None:
    report = fields_found(alice(), content)
    assert (report.found, report.share) == (0, 0.0)
    assert report.total == 15


def test_four_hundred_bullets_are_found_again() -> None:
    role = {
        **ALICE["work_experience"][0],
        "description": description_of([f"Shipped release {n}" for n in range(400)]),
    }
    assert missing(alice(work_experience=[role]), render(alice(work_experience=[role]), ".pdf")) == []


def test_a_word_longer_than_a_line_is_not_cut_off() -> None:
    word = "x1" * 200
    assert missing(alice(summary=word), render(alice(summary=word), ".pdf")) == []


@pytest.mark.skipif(not find_spec("manimgx_fonts_cjk"), reason="the font packages are not installed")
@pytest.mark.parametrize(
    ("name", "bullet"),
    [
        ("Мария Петрова", "Разработала систему для 40 клиентов"),
        ("王小明", "使用 Python 为 40 个客户开发了支付系统"),
        ("山田太郎", "Python で 40 社向けの決済システムを開発"),
        ("김민수", "40개 고객사를 위한 결제 시스템 개발"),
    ],
)
def test_other_scripts_are_found_again(name: str, bullet: str) -> None:
    resume = alice(
        contact={"full_name": name}, work_experience=[{"title": bullet, "company": name}], summary=bullet
    )
    assert missing(resume, render(resume, ".pdf")) == []
