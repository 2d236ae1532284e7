"""What the offline engine reads in a job ad."""

from __future__ import annotations

import random
import time

import pytest

from tailoring.backends.offline.analysis import analyze
from tailoring.records import Analysis

NURSE = """Registered Nurse – Medical/Surgical Unit
About St. Brigid's
St. Brigid's is a 320-bed community hospital.
Responsibilities
• Assess patients, develop care plans and document in Epic
• Administer medications and IV therapy, perform wound care
Required
• Current RN license
• BLS certification; ACLS within six months of hire
• Minimum 2 years of acute care experience
Preferred
• BSN
• CMSRN certification a plus
What we offer
Medical, dental and vision insurance, tuition reimbursement, Pilates.
St. Brigid's is an equal opportunity employer.
"""

ACCOUNTANT = (
    "We're hiring a Management Accountant for Harrow & Pike Ltd, a family-owned food manufacturer in Leeds. "
    "You will own the month-end close and submit quarterly VAT returns. You must be qualified (CIMA, ACCA or ACA) "
    "with at least three years in a manufacturing environment. Strong Excel skills (pivot tables, VLOOKUP) are "
    "essential, and experience of Sage 200 or Microsoft Dynamics is required. Knowledge of standard costing would "
    "be an advantage; Power BI is nice to have. We offer 25 days holiday, hybrid working and a pension."
)

CHEF = (
    "CHEF DE PARTIE - THE OLD MILL RESTAURANT, BATH. WE ARE LOOKING FOR A PASSIONATE CHEF DE PARTIE TO JOIN OUR "
    "BUSY KITCHEN. YOU WILL HELP WITH MENU PLANNING AND STOCK CONTROL. YOU MUST HAVE AT LEAST 2 YEARS EXPERIENCE IN "
    "A FINE DINING KITCHEN, LEVEL 2 FOOD HYGIENE AND A GOOD KNOWLEDGE OF HACCP. PASTRY EXPERIENCE IS A BONUS."
)

BACKEND = """We are looking for a Senior Backend Engineer to join our platform team. You will build
high-throughput Python services using FastAPI, running on AWS, with Kafka and PostgreSQL. We care about
relational data modeling and take quality seriously in everything that we ship to our customers.

Requirements: 4+ years of professional Python experience; familiarity with CI/CD pipelines (GitHub Actions
or CircleCI) and observability tooling (Datadog, OpenTelemetry); Docker/Podman. You take ownership of
reliability: on-call rotations are part of the role. Nice to have: Rust.
"""


def required(text: str) -> set[str]:
    return {skill.casefold() for skill in analyze(text).required_skills}


def preferred(text: str) -> set[str]:
    return {skill.casefold() for skill in analyze(text).preferred_skills}


# --- Which skills, and how strongly ---------------------------------------------------------------


def test_a_nurses_ad_is_read_by_its_headings() -> None:
    assert {"rn license", "bls", "acls", "acute care", "wound care", "iv therapy"} <= required(NURSE)
    assert {"bsn", "cmsrn certification"} <= preferred(NURSE)


def test_benefits_and_boilerplate_ask_for_nothing() -> None:
    assert not {"pilates", "dental", "insurance"} & (required(NURSE) | preferred(NURSE))
    assert not any("opportunity" in clause for clause in analyze(NURSE).key_requirements)


def test_an_accountants_ad_without_headings_is_read_by_its_cues() -> None:
    assert {"excel", "cima", "acca", "sage 200", "month-end close", "vat returns"} <= required(ACCOUNTANT)
    assert {"standard costing", "power bi"} <= preferred(ACCOUNTANT)


def test_capitals_that_mean_nothing_do_not_mislead() -> None:
    assert {"haccp", "fine dining", "level 2 food hygiene", "menu planning"} <= required(CHEF)
    assert preferred(CHEF) == {"pastry"}


