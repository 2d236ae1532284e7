"""What real people's files hold: other titles, markup, nested posts, odd dates, prose for skills, other programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from content.importers import Imported, read_resume
from content.importers.forms.invalid_dates import valid_date
from content.importers.forms.markup import plain
from content.importers.skill_names import names_in
from content.schema.chunking import chunk_resume, own_sentences

JOB = {"company": "Cafetería Andina", "position": "Analista", "start_date": "2021-02", "end_date": "present"}
SCHOOL = {"institution": "Universidad del Valle", "area": "Estadística", "degree": "BSc"}


def rendercv(sections: Any, **cv: Any) -> Imported:
    data = {"cv": {"name": "Lucía Prueba", "sections": sections, **cv}}
    return read_resume(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode(), "cv.yaml")


def read(data: dict[str, Any]) -> Imported:
    return read_resume(json.dumps(data).encode(), "cv.json")


@pytest.mark.parametrize(
    ("about", "work", "school", "skills"),
    [
        ("sobre_mi", "experiencia_laboral", "educacion", "habilidades"),
        ("Profil", "Berufserfahrung", "Ausbildung", "Kenntnisse"),
        ("Profil", "Expériences professionnelles", "Formation", "Compétences"),
        ("about_me", "Relevant Experience", "Where I learned", "What I use"),
        ("Chi sono", "Esperienze", "Istruzione", "Competenze"),
    ],
)
def test_rendercv_is_read_by_the_shape_of_its_entries_whatever_the_titles(
    about: str, work: str, school: str, skills: str
) -> None:
    resume = rendercv({
        about: ["Analista de datos."], work: [JOB], school: [SCHOOL],
        skills: [{"label": "Herramientas", "details": "SQL, Power BI, Excel"}],
    }).resume  # fmt: skip
    assert [role.company for role in resume.work_experience] == ["Cafetería Andina"]
    assert resume.work_experience[0].current
    assert [one.institution for one in resume.education] == ["Universidad del Valle"]
    assert resume.skills == ["SQL", "Power BI", "Excel"]


def test_two_sections_of_jobs_are_both_read_and_volunteering_stays_volunteering() -> None:
    resume = rendercv({
        "Relevant Experience": [JOB], "Other Experience": [{**JOB, "company": "Tienda"}],
        "Volunteering": [{**JOB, "company": "Red Cross"}],
        "Languages": [{"label": "English", "details": "Fluent"}],
    }).resume  # fmt: skip
    assert [role.company for role in resume.work_experience] == ["Cafetería Andina", "Tienda"]
    assert resume.others["volunteer"][0]["organization"] == "Red Cross"
    assert resume.others["languages"] == [{"language": "English", "fluency": "Fluent"}]
    assert resume.skills == []


def test_older_versions_of_rendercv_are_read() -> None:
    first = {
        "cv": {
            "name": "Kim New",
            "section_order": ["Education"],
            "education": [{"institution": "Inland", "area": "CS", "study_type": "BSc"}],
            "work_experience": [{"company": "Pump Works", "position": "Engineer", "date": "2020 to present"}],
            "personal_projects": [{"name": "Bus times", "date": "2024"}],
            "skills": [{"name": "CAD", "details": "SolidWorks, AutoCAD"}],
            "custom_sections": [{"title": "Talks", "entry_type": "OneLineEntry", "entries": ["On intakes"]}],
        }
    }
    resume = read_resume(yaml.safe_dump(first).encode(), "cv.yaml").resume
    assert (resume.education[0].degree, resume.work_experience[0].company) == ("BSc", "Pump Works")
    assert (resume.work_experience[0].start_date, resume.work_experience[0].current) == ("2020", True)
    assert resume.others["projects"][0]["name"] == "Bus times"
    assert resume.skills == ["SolidWorks", "AutoCAD"]
    assert resume.others["Talks"] == ["On intakes"]
    nested = rendercv({"Jobs I had": {"entry_type": "ExperienceEntry", "entries": [JOB]}}).resume
    assert nested.work_experience[0].company == "Cafetería Andina"


def test_newer_rendercv_numbers_entries_and_has_several_phones_and_connections() -> None:
    imported = rendercv(
        {"experience": [JOB], "talks": [{"number": "On intakes"}, {"number": "On valves"}],
         "patents": [{"reversed_number": "Pump (US 1,234)"}]},
        email=["kim@example.org", "kim@work.example.org"], phone=["tel:+90-541-999-99-99"],
        custom_connections=[{"placeholder": "Book a call", "url": "https://cal.example.org/kim"},
                            {"placeholder": "Ask for my portfolio", "url": ""}],
    )  # fmt: skip
    resume = imported.resume
    assert (resume.contact.email, resume.contact.phone) == ("kim@example.org", "+90-541-999-99-99")
    assert resume.others["talks"] == ["On intakes", "On valves"]
    assert resume.others["patents"] == ["Pump (US 1,234)"]
    assert (resume.contact.model_extra or {})["profiles"][0]["url"] == "https://cal.example.org/kim"
    assert imported.unheld == [
        "cv.custom_connections[1]: Ask for my portfolio",
        "cv.email[1]: kim@work.example.org",
    ]


def test_what_rendercv_hides_is_not_printed_but_told() -> None:
    data = {
        "cv": {
            "name": "Kim",
            "sections": {
                "experience": [JOB, {**JOB, "company": "Secret", "hidden": True}],
                "hobby_shelf": ["Chess"],
            },
        },
        "rendercv_settings": {"hidden_sections": ["Hobby Shelf"]},
    }
    imported = read_resume(yaml.safe_dump(data).encode(), "cv.yaml")
    assert [role.company for role in imported.resume.work_experience] == ["Cafetería Andina"]
    assert "hobby_shelf" not in imported.resume.others
    assert "cv.sections.experience: 1 of 2 entries are hidden there" in imported.unheld
    assert "cv.sections.hobby_shelf: it is hidden there" in imported.unheld


@pytest.mark.parametrize(
    ("written", "words", "links"),
    [
        ("**Data engineer** with [small tools](https://example.org/t).", "Data engineer with small tools.", 1),
        ("By **40%** with *new* [dbt](https://www.getdbt.com 'dbt') models", "By 40% with new dbt models", 1),
        (r"Kept under \$2k, 100\% of \#3", "Kept under $2k, 100% of #3", 0),
        ("Released <a href=\"https://example.org/v1\">v1</a> of <b>it</b>", "Released v1 of it", 1),
        ("<p>One.</p><p>Two &amp; three<br/>four</p>", "One.\nTwo & three\nfour", 0),
        ("R&amp;D under &pound;2k&nbsp;a month", "R&D under £2k a month", 0),
        ("***Both*** and ~~old~~ `git rebase`", "Both and old git rebase", 0),
        ("<script>alert(1)</script>Ran it", "Ran it", 0),
        ("See <https://example.org/a_b_c>", "See https://example.org/a_b_c", 0),
    ],
)  # fmt: skip
def test_markup_becomes_plain_words_and_its_links_are_kept(written: str, words: str, links: int) -> None:
    found, addresses = plain(written)
    assert found.strip() == words
    assert len(addresses) == links


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4, a 5* hotel and a 4* hostel", "snake_case_name, __init__ and *args, **kwargs",
        "a < b and c > d; answers in <5 ms; List<String>", "x**2 + y**2", "C# and F#", "[a note] (in brackets)",
        r"C:\_new", "AT&T and R&D", "# 1 seller in Leeds",
    ],
)  # fmt: skip
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == (text, [])


def test_markup_goes_from_every_field_and_a_linked_name_gives_its_entry_the_address() -> None:
    resume = rendercv({
        "summary": ["**Engineer** of [tools](https://example.org/tools)"],
        "experience": [{**JOB, "company": "[Harbor](https://harbor.example.org)",
                        "highlights": ["Used [dbt](https://www.getdbt.com)"]}],
        "skills": [{"label": "Languages", "details": "**Python**, SQL, *Go*"}],
        "projects": [{"name": "[Bus](https://bus.example.org)", "highlights": ["__Fast__ and *small*"]}],
    }).resume  # fmt: skip
    role = resume.work_experience[0]
    assert (role.company, role.bullets) == ("Harbor", ["Used dbt"])
    assert (role.model_extra or {}) == {
        "url": "https://harbor.example.org",
        "links": ["https://www.getdbt.com"],
    }
    assert resume.skills == ["Python", "SQL", "Go"]
    assert resume.others["projects"] == [
        {"name": "Bus", "url": "https://bus.example.org", "highlights": ["Fast and small"]}
    ]
    assert (resume.contact.model_extra or {})["links"] == ["https://example.org/tools"]


def test_html_in_a_bullet_parts_it_into_lines() -> None:
    data = {
        "basics": {"name": "A"},
        "work": [{"name": "B", "highlights": ["<ul><li>One &amp; only</li><li>Two</li></ul>", "Three"]}],
    }
    assert read(data).resume.work_experience[0].bullets == ["One & only", "Two", "Three"]


@pytest.mark.parametrize("key", ["positions", "roles"])
def test_each_post_under_one_company_is_a_job(key: str) -> None:
    posts = [
        {"title": "Manager", "startDate": "2020-08", "endDate": "2023-09", "highlights": ["Ran shifts"]},
        {"position": "Lead", "startDate": "2017-08", "endDate": "2020-08", "highlights": ["Cut errors"]},
    ]
    data = {
        "basics": {"name": "A"},
        "work": [{"company": "Initrode", "location": "Leeds", key: posts}, {"name": "Other"}],
    }
    roles = read(data).resume.work_experience
    assert [(one.company, one.title, one.location) for one in roles] == [
        ("Initrode", "Manager", "Leeds"), ("Initrode", "Lead", "Leeds"), ("Other", "", ""),
    ]  # fmt: skip
    assert roles[1].bullets == ["Cut errors"]


def test_projects_within_a_job_are_lines_of_it() -> None:
    data = {
        "basics": {"name": "A"},
        "work": [
            {"name": "B", "position": "C", "highlights": ["Ran it"],
             "projects": [{"name": "Depot", "description": "a new hall", "highlights": ["On time"]}]}
        ],
    }  # fmt: skip
    assert read(data).resume.work_experience[0].bullets == ["Ran it", "Depot: a new hall", "On time"]


@pytest.mark.parametrize(
    ("years", "start", "end", "current"),
    [
        ("Jan 2020 - till date", "Jan 2020", "till date", True), ("Jan 2019 to date", "Jan 2019", "to date", True),
        ("2020-now", "2020", "now", True), ("Since 2018", "2018", "", True), ("seit 03/2019", "03/2019", "", True),
        ("Jan 2017-Mar 2018", "Jan 2017", "Mar 2018", False), ("01/2015-03/2016", "01/2015", "03/2016", False),
        ("Mar 2013 - en cours", "Mar 2013", "en cours", True), ("2019 – atualmente", "2019", "atualmente", True),
        ("2019 - Actual", "2019", "Actual", True), ("2020 - 至今", "2020", "至今", True),
        ("Jan 2021 - Present", "Jan 2021", "Present", True), ("2014/15", "2014/15", "", False),
        ("May 2016 until Q3 2018", "May 2016", "Q3 2018", False),
    ],
)  # fmt: skip
def test_words_for_now_and_spans_without_spaces_are_dates(
    years: str, start: str, end: str, current: bool
) -> None:
    data = {"personalInfo": {"name": "A"}, "workExperience": [{"company": "B", "years": years}]}
    role = read(data).resume.work_experience[0]
    assert (role.start_date, role.end_date, role.current) == (start, end, current)


@pytest.mark.parametrize(
    ("written", "valid"),
    [("Invalid date", ""), ("Invalid Date", ""), ("NaN", ""), ("0000-00-00", ""), ("2020-00", "2020"),
     ("2020-00-00", "2020"), ("00/2020", "2020"), ("2020-05-00", "2020-05"), ("2020-05", "2020-05"),
     ("Spring 2019", "Spring 2019")],
)  # fmt: skip
def test_dates_that_programs_write_for_none_are_left_out(written: str, valid: str) -> None:
    assert valid_date(written) == valid


def test_a_job_whose_end_is_invalid_is_not_said_to_go_on() -> None:
    data = {
        "basics": {"name": "A"},
        "work": [{"name": "B", "startDate": "2019-00", "endDate": "Invalid date"}],
    }
    role = read(data).resume.work_experience[0]
    assert (role.start_date, role.end_date, role.current) == ("2019", "", False)


def test_lines_of_a_summary_stay_apart_and_wrapped_sentences_whole() -> None:
    summary = "Engineer. Likes order.\n- Ten years of payroll systems\n- Two languages\nOpen to travel"
    assert own_sentences(summary) == [
        "Engineer.", "Likes order.", "Ten years of payroll systems", "Two languages", "Open to travel",
    ]  # fmt: skip
    assert own_sentences("Data engineer who\nbuilds small tools.\nReads manuals.") == [
        "Data engineer who builds small tools.",
        "Reads manuals.",
    ]
    resume = read({"basics": {"name": "A", "summary": summary}, "work": [{"name": "B"}]}).resume
    assert "Two languages" in [chunk.text for chunk in chunk_resume(resume)]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Proficient with SolidWorks, AutoCAD, and Git; good understanding of fluid dynamics, and safety",
         ["SolidWorks", "AutoCAD", "Git", "fluid dynamics", "safety"]),
        ("Proficient in Python and SQL.", ["Python", "SQL"]),
        ("Sehr gute Kenntnisse in SAP, DATEV und Excel", ["SAP", "DATEV", "Excel"]),
        ("Experience with research and development", ["research and development"]),
        ("Maîtrise de Word, Excel et PowerPoint", ["Word", "Excel", "PowerPoint"]),
        ("Buen manejo de Excel, y conocimientos de contabilidad", ["Excel", "contabilidad"]),
        ("Communication, teamwork, and problem solving", ["Communication", "teamwork", "problem solving"]),
        ("I led the move of 3 plants to SAP and trained the team",
         ["I led the move of 3 plants to SAP and trained the team"]),
        ("C, C++ (Qt, Boost); Rust", ["C", "C++ (Qt, Boost)", "Rust"]),
    ],
)  # fmt: skip
def test_skills_in_prose_give_their_names(written: str, names: list[str]) -> None:
    assert names_in(written) == names


def test_skills_in_prose_are_taken_apart_in_every_form() -> None:
    prose = "Proficient with SolidWorks, AutoCAD, and Git"
    names = ["SolidWorks", "AutoCAD", "Git"]
    assert rendercv({"experience": [JOB], "skills": [{"bullet": prose}]}).resume.skills == names
    assert read({"basics": {"name": "A"}, "skills": [{"name": prose}]}).resume.skills == names
    text = f"Ann Example\nann@example.org\n\nSKILLS\n\n- {prose}\n- Shop floor safety\n"
    assert read_resume(text.encode(), "cv.txt").resume.skills == [*names, "Shop floor safety"]
