"""Job ads as boards, scrapers and people hand them over."""

import html
import io
import json
import time

import pytest
from django.core.management import call_command

from tailoring.backends.offline.analysis import analyze

pytestmark = pytest.mark.one_database

PAGE = (
    '<div class="intro"><p>Tidewater Freight moves goods by rail.</p></div><h2>Senior Backend Engineer</h2>'
    "<p><strong>What you&#39;ll do</strong></p><ul><li>Build REST APIs in Python &amp; Django</li></ul>"
    "<p><strong>Requirements</strong></p><ul><li>Experience with Python</li><li>PostgreSQL&nbsp;and Redis</li></ul>"
    "<p><strong>Nice to have</strong></p><ul><li>Kubernetes</li></ul>"
    "<p><strong>Benefits</strong></p><ul><li>Health insurance, SQL lessons</li></ul>"
)
RECORD = {
    "@type": "JobPosting",
    "title": "Backend Engineer",
    "hiringOrganization": {"name": "Tidewater"},
    "description": PAGE,
}
SAVED = (
    f"<html><head><title>Jobs</title><script type='application/ld+json'>{json.dumps(RECORD)}</script></head>"
    "<body><nav>Java jobs</nav><main><p>Loading</p></main><footer>Salesforce jobs</footer></body></html>"
)
WITHOUT_RECORD = (
    f"<html><body><nav><a>Java jobs</a></nav><main>{PAGE}</main><footer><p>Go jobs</p></footer></body></html>"
)
MARKDOWN = """## Senior Backend Engineer

**What you'll do**

* Build REST APIs in Python \\& Django

**Requirements**

* 5\\+ years of experience with Python, C\\+\\+ and Node\\.js
* PostgreSQL and Redis

{nice}

* Kubernetes

**Benefits**

* Health insurance, SQL lessons
"""


@pytest.mark.parametrize(
    "ad",
    [
        PAGE,
        PAGE.replace("><", ">\n<"),
        html.escape(PAGE),
        html.escape(html.escape(PAGE)),
        json.dumps(RECORD),
        json.dumps(
            {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "HTTPS"}, RECORD]}
        ),
        json.dumps(RECORD | {"description": html.escape(PAGE)}),
        SAVED,
        WITHOUT_RECORD,
    ],
    ids=[
        "one line",
        "lines",
        "escaped",
        "escaped twice",
        "JSON-LD",
        "graph",
        "escaped JSON-LD",
        "saved",
        "page",
    ],
)
def test_html_is_read_as_the_text_that_one_sees(ad: str) -> None:
    analysis = analyze(ad)
    assert {"Python", "PostgreSQL", "Redis", "Django"} <= set(analysis.required_skills)
    assert analysis.preferred_skills == ["Kubernetes"]
    assert not {"li", "UL", "HTTPS", "SQL", "Java", "Salesforce", "Go"} & set(analysis.required_skills)


@pytest.mark.parametrize(
    "nice", ["**Nice to have**", "**Nice to have:**", "__Bonus points__", "• Nice to have"]
)
def test_markdown_headings_open_sections_and_escapes_are_undone(nice: str) -> None:
    analysis = analyze(MARKDOWN.format(nice=nice))
    assert {"Python", "C++", "Node.js", "PostgreSQL", "Redis"} <= set(analysis.required_skills)
    assert analysis.preferred_skills == ["Kubernetes"]
    assert "SQL" not in analysis.required_skills


@pytest.mark.parametrize(
    ("ad", "must", "may"),
    [
        ("- Terraform is nice but not essential", set(), {"Terraform"}),
        ("- Docker optional", set(), {"Docker"}),
        ("- Helm (not mandatory)", set(), {"Helm"}),
        ("- Kafka (not a requirement)", set(), {"Kafka"}),
        ("Must have: Docker, Linux. Good to have: Ansible.", {"Docker", "Linux"}, {"Ansible"}),
        ("- nice: Git/GitHub", set(), {"Git", "GitHub"}),
        ("- Requires an active CISSP; PMP preferred.", {"CISSP"}, {"PMP"}),
        ("- No Java experience required\n- Python", {"Python"}, set()),
        ("- Python. We don't use MongoDB", {"Python"}, set()),
        ("- Rust (no prior Haskell needed)", {"Rust"}, set()),
        ("- Kotlin instead of Java", {"Kotlin"}, set()),
        ("- You react quickly\n- Python", {"Python"}, set()),
    ],
)
def test_optional_and_denied_things_are_not_required(ad: str, must: set[str], may: set[str]) -> None:
    analysis = analyze(f"Developer\n\nRequirements\n{ad}")
    assert (set(analysis.required_skills), set(analysis.preferred_skills)) == (must, may)


