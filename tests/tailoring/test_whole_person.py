"""Projects, volunteering and certificates are chosen, ordered, rewritten and decided on like jobs."""

import io
import json

import pytest
from django.core.management import call_command

from content.schema.resume import ResumeData
from tailoring.decisions import Decided, Kind, applied, changes_of
from tailoring.exports import render
from tailoring.records import Result
from tests.fakes.anthropic_api import AnthropicAPI
from tests.fakes.writer import Writer, faithful_draft

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
JOB = "Frontend Engineer\n\nRequirements:\n- Next.js\n- accessibility\n- AWS certification\n\nNice to have:\n- Rust\n"
LINES = ["Ran a tombola", "Built the shop in Next.js for 400 students", "Wrote the moderation rules"]
PERSON = {
    "contact": {"full_name": "Maya", "label": "Graduate"},
    "summary": "Computer science graduate.",
    "work_experience": [
        {"company": "Outreach", "title": "Intern", "start_date": "2024-06", "end_date": "2024-09",
         "description": "- Wrote the runbook\n- Cut test time by 35%"},
    ],
    "skills": ["Python"],
    "education": [{"institution": "UW", "degree": "BSc", "field": "Computer Science"}],
    "certificates": [{"name": "First aid"}, {"name": "AWS Cloud Practitioner certification", "issuer": "AWS"}],
    "projects": [
        {"name": "gradient-viz", "highlights": ["Renders surfaces in WebGL"]},
        {"name": "DormSwap", "highlights": LINES, "entity": "UW"},
    ],
}  # fmt: skip


@pytest.fixture
def tailored(settings, tmp_path):
    """Runs the command, offline or against a model that drafts with `draft`; gives the résumé and the result."""

    def run(draft=None, job=JOB, **changes):
        person = {**PERSON, **changes}
        resume_file, job_file = tmp_path / "resume.json", tmp_path / "job.txt"
        resume_file.write_text(json.dumps(person), encoding="utf-8")
        job_file.write_text(job, encoding="utf-8")
        out = io.StringIO()
        with AnthropicAPI(responder=Writer(draft=draft or faithful_draft)) as api:
            settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL = api.api_key, api.url
            engine = "anthropic" if draft else "offline"
            call_command(
                "tailor_resume",
                "--resume",
                resume_file,
                "--job",
                job_file,
                "--json",
                "--engine",
                engine,
                stdout=out,
            )
        return ResumeData.model_validate(person), Result.model_validate_json(out.getvalue())

    return run


def project(result, name="DormSwap"):
    return next(one for one in result.tailored_resume["projects"] if one["name"] == name)


def test_the_project_that_answers_the_job_comes_first_and_so_does_its_line(tailored):
    _, result = tailored()
    assert [one["name"] for one in result.tailored_resume["projects"]] == ["DormSwap", "gradient-viz"]
    assert project(result)["highlights"][0] == LINES[1]
    assert result.tailored_resume["certificates"][0]["name"].startswith("AWS")


def test_a_section_that_alone_shows_something_required_stands_above_the_education(tailored):
    _, result = tailored()
    text = render(ResumeData.model_validate(result.tailored_resume), ".txt").decode()
    places = [text.index(f"\n{heading}\n") for heading in ("Experience", "Projects", "Skills", "Education")]
    assert places == sorted(places)
    assert result.evaluation.ats_compatibility == 1.0


def test_a_model_rewrites_a_project_s_line_under_the_same_guard(tailored):
    def draft(prompt):
        answer = faithful_draft(prompt)
        lines = next(role for role in answer["roles"] if role["role"] == "p2")["bullets"]
        shop = next(line for line in lines if "Next.js" in line["text"] or line["evidence"])
        ids = {line["text"]: line["evidence"] for line in lines}
        assert shop
        lines[:] = [
            {
                "text": "Built a shop in Next.js for 400 students",
                "evidence": ids.get(LINES[1], lines[1]["evidence"]),
            },
            {"text": "Led the moderation team of 12", "evidence": ids.get(LINES[2], lines[2]["evidence"])},
        ]
        return answer

    _, result = tailored(draft)
    told = project(result)["highlights"]
    assert "Built a shop in Next.js for 400 students" in told
    assert not any("12" in line for line in told)
    assert any(repair.where.startswith("roles.p2.") for repair in result.repairs)


def test_each_change_of_a_project_is_decided_on_and_one_s_own_line_comes_back(tailored):
    resume, result = tailored()
    of_project = [change for change in changes_of(resume, result) if change.section == "roles.p2"]
    assert {change.place for change in of_project} == {"DormSwap, UW"}
    kept = applied(resume, result, {change.key: Decided("original") for change in of_project})
    assert next(one for one in kept.others["projects"] if one["name"] == "DormSwap")["highlights"] == LINES
    left = [change for change in of_project if change.kind is Kind.LEFT_OUT]
    assert all(change.before[0] in LINES for change in left)


