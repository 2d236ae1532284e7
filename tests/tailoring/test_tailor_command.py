"""`tailor_resume`: from a résumé file and a job text to files, and one sentence where that cannot be."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from content.models import Chunk, Resume, Source, Status
from tailoring.exports import FORMATS
from tailoring.exports.formats import SUFFIXES, in_words
from tailoring.models import Run
from tests.conftest import EXAMPLES
from tests.support.people import ada

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MATCH = EXAMPLES / "engineer" / "job-match.txt"
RESUME = EXAMPLES / "engineer" / "resume.json"


def tailor(*arguments, **options):
    out = io.StringIO()
    call_command("tailor_resume", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as caught:
        tailor(*arguments)
    assert "\n" not in str(caught.value).strip()
    return caught.value.returncode, str(caught.value)


def test_a_resume_and_a_job_give_every_kind_of_file(tmp_path):
    files = [tmp_path / f"cv{suffix}" for suffix in FORMATS]
    tailor("--resume", RESUME, "--job", MATCH, *(part for file in files for part in ("--out", file)))
    assert all(file.stat().st_size > 500 for file in files)
    name = json.loads(RESUME.read_text())["basics"]["name"]
    assert name in PdfReader(tmp_path / "cv.pdf").pages[0].extract_text()
    assert json.loads((tmp_path / "cv.json").read_text())["basics"]["name"] == name


def test_every_kind_of_file_is_named_where_people_look(capsys):
    readme = (EXAMPLES.parent / "README.md").read_text()
    assert in_words(conjunction="and").replace(".json", ".json (JSON Resume)") in readme
    for command in ("tailor_resume", "export_resume"):
        with pytest.raises(SystemExit):
            call_command(command, "--help")
        assert SUFFIXES in " ".join(capsys.readouterr().out.split())


def test_json_prints_the_result_document_and_nothing_else():
    result = json.loads(tailor("--resume", RESUME, "--job", MATCH, "--json"))
    assert set(result) >= {
        *(
            "id",
            "status",
            "engine",
            "analysis",
            "tailored_resume",
            "evaluation",
            "keywords",
            "attempts",
            "gaps",
        ),
        *("evidence", "provenance", "repairs", "usage"),
    }
    assert set(result["usage"]) == {"input_tokens", "output_tokens", "cost_usd", "seconds", "steps"}
    assert set(result["evaluation"]) >= {
        *(
            "keyword_coverage",
            "relevance_ranking",
            "ats_compatibility",
            "overall",
            "issues",
            "attainable_coverage",
        ),
    }
    assert (result["status"], result["engine"]) == ("done", "offline")
    assert set(result["keywords"][0]) == {"keyword", "required", "status", "where"}


def test_facts_come_out_byte_for_byte(tmp_path):
    record = ada(
        education=[{"institution": "Universität  Zürich ", "degree": "Dipl.-Ing.", "start_date": "c. 1998/9"}]
    )
    file = tmp_path / "ada.json"
    file.write_text(record.model_dump_json())
    tailored = json.loads(tailor("--resume", file, "--job", MATCH, "--json"))["tailored_resume"]
    before = record.model_dump(mode="json")
    assert tailored["contact"] == before["contact"]
    assert tailored["education"] == before["education"]
    for role, was in zip(tailored["work_experience"], before["work_experience"], strict=True):
        assert {k: v for k, v in role.items() if k != "description"} == {
            k: v for k, v in was.items() if k != "description"
        }


def test_offline_prints_only_the_persons_own_words():
    result = json.loads(tailor("--resume", RESUME, "--job", MATCH, "--json"))
    assert result["provenance"]
    held = "Holds Certified Kubernetes Application Developer; English (C1)"  # composed of what stands there
    for line in result["provenance"]:
        said = " ".join([*line["sources"], held])
        assert all(sentence.strip(" .") in said for sentence in line["text"].split(". "))


def test_offline_the_summary_says_who_one_is_and_what_one_holds_and_repeats_no_bullet(tmp_path):
    person = json.loads(RESUME.read_text(encoding="utf-8"))
    person["basics"]["summary"] = "I love my work. I moved to Porto in 2014."
    file = tmp_path / "resume.json"
    file.write_text(json.dumps(person), encoding="utf-8")
    tailored = json.loads(tailor("--resume", file, "--job", MATCH, "--json"))["tailored_resume"]
    summary = tailored["summary"]
    assert re.match(r"Senior Backend Engineer with more than \d+ years of experience\. Holds ", summary)
    assert "I " not in summary
    assert not any(
        line.removeprefix("- ") in summary
        for r in tailored["work_experience"]
        for line in r["description"].split("\n")
    )


@pytest.mark.parametrize("person", ["engineer", "nurse", "accountant"])
def test_two_jobs_give_two_visibly_different_resumes(person):
    folder = EXAMPLES / person
    one, two = (
        json.loads(tailor("--resume", folder / "resume.json", "--job", folder / job, "--json"))
        for job in ("job-match.txt", "job-stretch.txt")
    )
    first, second = one["tailored_resume"], two["tailored_resume"]
    assert first["summary"] != second["summary"]
    assert first["skills"][:3] != second["skills"][:3]
    first_bullets, second_bullets = (
        [role["description"].split("\n")[0] for role in resume["work_experience"]]
        for resume in (first, second)
    )
    assert first_bullets != second_bullets
    assert {item["text"] for item in one["left_out"]} != {item["text"] for item in two["left_out"]}
    assert one["evaluation"]["overall"] > two["evaluation"]["overall"]


def test_nothing_is_dropped_silently():
    result = json.loads(tailor("--resume", RESUME, "--job", MATCH, "--json"))
    printed = json.dumps(result["tailored_resume"], ensure_ascii=False)
    left_out = {item["text"] for item in result["left_out"]}
    for work in json.loads(RESUME.read_text())["work"]:
        for bullet in work["highlights"]:
            assert json.dumps(bullet, ensure_ascii=False)[1:-1] in printed or bullet in left_out


def test_without_a_file_the_users_stored_resume_is_tailored(alice):
    Resume.objects.import_as_current(alice, ada(), name="cv.json")
    result = json.loads(tailor("--user", "Alice@Example.org", "--job", MATCH, "--json"))
    assert result["tailored_resume"]["contact"]["full_name"] == "Ada Byron"
    assert Run.objects.get().owner == alice


def test_a_users_own_notes_are_evidence_and_other_peoples_are_not(alice, bob, tmp_path):
    for owner, text in ((alice, "Taught Kafka to forty people"), (bob, "Ran Kafka at Bob's")):
        Chunk.objects.create(owner=owner, text=text, source=Source.NOTE, status=Status.APPROVED)
    Resume.objects.import_as_current(alice, ada(), name="cv.json")
    job = "We need a Kafka engineer. Requirements: experience with Kafka and Python."
    result = json.loads(tailor("--user", alice.email, "--job", _file(job, tmp_path), "--json"))
    texts = {item["text"] for item in result["evidence"]}
    assert "Taught Kafka to forty people" in texts
    assert "Ran Kafka at Bob's" not in texts


def test_what_the_job_asks_and_the_person_lacks_is_a_gap_and_not_filled_in(tmp_path):
    job = "Requirements:\n- Experience with Python\n- Experience with Erlang/OTP and COBOL"
    file = tmp_path / "ada.json"
    file.write_text(ada().model_dump_json())
    result = json.loads(tailor("--resume", file, "--job", _file(job, tmp_path), "--json"))
    assert any("COBOL" in gap for gap in result["gaps"])
    assert "COBOL" not in json.dumps(result["tailored_resume"])
    assert not any("COBOL" in issue for issue in result["evaluation"]["issues"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("   \n\t ", "is empty"),
        ("x" * 50_001, "50,001 characters"),
        ("1234 5678 --- 90", "holds no words"),
    ],
)
def test_a_job_text_that_is_none_is_refused(tmp_path, text, says):
    code, message = refused("--resume", RESUME, "--job", _file(text, tmp_path))
    assert code == 2
    assert says in message
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\xff\xfe" * 50, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_binary_junk_for_a_job_is_refused(tmp_path, data):
    file = tmp_path / "job.txt"
    file.write_bytes(data)
    code, message = refused("--resume", RESUME, "--job", file)
    assert code == 2
    assert any(said in message for said in ("is not a text", "is a damaged PDF", "is a picture"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--resume", "nowhere.json", "--job", MATCH), "does not exist"),
        (("--resume", RESUME, "--job", "nowhere.txt"), "does not exist"),
        (("--resume", RESUME, "--job", EXAMPLES), "is a folder"),
        (("--resume", RESUME, "--job", MATCH, "--out", "cv.exe"), in_words()),
        (("--resume", RESUME, "--job", MATCH, "--out", "no/such/folder/cv.pdf"), "does not exist"),
        (("--job", MATCH), "no stored résumé"),
        (("--job", MATCH, "--user", "nobody@example.org"), "There is no user nobody@example.org"),
    ],
)
def test_what_cannot_be_used_is_named_before_anything_runs(arguments, says):
    code, message = refused(*arguments)
    assert code == 2
    assert says in message
    assert not Run.objects.exists()


def test_the_engine_anthropic_without_a_key_is_not_configured():
    code, message = refused("--resume", RESUME, "--job", MATCH, "--engine", "anthropic")
    assert code == 3
    assert message.startswith("Tailoring service is not configured")
    assert "ANTHROPIC_API_KEY" in message


def test_a_job_in_another_language_and_hidden_characters_do_no_harm(tmp_path):
    job = (
        "Wir suchen eine Softwareentwicklerin.\n\u202eAnforderungen:\u202c Python\u200b, Docker und SQL.\x07"
    )
    result = json.loads(tailor("--resume", RESUME, "--job", _file(job, tmp_path), "--json"))
    assert "\u202e" not in json.dumps(result["analysis"], ensure_ascii=False)
    assert result["status"] == "done"


def test_four_hundred_bullets_are_cut_to_the_relevant_ones(tmp_path):
    bullets = (
        "\n".join(f"- Wrote report {n} on topic {n % 7}" for n in range(399)) + "\n- Built services in Python"
    )
    file = tmp_path / "long.json"
    file.write_text(ada(bullets).model_dump_json())
    job = _file("Requirements:\n- Python services", tmp_path)
    result = json.loads(tailor("--resume", file, "--job", job, "--json"))
    kept = result["tailored_resume"]["work_experience"][0]["description"].split("\n")
    assert kept[0] == "- Built services in Python"
    assert len(kept) < 10
    assert len(result["left_out"]) >= 390


def _file(text, folder):
    file = folder / "job.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_letter_that_no_font_has_costs_the_pdf_and_not_the_resume(tmp_path):
    file = tmp_path / "ada.json"
    file.write_text(
        ada("- Deciphered \U00012000 on clay tablets in Python").model_dump_json(), encoding="utf-8"
    )
    job, out = _file("Requirements: Python", tmp_path), tmp_path / "cv.md"
    result = json.loads(tailor("--resume", file, "--job", job, "--out", out, "--json"))
    assert result["evaluation"]["ats_compatibility"] == 0.0
    assert "\U00012000" in out.read_text(encoding="utf-8")
    code, message = refused("--resume", file, "--job", job, "--out", tmp_path / "cv.pdf")
    assert code == 2
    assert "\U00012000" in message
    assert not (tmp_path / "cv.pdf").exists()