@pytest.mark.parametrize(
    "degree",
    [
        "Bachelor's degree in Computer Science or equivalent experience",
        "BSc in Computer Science (or equivalent practical experience)",
        "Degree in Computer Science or comparable work experience",
    ],
)
def test_a_degree_or_equivalent_experience_is_no_requirement(degree: str) -> None:
    analysis = analyze(f"Engineer\n\nRequirements\n- Terraform\n- {degree}\n- Python\n- AWS\n- Docker")
    assert analysis.required_skills == ["Terraform", "Python", "AWS", "Docker"]
    assert not any("equivalent" in clause or "comparable" in clause for clause in analysis.key_requirements)


@pytest.mark.parametrize(
    "ad",
    [
        "Requirements\n- 3 years of experience required; 8 years preferred",
        "Requirements\n- 2 years of experience in payroll\n\nNice to have\n- 6+ years of experience with Sage",
        "Requirements\n- 2 years of experience in payroll\n- Ideally 6+ years of experience with Sage",
        "We have 20 years of experience in rail.\n\nRequirements\n- 2 years of experience",
        "Our team has 15 years of experience in rail.\n\nRequirements\n- 3 years of experience",
    ],
)
def test_preferred_years_and_the_companys_make_nobody_senior(ad: str) -> None:
    assert analyze(f"Payroll Clerk\n\n{ad}").seniority == "mid"


@pytest.mark.parametrize(
    "unit", ["<div>", "<li>x", "**a", "[a](", "&lt;p", "<p", "\\", '{"a":[', "or equivalent "]
)
def test_hostile_markup_takes_no_more_than_linear_time(unit: str) -> None:
    began = time.perf_counter()
    analyze(unit * (20_000 // len(unit)))
    assert time.perf_counter() - began < 5


# --- What the result says of it -------------------------------------------------------------------


def tailored(tmp_path, job):
    resume = {
        "basics": {"name": "Kay Word", "email": "kay@example.org", "summary": "Developer of shops for the web."},
        "work": [{"name": "Webshop", "position": "Developer", "startDate": "2019-01", "highlights": [
            "Built Python services for the shop and its stock", "Organised the trip of the team to the sea"]}],
        "skills": [{"name": "Python"}],
    }  # fmt: skip
    files = tmp_path / "cv.json", tmp_path / "job.txt"
    for file, text in zip(files, (json.dumps(resume), job), strict=True):
        file.write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command(
        "tailor_resume", "--engine", "offline", "--resume", files[0], "--job", files[1], "--json", stdout=out
    )
    return json.loads(out.getvalue())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "job", ["echo hi", "Dog walker wanted\n\nWe need a kind person who gets up early.", "Hello"]
)
def test_an_ad_that_asks_for_nothing_gets_a_warning_and_no_score(tmp_path, job):
    result = tailored(tmp_path, job)
    assert result["evaluation"]["keyword_coverage"] == 0
    assert result["evaluation"]["overall"] < 0.5
    assert any("names nothing that it asks for" in note for note in result["notes"])


@pytest.mark.django_db
def test_an_ad_of_another_trade_gets_a_warning(tmp_path):
    result = tailored(tmp_path, "Nurse\n\nRequirements\n- Wound care\n- IV therapy\n- ACLS")
    assert any("Nothing that this job asks for" in note for note in result["notes"])


@pytest.mark.django_db
def test_an_ad_in_another_language_is_named(tmp_path):
    job = "Entwickler\n\nIhr Profil\n- Python\n\nWir suchen für unser Team eine Person, die mit uns für uns arbeitet."
    result = tailored(tmp_path, job)
    assert any("German" in note and "English" in note for note in result["notes"])


@pytest.mark.django_db
def test_no_gap_is_told_twice(tmp_path):
    result = tailored(tmp_path, "Analyst\n\nRequirements\n- SQL\n- Experience of SQL\n- Python")
    assert result["gaps"] == ["SQL"]
