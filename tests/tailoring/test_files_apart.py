"""PDFs and Word files are made, read back and pictured in child processes: what they cost or break is not ours."""

import subprocess
import sys

from tailoring.exports import render
from tailoring.exports.children import made, new_printers
from tailoring.exports.reading.picture import pictures_of
from tailoring.exports.reading.read_back import fields_found
from tests.conftest import ROOT
from tests.support.people import ada

IN_A_FRESH_PROCESS = """
import sys
from tailoring.exports import render
from tailoring.exports.reading.picture import pictures_of
from tailoring.exports.reading.verify import read_back
from tests.support.people import ada
for suffix in (".pdf", ".docx"):
    report = read_back(ada(), render(ada(), suffix), suffix)
    assert report.total and not report.missing, report
assert pictures_of(render(ada(), ".pdf"))[0][8:12] == b"WEBP"
print([name for name in ("docx", "typst", "pypdf", "pypdfium2", "PIL") if name in sys.modules])
"""


def test_the_process_that_asks_loads_no_program_that_draws_or_reads_them():
    done = subprocess.run(
        [sys.executable, "-c", IN_A_FRESH_PROCESS], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_files_of_all_kinds_share_the_same_children():
    pool = new_printers()
    asked = ada().model_dump_json().encode()
    _, word = made("docx", asked, "It", pool=pool)
    _, text = made("docx text", word, "It", pool=pool)
    assert b"Ada Byron" in text
    assert len(pool.children()) == 1
    pool.close()


def test_what_breaks_a_parser_has_no_text_and_does_no_harm():
    for broken in (b"PK\x03\x04" + b"x" * 100, b"%PDF-1.7\n" + b"[" * 100_000, b""):
        assert fields_found(ada(), broken).found == 0
    assert pictures_of(render(ada(), ".pdf"))
