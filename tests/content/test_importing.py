"""Résumé files of every form are read whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from content.importers import read_resume
from tests.conftest import SHARED, needs_shared
from tests.support.minimal import MINIMAL, with_work

RESUMES = SHARED / "resumes"


def read(data: Any, name: str = "resume.json") -> Any:
    return read_resume(json.dumps(data).encode(), name)


@needs_shared
@pytest.mark.parametrize(
    ("name", "form", "roles", "skills", "first", "others"),
    [
        ("jsonresume-complete-resume.json", "JSON Resume", 3, 20, "Senior Software Engineer", "projects"),
        ("jsonresume-resume-sample.json", "JSON Resume", 3, 20, "Senior Software Engineer", "references"),
        ("jsonresume-new-grad.json", "JSON Resume", 2, 13, "Software Engineering Intern", "awards"),
        ("jsonresume-career-changer.json", "JSON Resume", 3, 12, "Data Analyst (Contract)", "volunteer"),
        ("resume-matcher-master.json", "Resume-Matcher", 2, 6, "Senior Backend Engineer", "certificates"),
        ("rendercv-standard_full.yaml", "RenderCV", 3, 21, "Staff Software Engineer", "certificates"),
        ("rendercv-minimal.yaml", "RenderCV", 1, 0, "Software Engineer", None),
    ],
)
def test_every_shared_resume_is_imported(
    name: str, form: str, roles: int, skills: int, first: str, others: str | None
) -> None:
    imported = read_resume(RESUMES / name)
    resume = imported.resume
    assert imported.format == form
    assert len(resume.work_experience) == roles
    assert len(resume.skills) == skills
    assert resume.work_experience[0].title == first
    assert all(role.company and role.start_date and role.bullets for role in resume.work_experience)
    assert all(one.institution and one.degree and one.end_date for one in resume.education)
    assert others is None or resume.others[others]


@needs_shared
def test_summary_and_highlights_become_the_lines_of_the_description() -> None:
    role = read_resume(RESUMES / "jsonresume-complete-resume.json").resume.work_experience[0]
    assert role.bullets[0].startswith("Lead development of microservices architecture")
    assert role.bullets[1].startswith("Architected and implemented new microservices")
    assert role.current
    assert (role.start_date, role.end_date) == ("2021-03-01", "")


@needs_shared
def test_resume_matchers_years_are_two_dates_as_written() -> None:
    now, before = read_resume(RESUMES / "resume-matcher-master.json").resume.work_experience
    assert (now.start_date, now.end_date, now.current) == ("Jan 2021", "Present", True)
    assert (before.start_date, before.end_date, before.current) == ("Jun 2018", "Dec 2020", False)


@needs_shared
def test_rendercv_keeps_dates_groups_and_sections() -> None:
    imported = read_resume(RESUMES / "rendercv-standard_full.yaml")
    resume = imported.resume
    assert resume.contact.linkedin == "https://www.linkedin.com/in/alicechen"
    assert (resume.work_experience[1].start_date, resume.work_experience[1].end_date) == (
        "2018-06",
        "2021-02",
    )
    assert resume.education[0].field == "Computer Science"
    assert [group["name"] for group in resume.others["skill_groups"]][:2] == ["Languages", "Infrastructure"]
    assert resume.others["certificates"][0] == {"name": "AWS Solutions Architect Professional (2023)"}
    assert imported.unheld == ["design: how RenderCV prints", "locale: how RenderCV prints"]


def test_bespokes_own_form_is_read() -> None:
    data = {
        "contact": {"full_name": "Alice Example"},
        "work_experience": [
            {"company": "Acme", "title": "Nurse", "start_date": "May '19", "description": ["One", "Two"]}
        ],
        "skills": ["Triage"],
        "patents": [{"title": "A patent"}],
    }
    imported = read(data)
    assert imported.format == "Bespoke"
    assert imported.resume.work_experience[0].description == "- One\n- Two"
    assert imported.resume.work_experience[0].current
    assert imported.resume.others == {"patents": [{"title": "A patent"}]}


@pytest.mark.parametrize(
    "date", ["May '19", "Q3 2018", "2018/19", "Frühjahr 2017", "13/2020", "00.00.0000", 2019]
)
def test_dates_stay_as_the_person_wrote_them(date: Any) -> None:
    assert read(with_work(startDate=date)).resume.work_experience[0].start_date == str(date)


@pytest.mark.parametrize(
    ("end", "current"), [("present", True), ("Present", True), ("", True), (None, True), ("2021", False)]
)
def test_a_job_without_an_end_goes_on(end: str | None, current: bool) -> None:
    assert read(with_work(endDate=end)).resume.work_experience[0].current is current


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_encodings_are_told_apart(encoding: str) -> None:
    content = json.dumps({**MINIMAL, "basics": {"name": "Zoë Ångström"}}, ensure_ascii=False).encode(encoding)
    assert read_resume(content, "resume.json").resume.contact.full_name == "Zoë Ångström"


def test_numbers_stand_for_texts() -> None:
    resume = read({**with_work(name=1984), "skills": [{"name": "Years", "keywords": [2020, "SQL"]}]}).resume
    assert resume.work_experience[0].company == "1984"
    assert resume.skills == ["2020", "SQL"]


def test_unseen_characters_are_removed_everywhere() -> None:
    data = with_work(position="Engi\u202eneer\u0007", extra={"deep": ["a\u200bb\u2066c"]})
    data["projects"] = [{"name": "x\u202ey\x00"}]
    resume = read(data).resume
    assert resume.work_experience[0].title == "Engineer"
    assert (resume.work_experience[0].model_extra or {})["extra"] == {"deep": ["abc"]}
    assert resume.others["projects"] == [{"name": "xy"}]


def test_four_hundred_bullets_are_read() -> None:
    bullets = [f"Did thing number {number}" for number in range(400)]
    assert read(with_work(highlights=bullets)).resume.work_experience[0].bullets == bullets


def test_yaml_reads_json_resume_too() -> None:
    content = b"basics: {name: Alice}\nwork:\n- {name: Acme, position: Nurse, startDate: 2020-10}\n"
    role = read_resume(content, "resume.yml").resume.work_experience[0]
    assert (role.company, role.start_date) == ("Acme", "2020-10")


def test_yaml_values_stay_texts() -> None:
    job = b"{company: 3.10, position: no, start_date: 2020}"
    content = b"cv:\n  name: Alice\n  sections:\n    experience:\n    - " + job
    role = read_resume(content, "cv.yaml").resume.work_experience[0]
    assert (role.company, role.title, role.start_date) == ("3.10", "no", "2020")


def test_a_file_without_an_extension_is_told_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "resume"
    file.write_text(json.dumps(MINIMAL))
    assert read_resume(file).format == "JSON Resume"
