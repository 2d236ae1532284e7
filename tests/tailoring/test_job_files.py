"""Job ads as files: saved pages, PDF, Word and copied text, told apart by what they hold."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from content.importers.posting import posting_in
from tailoring.posting import posting_of
from tests.support.clients import client_of

pytestmark = pytest.mark.one_database

FILES = Path(__file__).parents[2] / "bench" / "ads" / "files"
TRUTHS = {
    file.name.removesuffix(".truth.json"): json.loads(file.read_text()) for file in FILES.glob("*.truth.json")
}


def analyzed(file):
    out = io.StringIO()
    call_command("analyze_job", str(file), "--engine", "offline", "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("name", TRUTHS)
def test_title_and_company_are_read_and_no_furniture_is_a_skill(name):
    truth = TRUTHS[name]
    analysis = analyzed(FILES / truth["_about"]["file"])
    assert analysis["role_title"]
    assert analysis["role_title"] in truth["title"]
    assert analysis["company"]
    assert analysis["company"] in truth["company"]
    said = {skill.casefold() for skill in analysis["required_skills"] + analysis["preferred_skills"]}
    assert said.isdisjoint(one.casefold() for one in truth["_about"]["not_skills"])
    assert len(said) >= len(truth["required_skills"]) // 2


def test_a_record_whose_description_is_markup_is_no_page():
    record = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Beekeeper"}
    record["description"] = "<p>Bees</p><ul><li>Hives</li></ul>"
    read = posting_in(json.dumps(record).encode(), "job.json")
    assert read == "Job title: Beekeeper\n\nBees\n\n• Hives"


def test_a_file_is_read_by_what_it_holds_and_not_by_its_name(tmp_path):
    for name in ("print-en", "word-de", "board-en"):
        file = tmp_path / f"{name}.txt"
        file.write_bytes((FILES / TRUTHS[name]["_about"]["file"]).read_bytes())
        assert analyzed(file)["role_title"] in TRUTHS[name]["title"]


def test_a_page_saved_in_one_file_is_read(tmp_path):
    page = (FILES / "board-en.html").read_bytes()
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=xx\r\n\r\n"
    part = b"--xx\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    file = tmp_path / "page.mhtml"
    file.write_bytes(head + part + b"\r\n--xx--\r\n")
    assert analyzed(file)["role_title"] == "Warehouse Systems Engineer"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"%PDF-1.7 and no more", "damaged PDF"),
        (b"<html><body><script>let x</script></body></html>", "holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "is a picture"),
    ],
)
def test_what_is_no_job_is_refused_in_a_sentence(tmp_path, content, reason):
    file = tmp_path / "job.html"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=reason):
        call_command("analyze_job", str(file))


@pytest.mark.django_db
def test_the_api_answers_the_text_of_a_file_and_stores_nothing(alice):
    api = client_of(alice)
    file = SimpleUploadedFile("job.html", (FILES / "board-en.html").read_bytes())
    answer = api.post("/api/postings", {"file": file}, format="multipart")
    assert answer.status_code == 200
    text = answer.json()["text"]
    assert text.startswith("Job title: Warehouse Systems Engineer\nCompany: Fernhill Logistics\n")
    assert not any(furniture in text for furniture in ("Kubernetes", "cookies", "Show more"))
    assert api.get("/api/documents").json()["count"] == 0


@pytest.mark.django_db
def test_the_api_says_what_to_do_about_a_file_that_is_no_job(alice):
    api = client_of(alice)
    answer = api.post(
        "/api/postings", {"file": SimpleUploadedFile("job.pdf", b"%PDF-1.7 broken")}, format="multipart"
    )
    assert answer.status_code == 422
    assert "damaged PDF" in answer.json()["detail"]
    assert APIClient().post("/api/postings", {}, format="multipart").status_code == 401


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Baker\nEasy Apply\n214 applicants\nShow more\nBread", "Baker\nBread"),
        ("Cook · Vollzeit · Merken · Jetzt bewerben", "Cook · Vollzeit"),
        ("Weâ€™re a cafÃ© in SÃ£o Paulo â€“ Â£30,000", "We’re a café in São Paulo – £30,000"),
        ("Bak\u200ber, ANTÔNIO e NÃO", "Baker, ANTÔNIO e NÃO"),
        ("You save time and share what you know.\nSave", "You save time and share what you know."),
        ("Apply now", "Apply now"),
    ],
)
def test_what_the_board_adds_to_pasted_text_goes_and_nothing_else(pasted, kept):
    assert posting_of(pasted) == kept
