"""Exports of Reactive Resume's versions are read by their keys."""

from __future__ import annotations

import json
from typing import Any

from content.importers import Imported, read_resume


def read(data: dict[str, Any]) -> Imported:
    return read_resume(json.dumps(data).encode(), "cv.json")


def test_exports_of_reactive_resume_4_are_read() -> None:
    data = {
        "basics": {"name": "Rae Active", "headline": "Nurse", "email": "rae@example.org", "location": "Leeds",
                   "url": {"label": "", "href": "https://rae.example.org"}, "customFields": []},
        "sections": {
            "summary": {"name": "Summary", "visible": True, "content": "<p>Ward nurse.</p>"},
            "experience": {"name": "Experience", "items": [
                {"id": "a", "visible": True, "company": "City Ward", "position": "Nurse", "date": "2019 - Present",
                 "summary": "<ul><li><p>Gave IV medication</p></li><li><p>Led rounds</p></li></ul>",
                 "url": {"label": "", "href": ""}},
                {"id": "b", "visible": False, "company": "Old Ward", "position": "Aide", "date": "2015"}]},
            "education": {"items": [{"institution": "Leeds College", "studyType": "BSc", "area": "Nursing",
                                     "date": "2015 - 2018", "score": "First", "summary": ""}]},
            "certifications": {"items": [{"name": "ALS", "issuer": "Resus", "date": "2021", "url": {"href": ""}}]},
            "languages": {"items": [{"name": "French", "description": "Fluent", "level": 4}]},
            "profiles": {"items": [{"network": "LinkedIn", "username": "rae", "url": {"href": ""}}]},
            "skills": {"items": [{"name": "IV therapy", "keywords": ["IV"]}]},
            "custom": {"x": {"name": "Boards", "items": [{"name": "Ward board", "date": "2020 - 2021"}]}},
        },
        "metadata": {"template": "onyx"},
    }  # fmt: skip
    imported = read(data)
    resume = imported.resume
    assert imported.format == "Reactive Resume"
    assert (resume.summary, resume.contact.website) == ("Ward nurse.", "https://rae.example.org")
    assert resume.contact.linkedin == "https://www.linkedin.com/in/rae"
    (role,) = resume.work_experience
    assert (role.company, role.start_date, role.current) == ("City Ward", "2019", True)
    assert role.bullets == ["Gave IV medication", "Led rounds"]
    assert (resume.education[0].degree, resume.education[0].gpa) == ("BSc", "First")
    assert resume.others["certificates"] == [{"name": "ALS", "issuer": "Resus", "date": "2021"}]
    assert resume.others["languages"] == [{"language": "French", "fluency": "Fluent"}]
    assert resume.others["Boards"] == [{"name": "Ward board", "startDate": "2020", "endDate": "2021"}]
    assert resume.skills == ["IV therapy", "IV"]
    assert "sections.experience: 1 of 2 entries are hidden there" in imported.unheld


def test_exports_of_reactive_resume_5_and_3_are_read() -> None:
    fifth = {
        "picture": {"url": ""},
        "basics": {"name": "Rae Active", "website": {"url": "https://rae.example.org", "label": ""}},
        "summary": {"content": "<p>Ward nurse.</p>"},
        "sections": {
            "experience": {"items": [{"company": "City Ward", "location": "Leeds", "roles": [
                {"position": "Matron", "period": "2022 - Present", "description": "<p>Ran it</p>"},
                {"position": "Nurse", "period": "2019 - 2022", "description": ""}]}]},
            "education": {"items": [{"school": "Leeds College", "degree": "BSc", "area": "Nursing", "grade": "2:1",
                                     "period": "2018"}]},
        },
        "customSections": [{"title": "Talks", "type": "talks", "items": [{"title": "On wards", "date": "2023"}]}],
    }  # fmt: skip
    resume = read(fifth).resume
    assert [(one.company, one.title, one.current) for one in resume.work_experience] == [
        ("City Ward", "Matron", True), ("City Ward", "Nurse", False),
    ]  # fmt: skip
    assert (resume.education[0].institution, resume.education[0].end_date) == ("Leeds College", "2018")
    assert resume.others["Talks"][0]["name"] == "On wards"
    third = {
        "basics": {"name": "Rae", "location": {"city": "Leeds"}, "summary": "Nurse."},
        "sections": {"work": {"items": [{"name": "City Ward", "position": "Nurse", "summary": "Ran it",
                                         "date": {"start": "2019-01-01", "end": ""}}]}},
    }  # fmt: skip
    role = read(third).resume.work_experience[0]
    assert (role.company, role.start_date, role.current) == ("City Ward", "2019-01-01", True)
