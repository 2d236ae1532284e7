"""Résumés as people have them: PDF, Word, text, LinkedIn's export; scored against what they really say."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from django.core.management import call_command

from content.importers import ImportRefused, read_resume

SHARED = Path(__file__).parents[3] / "shared"
FILES = SHARED / "data" / "imports"
LAYOUTS = Path(__file__).parents[2] / "bench" / "imports"
FLOORS = {"contact": 0.97, "jobs": 0.95, "bullets": 0.95, "education": 0.93, "skills": 0.93, "others": 0.93}
_LOOP = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
)
TEXT = """Alice Example
Ghent, Belgium | alice@example.org | +32 470 12 34 56

EXPERIENCE

Harbour Freight, Ghent
Data Engineer (Mar 2021 - Present)
- Cut the nightly load from 6 hours to 40 minutes.
- Wrote the handbook that the team still uses, in
  three languages.

EDUCATION

University of Ghent
Master of Science, Mathematics (2015 - 2017)

SKILLS

Python, SQL, Terraform
"""


@pytest.mark.skipif(not FILES.is_dir(), reason="the shared imports are not here")
def test_the_shared_imports_reach_their_floors_and_nothing_is_invented(tmp_path: Path) -> None:
    files = [path for path in FILES.iterdir() if path.suffix in (".pdf", ".docx", ".txt", ".md", ".zip")]
    given = [path for path in files if not path.name.endswith(".seen.txt") and path.name != "README.md"]
    call_command("read_resume", *map(str, given), "--out", str(tmp_path))
    scorer = [sys.executable, str(SHARED / "tools" / "score_import.py"), str(FILES), str(tmp_path), "--json"]
    total = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)["total"]
    assert total["invented"] == 0
    assert total["odd_files_handled"] == total["odd_files"]
    assert total["score"] >= 0.95
    assert {
        group: total["groups"][group]["f1"]
        for group in FLOORS
        if total["groups"][group]["f1"] < FLOORS[group]
    } == {}


def test_a_plain_text_is_read_word_for_word() -> None:
    resume = read_resume(TEXT.encode(), "cv.txt").resume
    role = resume.work_experience[0]
    assert (role.company, role.location, role.title) == ("Harbour Freight", "Ghent", "Data Engineer")
    assert (role.start_date, role.end_date, role.current) == ("Mar 2021", "", True)
    assert role.bullets[1] == "Wrote the handbook that the team still uses, in three languages."
    assert resume.education[0].institution == "University of Ghent"
    assert resume.skills == ["Python", "SQL", "Terraform"]
    assert resume.contact.email == "alice@example.org"


@pytest.mark.parametrize("name", ["cv.pdf", "cv.json.bak", "cv", "cv.docx"])
def test_a_form_is_told_by_content_whatever_the_name_says(name: str) -> None:
    assert read_resume(TEXT.encode(), name).resume.contact.full_name == "Alice Example"


def test_a_word_document_is_read_with_its_tabs_and_lists() -> None:
    document = docx.Document()
    document.add_heading("Alice Example", 0)
    document.add_paragraph("alice@example.org")
    document.add_heading("Berufserfahrung", 1)
    document.add_paragraph("Hafen GmbH\tseit 2021").runs[0].bold = True
    document.add_paragraph("Buchhalterin")
    document.add_paragraph("Monatsabschlüsse für 7 Gesellschaften.", style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    role = read_resume(stream.getvalue(), "cv.docx").resume.work_experience[0]
    assert (role.company, role.title, role.start_date, role.current) == (
        "Hafen GmbH",
        "Buchhalterin",
        "2021",
        True,
    )
    assert role.bullets == ["Monatsabschlüsse für 7 Gesellschaften."]


def test_nobody_else_of_a_linkedin_export_comes_in() -> None:
    content = archive({
        "Profile.csv": "First Name,Last Name,Headline\nAlice,Example,Engineer\n",
        "Connections.csv": "First Name,Last Name\nQuill,Vandersloot\n",
    })  # fmt: skip
    with pytest.raises(ImportRefused, match="nothing but a name"):
        read_resume(content, "export.zip")
    content = archive({
        "Profile.csv": "First Name,Last Name,Summary\nAlice,Example,I build things.\n",
        "Connections.csv": "First Name,Last Name\nQuill,Vandersloot\n",
    })  # fmt: skip
    imported = read_resume(content, "export.zip")
    assert "Quill" not in imported.resume.model_dump_json()
    assert "larger data file" in imported.unheld[0]


def test_two_people_in_one_linkedin_zip_are_not_mixed() -> None:
    two = {
        "Profile.csv": "First Name,Last Name\nAlice,Example\n",
        "bob/Profile.csv": "First Name,Last Name\nBob,Sample\n",
    }
    with pytest.raises(ImportRefused, match="the exports of 2 people: give one at a time"):
        read_resume(archive(two), "export.zip")
    beside = {
        "alice/Profile.csv": "First Name,Last Name,Summary\nAlice,Example,I build things.\n",
        "bob/Positions.csv": "Company Name,Title\nInn,Cook\n",
    }
    assert read_resume(archive(beside), "export.zip").resume.work_experience == []


def test_a_pdf_whose_pages_hold_themselves_is_damaged_whatever_was_read_before() -> None:
    locked, plain = io.BytesIO(), next((LAYOUTS / "first").glob("*.pdf"))
    writer = pypdf.PdfWriter(clone_from=plain)
    writer.encrypt("secret")
    writer.write(locked)
    with pytest.raises(ImportRefused, match="locked with a password"):
        read_resume(locked.getvalue(), "locked.pdf")
    with pytest.raises(ImportRefused, match="damaged"):
        read_resume(_LOOP, "loop.pdf")


def test_a_resume_without_a_job_is_accepted() -> None:
    data = {"basics": {"name": "Bob"}, "education": [{"institution": "Ghent"}]}
    assert read_resume(json.dumps(data).encode(), "cv.json").resume.work_experience == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 broken", "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "Office"),
        (b"{\\rtf1 text}", "RTF"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "not a text"),
        (b"just a note about nothing", "no résumé"),
    ],
)
def test_what_is_no_resume_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(ImportRefused, match=says):
        read_resume(content, "cv.pdf")


def test_xml_with_entities_and_zip_bombs_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    with pytest.raises(ImportRefused, match="XML"):
        read_resume(archive({"word/document.xml": bomb}), "cv.docx")
    with pytest.raises(ImportRefused, match="too large"):
        read_resume(archive({"word/document.xml": "<x>" + " " * 30_000_000}), "cv.docx")


def archive(files: dict[str, Any]) -> bytes:
    """A zip archive of texts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return stream.getvalue()


