"""What is printed of people's real files: nothing that they do not say, and dates in one form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from content.importers import read_resume
from tailoring.exports import text


def printed(data: dict[str, Any]) -> str:
    resume = read_resume(json.dumps({"basics": {"name": "Ann Example"}, **data}).encode(), "cv.json").resume
    return text.render(resume).decode()


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("certificates", {"name": "First Aid at Work", "startDate": "2020-03-31"}),
        ("awards", {"title": "Clerk of the Year", "startDate": "2021-01"}),
        ("publications", {"name": "On Ledgers", "startDate": "2017-05"}),
        ("courses", {"name": "Bookkeeping", "startDate": "2016-02"}),
    ],
)
def test_what_happens_once_is_not_said_to_go_on(section: str, entry: dict[str, str]) -> None:
    shown = printed({section: [entry]})
    assert entry["startDate"][:4] in shown
    assert "Present" not in shown


def test_what_one_does_goes_on_until_its_end() -> None:
    shown = printed({
        "volunteer": [{"organization": "Red Cross", "position": "Driver", "startDate": "2020-03"}],
        "projects": [{"name": "Bus times", "startDate": "2019", "current": False}],
    })  # fmt: skip
    assert "Driver, Red Cross (Mar 2020 - Present)" in shown
    assert "Bus times (2019)" in shown


def test_dates_of_one_resume_are_set_alike() -> None:
    work = [
        {"name": "A", "startDate": "2021-03", "endDate": "present"},
        {"name": "B", "startDate": "03/2019", "endDate": "February 2021"},
        {"name": "C", "startDate": "Sept 2016", "endDate": "2019.02"},
        {"name": "D", "startDate": "2014", "endDate": "till date"},
    ]
    shown = printed({"work": work})
    for dates in ("Mar 2021 - Present", "Mar 2019 - Feb 2021", "Sep 2016 - Feb 2019", "2014 - Present"):
        assert dates in shown


def test_dates_in_one_form_stay_as_written() -> None:
    work = [{"name": "A", "startDate": "March 2019", "endDate": "May 2021"}]
    assert "March 2019 - May 2021" in printed({"work": work})
    work = [
        {"name": "A", "startDate": "März 2019", "endDate": "05/2021"},
        {"name": "B", "startDate": "01/2017", "endDate": "heute"},
    ]
    shown = printed({"work": work})
    assert "März 2019 - 05/2021" in shown
    assert "01/2017 - heute" in shown


def test_a_person_without_a_job_is_printed_with_what_they_have() -> None:
    shown = printed({
        "education": [{"institution": "Inland University", "studyType": "BSc"}],
        "projects": [{"name": "Bus times", "highlights": ["Built with Flask"]}],
        "volunteer": [{"organization": "Food bank"}], "skills": [{"name": "Python"}],
    })  # fmt: skip
    for heading in ("Education", "Projects", "Volunteering", "Skills"):
        assert f"\n{heading}\n" in shown
