"""Every format prints the same fields in the same order, each in its own way."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from docx import Document

from tailoring.exports import FORMATS, render
from tailoring.exports.layout import layout
from tailoring.exports.markdown import escaped
from tests.support.nurse import alice, text


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".json"])
def test_every_format_prints_the_same_fields_in_the_same_order(suffix: str) -> None:
    squeezed = "".join(text(alice(), suffix).split()).replace("|", "·").replace("–", "-")
    position = 0
    for field in (field for block in layout(alice()) for field in block.fields):
        found = squeezed.find("".join(field.split()).replace("–", "-"), position)
        assert found >= 0, f"{field!r} is missing after {squeezed[position - 40 : position]!r}"
        position = found


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_the_same_resume_gives_the_same_bytes(suffix: str) -> None:
    assert render(alice(), suffix) == render(alice(), suffix.upper())


def test_a_docx_has_real_styles_and_properties_and_no_tables() -> None:
    content = render(alice(), ".docx")
    document = Document(io.BytesIO(content))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles["Alice Łęcka"] == "Title"
    assert styles["Experience"] == "Heading 1"
    assert styles["Ward Sister\tApr 2019 – Present"] == "Heading 2"
    assert styles["Led a team of 14 nurses"] == "List Bullet"
    assert (document.core_properties.title, document.core_properties.author) == (
        "Alice Łęcka – Résumé",
        "Alice Łęcka",
    )
    assert not document.tables
    assert not any(
        part.text for part in document.sections[0].header.paragraphs + document.sections[0].footer.paragraphs
    )
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_markdown_shows_what_the_resume_says() -> None:
    printed = render(alice(skills=["C*", "snake_case", "<b>", "1. x", "`x`"]), ".md").decode()
    assert printed.startswith(
        "# Alice Łęcka\n\n**Ward sister**\n\nLeeds, UK · +44 20 7946 0018 · [alice@example.org](<mailto:"
    )
    assert (
        "### Ward Sister\n\nApr 2019 – Present · St Example's Hospital · Leeds\n\n- Led a team of 14 nurses\n- Cut"
        in printed
    )
    assert r"C\*, snake\_case, \<b\>, 1. x, \`x\`" in printed


@pytest.mark.parametrize(
    ("plain", "safe"),
    [
        ("# x", r"\# x"), ("#1 in sales", "#1 in sales"), ("- x", r"\- x"), ("-5 %", "-5 %"), ("+ x", r"\+ x"),
        ("1. x", r"1\. x"), ("1.5 x", "1.5 x"), ("2) x", r"2\) x"), ("[a](b)", r"\[a\](b)"), ("a_b", r"a\_b"),
        ("R&D", "R&D"), ("&lt;", r"\&lt;"), ("===", r"\==="), ("> x", r"\> x"), ("a|b", r"a\|b"), ("~5", r"\~5"),
    ],
)  # fmt: skip
def test_markdown_is_escaped_where_it_would_be_interpreted(plain: str, safe: str) -> None:
    assert escaped(plain) == safe


def test_text_keeps_to_eighty_columns() -> None:
    long = "word " * 60 + "https://example.org/" + "x" * 90
    printed = render(alice(summary=long), ".txt").decode()
    assert all(len(line) <= 80 for line in printed.splitlines() if "https" not in line)
    assert "\n- Cut falls by 31 %\n" in printed
    assert "Alice Łęcka\nWard sister\n" in printed


def test_a_web_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    hostile = "<script>alert(1)</script>"
    page = render(alice(summary=hostile, skills=['" onload="x']), ".html").decode()
    assert "<script" not in page
    assert "src=" not in page
    assert "@import" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&quot; onload=&quot;x" in page
    assert re.findall(r'href="(?!https://|mailto:)', page) == []
    assert '<html lang="en" dir="ltr">' in page
    assert "<h1>Alice Łęcka</h1>" in page
    assert "<ul>\n<li>Led a team of 14 nurses</li>\n<li>Cut falls by 31 %</li>\n</ul>" in page
    assert "default-src 'none'" in page
    assert "@media print" in page


def test_json_is_json_resume() -> None:
    document = json.loads(render(alice(), ".json"))
    assert document["basics"]["name"] == "Alice Łęcka"
    assert document["work"][0]["highlights"] == ["Led a team of 14 nurses", "Cut falls by 31 %"]