def lines_of_a_text(*rows: str) -> bytes:
    return "\n".join(["Alice Example", "alice@example.org", "", *rows]).encode()


def test_dates_beside_or_below_each_other_stand_with_their_job() -> None:
    read = read_resume(
        lines_of_a_text(
            "BERUFSERFAHRUNG",
            "02/2015 - 04/2019   Elektroniker im Störungsdienst",
            "                    Stadtwerke Göttingen AG, Göttingen",
            "  * Behob Störungen im Netz, im Wechsel auch nachts.",
        ),
        "cv.txt",
    ).resume.work_experience
    assert [(one.title, one.company, one.location, one.start_date, one.end_date) for one in read] == [
        ("Elektroniker im Störungsdienst", "Stadtwerke Göttingen AG", "Göttingen", "02/2015", "04/2019")
    ]


def test_items_marked_as_mail_quotes_are_items_and_the_next_head_is_none_of_them() -> None:
    read = read_resume(
        lines_of_a_text(
            "EXPERIENCE:",
            "UX Designer @ Northbeam (Oakland), Jul 2018 to Jan 2022",
            "> Introduced accessibility reviews in every team.",
            "Graphic Designer @ Freelance (Remote), May 2016 to Jun 2018",
            "> Brand identities for two museums.",
        ),
        "cv.txt",
    ).resume.work_experience
    assert [(one.title, one.company, one.bullets) for one in read] == [
        ("UX Designer", "Northbeam", ["Introduced accessibility reviews in every team."]),
        ("Graphic Designer", "Freelance", ["Brand identities for two museums."]),
    ]


def test_what_was_studied_may_hold_commas() -> None:
    read = read_resume(
        lines_of_a_text("EDUCATION", "", "A Levels, Biology, Chemistry, Exeter College, 2011-2013"), "cv.txt"
    ).resume.education
    assert [(one.institution, one.degree, one.field) for one in read] == [
        ("Exeter College", "A Levels", "Biology, Chemistry")
    ]


def test_a_footer_of_a_word_document_is_shown_and_an_address_in_it_is_read() -> None:
    document = docx.Document()
    for text in ("Alice Example", "EXPERIENCE", "Harbour Freight", "Data Engineer, 2019 – 2021"):
        document.add_paragraph(text)
    footer = document.sections[0].footer
    footer.paragraphs[0].text = "References available on request"
    footer.add_paragraph("alice@example.org")
    buffer = io.BytesIO()
    document.save(buffer)
    imported = read_resume(buffer.getvalue(), "cv.docx")
    assert imported.resume.contact.email == "alice@example.org"
    assert "References available on request" in map(str, imported.unplaced)
