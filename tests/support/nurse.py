"""Alice the ward sister, whose résumé has something in every section."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from content.schema.resume import ResumeData
from tailoring.exports import render
from tailoring.exports.reading.read_back import text_of

ALICE: dict[str, Any] = {
    "contact": {
        "full_name": "Alice Łęcka",
        "label": "Ward sister",
        "email": "alice@example.org",
        "phone": "+44 20 7946 0018",
        "location": "Leeds, UK",
        "linkedin": "https://www.linkedin.com/in/alice-example/",
        "website": "alice.example.org",
    },
    "summary": "Nurse with ten years on surgical wards. Teaches.",
    "work_experience": [
        {
            "company": "St Example's Hospital",
            "title": "Ward Sister",
            "location": "Leeds",
            "start_date": "2019-04-01",
            "current": True,
            "description": "- Led a team of 14 nurses\n- Cut falls by 31 %",
            "technologies": ["EPR", "SystmOne"],
        },
        {
            "company": "Example Trust",
            "title": "Staff Nurse",
            "start_date": "Spring 2014",
            "end_date": "2019-03",
        },
    ],
    "education": [
        {
            "institution": "Example University",
            "degree": "BSc",
            "field": "Nursing",
            "end_date": "2014",
            "gpa": "2:1",
        }
    ],
    "skills": ["Triage", "Wound care"],
    "achievements": [
        "Nurse of the year",
        {"title": "A poster", "description": "At a congress", "date": "2021-05"},
    ],
    "projects": [
        {
            "name": "Falls bundle",
            "startDate": "2020-01",
            "highlights": ["Wrote it"],
            "url": "https://x.example/falls",
        }
    ],
    "certificates": [{"name": "ILS", "issuer": "RCUK", "date": "2023-02-01"}],
    "languages": [{"language": "English", "fluency": "Native"}, {"language": "Polish", "fluency": "B2"}],
    "driving_licence": "Full, clean",
    "meta": {"version": "1"},
}


def alice(**changes: Any) -> ResumeData:
    return ResumeData.model_validate({**ALICE, **changes})


def named(name: str) -> ResumeData:
    return alice(contact={"full_name": name})


def text(resume: ResumeData, suffix: str) -> str:
    """What a reader of the file reads: its text without marks, links and escapes."""
    content = render(resume, suffix)
    if suffix in (".pdf", ".docx"):
        return text_of(content)
    if suffix == ".html":
        return unescape(re.sub(r"<(head|style)\b.*?</\1>|<[^>]*>", " ", content.decode(), flags=re.DOTALL))
    if suffix == ".md":
        return re.sub(r"\\(?=\W)|\]\(<[^>]*>\)|(?<!\\)[\[\]*#]", "", content.decode())
    return content.decode()
