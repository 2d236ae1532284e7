"""No skill is printed or counted that the person neither lists nor says that they used."""

import io
import json

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def tailored(tmp_path, bullets, asked, skills=("Python",)):
    resume = {
        "basics": {"name": "Robin Case", "email": "robin@example.org"},
        "work": [
            {"name": "Larkspur Ltd", "position": "Developer", "startDate": "2019-01", "highlights": bullets}
        ],
        "skills": [{"name": skill} for skill in skills],
    }
    resume_file, job_file = tmp_path / "cv.json", tmp_path / "job.txt"
    resume_file.write_text(json.dumps(resume), encoding="utf-8")
    lines = "\n".join(f"- {skill}" for skill in asked)
    job_file.write_text(f"Developer\n\nRequirements\n{lines}\n", encoding="utf-8")
    out = io.StringIO()
    arguments = ("--engine", "offline", "--json")
    call_command("tailor_resume", "--resume", resume_file, "--job", job_file, *arguments, stdout=out)
    result = json.loads(out.getvalue())
    status = {keyword["keyword"]: keyword["status"] for keyword in result["keywords"]}
    return result["tailored_resume"]["skills"], status


def test_words_that_are_also_skills_are_neither_printed_nor_counted(tmp_path):
    bullets = ["Go-to-market lead for 3 products", "Kept the Access register", "Ran the Oracle Park shop"]
    skills, status = tailored(tmp_path, bullets, ["Go", "Access", "Oracle", "Python"])
    assert skills == ["Python"]
    assert [status[name] for name in ("Go", "Access", "Oracle")] == ["missing"] * 3


def test_a_nurse_gets_no_programming_languages(tmp_path):
    bullets = ["Gave vitamin C drips and tested for hepatitis C", "Led the Rust Belt charity bash"]
    skills, _ = tailored(tmp_path, bullets, ["C", "Rust", "Bash"], skills=["IV therapy"])
    assert skills == ["IV therapy"]


def test_what_colleagues_did_is_missing(tmp_path):
    bullets = ["Sat next to the Angular team", "Booked training in Terraform for 9 people"]
    skills, status = tailored(tmp_path, bullets, ["Angular", "Terraform", "Python"])
    assert skills == ["Python"]
    assert (status["Angular"], status["Terraform"]) == ("missing", "missing")


def test_what_a_bullet_says_they_used_is_printed_and_counted(tmp_path):
    bullets = ["Built the billing services in Go", "Tested 40 pages to WCAG 2.1 AA"]
    skills, status = tailored(tmp_path, bullets, ["Go", "WCAG 2.1 AA", "Python"])
    assert "Go" in skills
    assert (status["Go"], status["WCAG 2.1 AA"]) == ("shown", "shown")
