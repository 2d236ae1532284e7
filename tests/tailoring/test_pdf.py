"""A PDF is tagged, set in any script and no longer than it must be, by a child process that cannot hang or leak."""

from __future__ import annotations

import io
import os
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from content.schema.resume import ResumeData, description_of
from tailoring.exports import ExportError, children, file_worker, pdf, render
from tailoring.exports.layout.paper import language
from tests.support.nurse import alice, named, text
from tests.support.processes import descendants


def test_a_pdf_is_tagged_titled_and_embeds_its_fonts() -> None:
    reader = PdfReader(io.BytesIO(render(alice(), ".pdf")))
    catalog: Any = reader.root_object
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.author) == ("Alice Łęcka – Résumé", "Alice Łęcka")
    assert b"pdfuaid" in (reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b"")
    links = {note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]}  # type: ignore[attr-defined]
    assert {"mailto:alice@example.org", "https://alice.example.org"} <= links


def pages(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def with_bullets(count: int) -> ResumeData:
    description = description_of([f"Did number {number}" for number in range(count)])
    return alice(work_experience=[{"company": "A", "title": "B", "description": description}])


def test_a_resume_is_set_tighter_where_that_saves_a_page() -> None:
    asked = [pdf.request(with_bullets(count)) for count in range(4, 40)]
    fitted = [pages(file_worker.fitted(request)) for request in asked]
    airy = [pages(file_worker.fitted(request, file_worker.LOOKS[:1])) for request in asked]
    assert (airy[0], airy[-1], fitted[0], fitted[-1]) == (1, 2, 1, 2)
    assert fitted.count(1) >= airy.count(1) + 4


def test_a_resume_is_set_airily_where_setting_it_tighter_saves_nothing() -> None:
    for count in (4, 39):
        request = pdf.request(with_bullets(count))
        assert render(with_bullets(count), ".pdf") == file_worker.fitted(request, file_worker.LOOKS[:1])


def test_four_hundred_bullets_take_the_pages_that_they_need() -> None:
    assert 5 < pages(render(with_bullets(400), ".pdf")) < 12


def test_markup_in_a_resume_is_only_text() -> None:
    hostile = '#let x = 1; #read("/etc/passwd") *bold* _it_ $x$ `c` <l> @r \\ // /* d */ [x] ]{}" = h\n- i + 1. - -- ~'
    role = {"company": hostile, "title": "#panic()", "description": '- #include "x"\n- = Not a heading'}
    printed = text(alice(work_experience=[role], summary=hostile), ".pdf")
    for part in ('#read("/etc/passwd")', "*bold* _it_ $x$", "#panic()", "= Not a heading"):
        assert part in printed


def test_a_character_without_a_glyph_is_refused_by_name() -> None:
    with pytest.raises(ExportError, match=r"cannot show .𓀀. \(U\+13000\)"):
        render(named("Alice 𓀀"), ".pdf")


FONTS = pytest.mark.skipif(not find_spec("manimgx_fonts_cjk"), reason="the CJK font package is not installed")


@FONTS
@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("Мария Петрова", "ru"), ("Ελένη Παππά", "el"), ("Nguyễn Thị Ánh", "en"), ("王小明", "zh"),
        ("山田 はなこ", "ja"),
        ("김민수", "ko"), ("דנה לוי", "he"), ("ليلى حسن", "ar"), ("प्रिया शर्मा", "hi"), ("สมชาย ใจดี", "th"),
        ("Անի", "en"), ("ნინო", "en"), ("রহিম", "en"), ("முருகன்", "en"), ("አበበ", "en"), ("★ ✓ → ½ € ₹ 🚀", "en"),
    ],
)  # fmt: skip
def test_a_resume_is_printed_in_any_script(name: str, lang: str) -> None:
    assert render(named(name), ".pdf").startswith(b"%PDF")
    assert language(name) == lang


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(ExportError, match=r"not ready after 0\.001 seconds"):
        pdf.render(alice(), seconds=0.001)


def test_the_child_process_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "secret")
    pool = children.new_printers()
    pdf.render(alice(), pool=pool)
    (child,) = pool.children()
    environment = Path(f"/proc/{child}/environ").read_bytes()
    assert b"PATH" in environment
    assert b"ANTHROPIC" not in environment
    pool.close()


def test_a_child_that_crashes_is_reported(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(
        "from core.child_process import serve; import os; serve(os.abort, megabytes=99, cpu_seconds=9)"
    )
    with pytest.raises(ExportError, match="stopped unexpectedly"):
        pdf.render(alice(), pool=children.new_printers(script))
    script.write_text("import os; os.abort()")
    with pytest.raises(ExportError, match="stopped unexpectedly"):
        pdf.render(alice(), pool=children.new_printers(script))


def test_forty_pdfs_at_once_are_made_by_two_children_and_are_all_the_same() -> None:
    pool, seen = children.new_printers(), set()
    before = descendants(os.getpid()).keys()
    with ThreadPoolExecutor(40) as threads:
        made = [threads.submit(pdf.render, alice(), pool=pool) for _ in range(40)]
        while not all(one.done() for one in made):
            seen |= descendants(os.getpid()).keys() - before
    assert len({one.result() for one in made}) == 1
    assert seen == set(pool.children())
    assert len(seen) == children.MOST_CHILDREN
    pool.close()