def test_the_line_under_the_name_says_what_of_the_job_the_person_has_and_can_be_undone(tailored):
    resume, result = tailored()
    assert result.tailored_resume["headline"].startswith("Graduate – Next.js")
    text = render(ResumeData.model_validate(result.tailored_resume), ".txt").decode()
    assert text.splitlines()[1].startswith("Graduate – Next.js")
    assert result.tailored_resume["contact"] == resume.contact.model_dump()
    [change] = [change for change in changes_of(resume, result) if change.key == "headline"]
    assert "headline" not in applied(resume, result, {change.key: Decided("original")}).others
    edited = applied(resume, result, {change.key: Decided("edited", "Frontend graduate")})
    assert render(edited, ".txt").decode().splitlines()[1] == "Frontend graduate"


def test_who_has_written_no_line_under_their_name_stands_there_with_their_present_title(tailored):
    work = [
        {
            "company": "Outreach",
            "title": "Web Developer",
            "start_date": "2024-06",
            "current": True,
            "description": "- Built sites in Next.js",
        }
    ]
    resume, result = tailored(contact={"full_name": "Maya"}, work_experience=work)
    assert result.tailored_resume["headline"].startswith("Web Developer – Next.js")
    [change] = [change for change in changes_of(resume, result) if change.key == "headline"]
    assert "headline" not in applied(resume, result, {change.key: Decided("original")}).others


def test_talk_behind_the_level_of_a_language_is_left_out_and_comes_back(tailored):
    said = {
        "German": "Conversational – enough for dinner, not for a contract",
        "Spanish": "Fluent (mum's side, and every summer there)",
        "Italian": "Fluent (grew up with it; not certified as an interpreter)",
        "French": "Fluent (DELF B2, passed in 2019)",
        "Polish": "B2 (Goethe-Zertifikat in my hand)",
        "Welsh": "I understand most of it and answer in English",
    }
    languages = [{"language": name, "fluency": fluency} for name, fluency in said.items()]
    resume, result = tailored(languages=languages)
    printed = {one["language"]: one["fluency"] for one in result.tailored_resume["languages"]}
    assert printed == {**said, "German": "Conversational", "Spanish": "Fluent"}
    changes = {change.place: change for change in changes_of(resume, result) if change.section == "languages"}
    assert set(changes) == {"Languages, German", "Languages, Spanish"}
    decided = {
        changes["Languages, German"].key: Decided("original"),
        changes["Languages, Spanish"].key: Decided("edited", "Fluent, spoken"),
    }
    kept = {one["language"]: one["fluency"] for one in applied(resume, result, decided).others["languages"]}
    assert kept == {**said, "Spanish": "Fluent, spoken"}


def test_a_credential_that_the_job_prefers_stands_first_under_the_name(tailored):
    held = [{"name": "Certified Kubernetes Administrator (CKA)"}]
    _, result = tailored(job=f"{JOB}- CKA\n", certificates=held)
    assert result.tailored_resume["headline"].startswith("Graduate – CKA, Next.js")


def test_an_examination_on_the_way_is_no_credential_under_the_name(tailored):
    taken = [{"name": "CPA Exam: FAR and AUD passed (2 of 4 sections)"}]
    _, result = tailored(job=f"{JOB}- CPA\n", certificates=taken)
    assert "CPA" not in result.tailored_resume["headline"]


def test_tools_of_software_stand_under_the_name_and_no_other_skills(tailored):
    def first(*skills):
        def draft(prompt):
            answer = {**faithful_draft(prompt), "skills": list(skills)}
            intern = next(role for role in answer["roles"] if role["role"] == "r1")["bullets"]
            intern[0] = {"text": "Wrote a runbook", "evidence": intern[0]["evidence"]}
            return answer

        _, result = tailored(draft, skills=["Python", "SQL", "Cheese making", "Milk testing"])
        return result.tailored_resume.get("headline")

    assert first("Cheese making", "Python") is None
    assert first("Python", "SQL", "Milk testing") == "Graduate – Python, SQL"


def test_the_skills_that_a_model_puts_first_stand_under_the_name(tailored):
    def draft(prompt):
        answer = {**faithful_draft(prompt), "skills": ["Python", "Next.js", "Kubernetes"]}
        intern = next(role for role in answer["roles"] if role["role"] == "r1")["bullets"]
        intern[0] = {"text": "Wrote a runbook", "evidence": intern[0]["evidence"]}
        return answer

    _, result = tailored(draft, skills=["Python", "SQL"])
    assert result.tailored_resume["headline"] == "Graduate – Python, Next.js"