@pytest.mark.parametrize(
    ("sentence", "must", "may"),
    [
        ("Requirements: Python required, Go a plus.", {"python"}, {"go"}),
        ("Must have: Kubernetes. Nice to have: Terraform.", {"kubernetes"}, {"terraform"}),
        ("You have experience with Java; experience with Kotlin is desirable.", {"java"}, {"kotlin"}),
        (
            "Forklift licence essential reach truck licence desirable",
            {"forklift licence"},
            {"reach truck licence"},
        ),
        ("Preferred qualifications:\n- Tableau\n- You must know SQL.", {"sql"}, {"tableau"}),
        ("Requirements:\n- Django\n- Ideally some Celery", {"django"}, {"celery"}),
    ],
)
def test_a_cue_in_the_sentence_wins_over_where_it_stands(
    sentence: str, must: set[str], may: set[str]
) -> None:
    assert required(sentence) == must
    assert preferred(sentence) == may


def test_a_skill_stands_in_one_list_only() -> None:
    text = "Requirements:\n- Python\nNice to have:\n- Python and Go"
    assert required(text) == {"python"}
    assert preferred(text) == {"go"}


def test_one_thing_is_listed_once_whatever_it_is_called() -> None:
    assert required("Requirements: Kubernetes, k8s, Postgres and PostgreSQL") == {"kubernetes", "postgres"}


def test_well_known_names_get_their_usual_capitals() -> None:
    skills = analyze("Technologies\npython postgresql github actions").required_skills
    assert skills == ["Python", "PostgreSQL", "GitHub Actions"]


def test_what_every_ad_speaks_of_is_no_skill() -> None:
    text = "You have strong communication skills, the ability to work in a team, and experience. You are motivated."
    assert not required(text) | preferred(text)


def test_lists_that_lost_their_commas_are_still_read() -> None:
    text = "Requirements\nVery good knowledge of PHP JavaScript jQuery React"
    assert required(text) == {"php", "javascript", "jquery", "react"}


def test_words_that_only_look_like_names_are_left_alone() -> None:
    text = "Requirements:\n- You can react to change and excel in R&D\n- Make sure the rest of the team can go home"
    assert not required(text)


def test_names_that_no_list_knows_are_found_by_their_shape() -> None:
    text = "Requirements:\n- Experience with Zyntriq and glacier monitoring\n- BRXQ certification"
    assert {"zyntriq", "glacier monitoring", "brxq certification"} <= required(text)


@pytest.mark.parametrize("bullet", ["•", "-", "*", "▪", "➢", "1)", "\x95", "–"])
def test_any_bullet_will_do(bullet: str) -> None:
    assert required(f"Requirements\n{bullet} Python\n{bullet} Docker") == {"python", "docker"}


def test_hard_wrapped_text_is_read_as_its_author_meant_it() -> None:
    assert {"relational data modeling", "ci/cd pipelines", "circleci", "on-call rotations"} <= required(
        BACKEND
    )
    assert preferred(BACKEND) == {"rust"}


# --- Alternatives ---------------------------------------------------------------------------------


def test_alternatives_are_told_apart_from_lists() -> None:
    groups = analyze(BACKEND).alternatives
    assert ["GitHub Actions", "CircleCI"] in groups
    assert ["Docker", "Podman"] in groups
    assert not any("Datadog" in group for group in groups)


def test_alternatives_are_named_as_in_the_analysis() -> None:
    text = "Requirements: experience with AWS, GCP or Azure"
    assert analyze(text).alternatives == [["AWS", "GCP", "Azure"]]
    assert required(text) == {"aws", "gcp", "azure"}
    assert analyze("Requirements:\n- Kubernetes\n- k8s or Nomad").alternatives == [["Kubernetes", "Nomad"]]


# --- The rest of the analysis ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Junior Developer\nPython", "junior"),
        ("Staff Nurse\nBand 5, acute ward", "mid"),
        ("Staff Software Engineer\nGo", "staff"),
        ("Principal Cloud Architect\nAWS", "principal"),
        ("Director of Nursing\nLead our hospital", "director"),
        ("Engineer\nExperience level:\nSenior", "senior"),
        ("Data Analyst\nRequirements: 7+ years of experience with SQL", "senior"),
        ("Data Analyst\nWe have been around for 30 years. Requirements: 2 years of experience", "mid"),
        ("Warehouse Operative\nNo experience needed", "junior"),
        ("Data Analyst\nRequirements: SQL", "mid"),
    ],
)
def test_seniority_comes_from_title_level_or_years(text: str, level: str) -> None:
    assert analyze(text).seniority == level


