"""JSON Resume in and out: what goes out validates, and what comes back is what went out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.importers import from_json_resume, read_resume
from content.importers.forms.json_resume_values import iso_date, uri
from content.schema.resume import ResumeData
from tailoring.exports.to_json_resume import to_json_resume
from tests.conftest import EXAMPLES, SHARED

FILES = sorted([*SHARED.glob("resumes/*"), *EXAMPLES.glob("*/resume.json")])
SCHEMA = SHARED / "schema" / "jsonresume-schema.json"

# The parts of the published schema that these tests lean on, for machines without the shared data.
_DATE = {"type": "string", "pattern": r"^[12]\d{3}(-[01]\d(-[0-3]\d)?)?$"}
_PART = {
    "type": "object",
    "properties": dict.fromkeys(("startDate", "endDate", "date", "releaseDate"), _DATE),
}
_CORE = {
    "type": "object",
    "properties": {
        "basics": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "profiles": {"type": "array"}},
        },
        **{
            key: {"type": "array", "items": _PART}
            for key in ("work", "education", "projects", "certificates")
        },
    },
}


def schema() -> dict[str, Any]:
    if not SCHEMA.is_file():
        return _CORE
    # The published file has a line too many at its end.
    document, _ = json.JSONDecoder().raw_decode(SCHEMA.read_text())
    return dict(document)


VALIDATOR = jsonschema.Draft7Validator(schema(), format_checker=jsonschema.FormatChecker())


def out_and_back(resume: ResumeData) -> ResumeData:
    document, _ = to_json_resume(resume)
    VALIDATOR.validate(document)
    back, unheld = from_json_resume(json.loads(json.dumps(document)))
    assert unheld == []
    return back


def comparable(resume: ResumeData) -> dict[str, Any]:
    """Without what JSON Resume adds to a contact: its own form of the place and of the profiles."""
    data = resume.model_dump()
    for key in ("address", "profiles"):
        data["contact"].pop(key, None)
    return data


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_resume_goes_out_valid_and_comes_back_the_same(file: Path) -> None:
    resume = read_resume(file).resume
    back = out_and_back(resume)
    assert comparable(back) == comparable(resume)
    assert out_and_back(back) == back


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.stem.startswith("jsonresume")], ids=lambda f: f.stem
)
def test_a_json_resume_comes_out_as_it_was(file: Path) -> None:
    original = json.loads(file.read_text())
    document, report = to_json_resume(read_resume(file).resume)
    original.pop("$schema", None)
    document.pop("$schema")
    assert document == without_empty(original)
    assert report == []


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_empty(part) for key, part in value.items() if part not in ("", [], {}, None)}
    return [without_empty(part) for part in value] if isinstance(value, list) else value


def test_what_the_standard_lacks_is_reported_and_kept() -> None:
    resume = ResumeData.model_validate(
        {
            "contact": {"full_name": "Alice", "email": "alice at example", "pronouns": "she/her"},
            "work_experience": [
                {
                    "company": "Acme",
                    "title": "Nurse",
                    "start_date": "Spring 2019",
                    "end_date": "",
                    "current": False,
                },
                {
                    "company": "Beta",
                    "title": "Aide",
                    "start_date": "Jan 2017",
                    "end_date": "03/2018",
                    "technologies": ["X"],
                },
            ],
            "education": [{"institution": "School", "description": "- With honours"}],
            "achievements": ["Won a prize", {"title": "Talk", "date": "2020"}],
            "certificates": ["First aid"],
            "languages": "German",
            "patents": [{"title": "A patent"}],
        }
    )
    document, report = to_json_resume(resume)
    VALIDATOR.validate(document)
    work = document["work"]
    assert work[0]["startDateText"] == "Spring 2019"
    assert "startDate" not in work[0]
    assert work[0]["current"] is False
    assert (work[1]["startDate"], work[1]["endDate"], work[1]["endDateText"]) == (
        "2017-01",
        "2018-03",
        "03/2018",
    )
    assert document["certificates"] == [{"name": "First aid"}]
    assert {line.split(":")[0] for line in report} == {
        "basics.email", "work[0].startDate", "work[1].technologies", "education[0].description", "achievements",
        "patents",
    }  # fmt: skip
    back, _ = from_json_resume(document)
    assert back.work_experience == resume.work_experience
    assert back.contact.email == "alice at example"
    assert (back.contact.model_extra or {})["pronouns"] == "she/her"
    assert back.achievements == resume.achievements
    assert back.others["patents"] == [{"title": "A patent"}]


def test_a_date_changed_by_another_tool_wins_over_the_words_kept_beside_it() -> None:
    document = {
        "basics": {"name": "A"},
        "work": [{"name": "B", "startDate": "2020-05", "startDateText": "Jan 2017"}],
    }
    assert from_json_resume(document)[0].work_experience[0].start_date == "2020-05"


def test_a_tailored_resume_keeps_its_order_of_bullets_and_skills_within_their_groups() -> None:
    data = {
        "basics": {"name": "Alice"},
        "work": [{"name": "Acme", "summary": "Ran it.", "highlights": ["One", "Two"]}],
        "skills": [
            {"name": "Web", "keywords": ["CSS", "HTML"]},
            {"name": "Data", "level": "High", "keywords": ["SQL"]},
        ],
    }
    resume, _ = from_json_resume(data)
    role = resume.work_experience[0].model_copy(update={"description": "- Two\n- Ran it."})
    tailored = resume.model_copy(update={"work_experience": [role], "skills": ["SQL", "HTML", "COBOL"]})
    document, _ = to_json_resume(tailored)
    assert document["work"][0]["highlights"] == ["Two", "Ran it."]
    assert "summary" not in document["work"][0]
    assert document["skills"] == [
        {"name": "Data", "level": "High", "keywords": ["SQL"]},
        {"name": "Web", "keywords": ["HTML"]},
        {"name": "COBOL"},
    ]


def test_a_changed_contact_wins_over_the_stored_profiles_and_place() -> None:
    data = {
        "basics": {
            "name": "Alice",
            "location": {"city": "Bern", "countryCode": "CH"},
            "profiles": [{"network": "GitHub", "username": "old"}, {"network": "Mastodon", "username": "a"}],
        }
    }
    resume, _ = from_json_resume(data)
    assert (resume.contact.github, resume.contact.location) == ("https://github.com/old", "Bern, CH")
    contact = resume.contact.model_copy(update={"github": "https://github.com/new", "location": "Basel"})
    basics = to_json_resume(resume.model_copy(update={"contact": contact}))[0]["basics"]
    assert basics["location"] == {"city": "Basel"}
    assert basics["profiles"] == [
        {"network": "Mastodon", "username": "a"},
        {"network": "GitHub", "username": "new", "url": "https://github.com/new"},
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2021-03-01", "2021-03-01"), ("2021-03", "2021-03"), ("2021", "2021"), ("Jan 2021", "2021-01"),
        ("Sept. 2019", "2019-09"), ("March 5, 2020", "2020-03-05"), ("5. März 2020", "2020-03-05"),
        ("03/2020", "2020-03"),
        ("1.3.2020", "2020-03-01"), ("2020/3", "2020-03"), ("août 2020", "2020-08"),
        ("2021-03-01T09:00:00Z", "2021-03-01"),
        ("Spring 2019", ""), ("13/2020", ""), ("present", ""), ("2019-2020", ""), ("", ""), ("21", ""), ("May '19", ""),
    ],
)  # fmt: skip
def test_dates_are_read_as_iso_8601_where_they_can_be(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("example.org/a", "https://example.org/a"), ("http://example.org", "http://example.org"),
        ("mailto:a@b.c", "mailto:a@b.c"), ("example.org:8080", "https://example.org:8080"),
        ("not an address", ""), ("nothing", ""), ("", ""),
    ],
)  # fmt: skip
def test_addresses_get_a_scheme(written: str, address: str) -> None:
    assert uri(written) == address


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
lines = st.lists(words, max_size=4)
dates = st.sampled_from(["", "2020", "2020-02", "Feb 2020", "Spring 2020", "present", "31.12.2019"])
roles = st.fixed_dictionaries(
    {"company": words, "title": words, "start_date": dates, "end_date": dates, "current": st.booleans()},
    optional={"location": words, "description": lines.map(lambda all: "\n".join(f"- {one}" for one in all))},
)
contacts = st.fixed_dictionaries(
    {"full_name": words},
    optional=dict.fromkeys(("email", "phone", "location", "linkedin", "github", "website"), words),
)


@settings(max_examples=60, deadline=None)
@given(contacts, st.lists(roles, max_size=3), st.lists(words, max_size=5, unique_by=str.casefold), lines)
def test_any_resume_goes_out_valid_and_comes_back_the_same(
    contact: dict[str, Any], work: list[dict[str, Any]], skills: list[str], achievements: list[str]
) -> None:
    resume = ResumeData.model_validate(
        {"contact": contact, "work_experience": work, "skills": skills, "achievements": achievements}
    )
    assert comparable(out_and_back(resume)) == comparable(resume)
