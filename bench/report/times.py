"""How long the parts of Bespoke take that need no provider and no database."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bench.guard import HERE, guarded, read
from content.importers import read_resume
from content.importers.sandbox import read_resume_safely
from content.schema.chunking import chunk_resume
from content.schema.resume import ResumeData
from tailoring.backends.offline.analysis import analyze
from tailoring.exports import render
from tailoring.exports.reading.read_back import fields_found

ROUNDS = 15
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "engineer"
Deed = Callable[[], object]


def table() -> str:
    rows = [f"| {name} | {_told(_spent(deed))} |" for name, deed in _deeds().items()]
    return "\n".join(["| | median | least – most |", "|---|---|---|", *rows])


def ratios() -> str:
    deeds = _deeds()
    pairs = (
        ("a résumé as PDF", "the same as Word"),
        ("a résumé file read in a child process", "the same in this process"),
        ("40 texts checked at strict", "the same at balanced"),
    )
    rows = [f"| {one} | {other} | {_ratio(deeds[one], deeds[other])} |" for one, other in pairs]
    return "\n".join(["| of | to | ratio, least – most |", "|---|---|---|", *rows])


@cache
def _deeds() -> dict[str, Deed]:
    content = (EXAMPLE / "resume.json").read_bytes()
    posting = (EXAMPLE / "job-match.txt").read_text(encoding="utf-8")
    resume = read_resume(content, "resume.json").resume
    pdf, word = render(resume, ".pdf"), render(resume, ".docx")
    texts = list(read(HERE / "guard_cases" / "twins.jsonl"))[:40]
    return {
        "a résumé file read in a child process": lambda: read_resume_safely(content, "resume.json"),
        "the same in this process": lambda: read_resume(content, "resume.json"),
        "our own PDF read as a résumé": lambda: read_resume_safely(pdf, "resume.pdf"),
        "our own Word file read as a résumé": lambda: read_resume_safely(word, "resume.docx"),
        "a résumé cut into pieces": lambda: chunk_resume(resume),
        "a job ad analysed by rules": lambda: analyze(posting),
        "40 texts checked at strict": lambda: [guarded(text, "strict") for text in texts],
        "the same at balanced": lambda: [guarded(text, "balanced") for text in texts],
        "a résumé as PDF": lambda: render(resume, ".pdf"),
        "the same as Word": lambda: render(resume, ".docx"),
        "every field found again in the PDF": lambda: _all_found(resume, pdf),
    }


def _all_found(resume: ResumeData, pdf: bytes) -> None:
    assert not fields_found(resume, pdf).missing


def _spent(deed: Deed) -> list[float]:
    deed()
    return [_once(deed) for _ in range(ROUNDS)]


def _once(deed: Deed) -> float:
    began = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - began)


def _told(spent: list[float]) -> str:
    return f"{statistics.median(spent):.1f} | {min(spent):.1f} – {max(spent):.1f}"


def _ratio(one: Deed, other: Deed) -> str:
    both = [_once(one) / _once(other) for _ in range(ROUNDS)]
    return f"{statistics.median(both):.2f}, {min(both):.2f} – {max(both):.2f}"