@pytest.mark.parametrize(
    ("text", "title", "company", "domain"),
    [
        (NURSE, "Registered Nurse – Medical/Surgical Unit", "St. Brigid's", "acute hospital care"),
        (ACCOUNTANT, "Management Accountant", "Harrow & Pike Ltd", "accounting and finance"),
        (CHEF, "Chef de Partie", "", "hospitality and catering"),
        (BACKEND, "Senior Backend Engineer", "", "backend platforms"),
    ],
)
def test_the_job_is_named(text: str, title: str, company: str, domain: str) -> None:
    analysis = analyze(text)
    assert (analysis.role_title, analysis.company, analysis.domain) == (title, company, domain)


def test_culture_is_what_the_text_says() -> None:
    assert {"ownership", "on-call"} <= set(analyze(BACKEND).culture_signals.split(", "))
    assert analyze("Cook wanted").culture_signals == ""


@pytest.mark.parametrize("text", [NURSE, ACCOUNTANT, CHEF, BACKEND])
def test_key_requirements_are_three_to_seven_readable_clauses(text: str) -> None:
    clauses = analyze(text).key_requirements
    assert 3 <= len(clauses) <= 7
    assert all(len(clause) <= 160 and not clause[0].islower() for clause in clauses)


def test_key_requirements_are_filled_from_skills_when_the_ad_is_terse() -> None:
    clauses = analyze("Technologies\npython docker kubernetes").key_requirements
    assert clauses == ["Experience with Python", "Experience with Docker", "Experience with Kubernetes"]


def test_a_json_job_record_is_read_by_its_keys() -> None:
    text = '{"title": "Web Developer", "company": "Acme", "skills": [{"name": "Web", "keywords": ["HTML", "React"]}]}'
    analysis = analyze(text)
    assert (analysis.role_title, analysis.company) == ("Web Developer", "Acme")
    assert {"HTML", "React"} <= set(analysis.required_skills)


# --- Odd and hostile texts ------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", " \n\t ", "\0" * 100, "…", "🎉🎉", "{", '{"a": [}', "a" * 10_000])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert analyze(text) == Analysis()
    assert analyze(text).alternatives == []


def test_a_text_in_another_language_gives_the_names_in_it() -> None:
    assert required("Мы ищем разработчика. Требования: Python и Kubernetes, опыт от 3 лет.") == {
        "python",
        "kubernetes",
    }


def test_bidi_overrides_and_controls_do_not_hide_or_reach_the_analysis() -> None:
    analysis = analyze("Requirements:\n- Py\u202ethon\u202c\n- Do\x00cker")
    assert analysis.required_skills == ["Python", "Docker"]


@pytest.mark.parametrize(
    "unit",
    [
        "experience with ",
        "\n",
        "(",
        "•",
        "and or ",
        "e.g. ",
        "looking for a ",
        "A/",
        "About Aa ",
        "5 years ",
        " ",
        "- ",
        "a:",
    ],
)
def test_long_repetitions_take_no_more_than_linear_time(unit: str) -> None:
    began = time.perf_counter()
    analyze(unit * (20_000 // len(unit)))
    assert time.perf_counter() - began < 5


def test_binary_junk_does_not_crash() -> None:
    noise = random.Random(7).randbytes(20_000).decode("latin-1")
    assert len(analyze(noise).required_skills) < 10


def test_what_somebody_does_in_the_job_is_a_duty_and_no_requirement():
    ad = (
        "Staff Engineer\n\nWhat you will do:\n- mentor two engineers\n- handle complaints\n"
        "- presenting to senior stakeholders\n\nRequirements:\n- Python\n- 5+ years of experience with Django\n"
    )
    found = analyze(ad)
    assert found.duties == ["Mentor two engineers", "Handle complaints", "Presenting to senior stakeholders"]
    assert not any("mentor" in clause.casefold() for clause in found.key_requirements)
