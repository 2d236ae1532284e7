"""Functions over people's text take time in proportion to it: for ten times the input at most fifteen times."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest

from content.importers import ImportRefused, read_resume
from content.schema.chunking import chunk_resume, sentences
from content.schema.resume import ResumeData
from content.schema.text import clean, one_line
from content.vocabulary import vocabulary
from tailoring.backends.offline.analysis import analyze
from tailoring.exports import render

pytestmark = pytest.mark.slow

RUNS = 5
LEAST_SECONDS = 0.004  # below it a clock tick counts more than the work
SENTENCE = "Led a team of 14 nurses on two wards and cut falls by 31 % in 2021. "
WORDS = "Kubernetes and Terraform, Python; SQL (PostgreSQL), ward rounds "


def _resume(size: int) -> ResumeData:
    lines = "\n".join(f"- {SENTENCE}{n}" for n in range(size))
    role = {"company": "c", "title": "p", "description": lines[:40_000]}
    return ResumeData.model_validate(
        {"contact": {"full_name": "A B"}, "work_experience": [role], "skills": [f"s{n}" for n in range(size)]}
    )


def _rendercv(details: str) -> bytes:
    sections = f"experience: [{{company: c, position: p}}], skills: [{{label: x, details: '{details}'}}]"
    return f"cv: {{name: A B, sections: {{{sections}}}}}".encode()


def _read(content: bytes, name: str = "x.yaml") -> None:
    try:
        read_resume(content, name)
    except ImportRefused:
        return


# Each takes a size: what it does grows with it.
FUNCTIONS: dict[str, tuple[Callable[[int], Any], int]] = {
    "sentences of initials": (lambda size: sentences("A. " * size), 400),
    "sentences of prose": (lambda size: sentences(SENTENCE * size), 50),
    "cleaning": (lambda size: clean("a\u200bb\u200d" * size), 4_000),
    "one line": (lambda size: one_line("word  " * size, 1_000), 4_000),
    "chunking a résumé": (lambda size: chunk_resume(_resume(size)), 40),
    "skills at commas": (lambda size: _read(_rendercv("a," * size)), 200),
    "skills in open brackets": (lambda size: _read(_rendercv("(a," * size)), 200),
    "a text of one long line": (lambda size: _read(b"word, " * size, "x.txt"), 400),
    "a school of one long line": (
        lambda size: _read(b"Ada Byron\nEducation\n" + b"BSc, MIT, " * size, "x.txt"),
        100,
    ),
    "headings": (lambda size: _read(b"Ada Byron\nEXPERIENCE\n" + b"ACME\n" * size, "x.txt"), 100),
    "marks of Markdown": (lambda size: _read(b"**a > " * size, "x.md"), 300),
    "tags of HTML": (lambda size: _read(b"<table><td>" * size, "x.html"), 200),
    "terms of a text": (lambda size: vocabulary().keys(WORDS * size), 40),
    "analysing an ad of prose": (lambda size: analyze(SENTENCE * size), 6),
    "analysing an ad of lists": (lambda size: analyze("Requirements\n" + f"- {WORDS}\n" * size), 6),
    "analysing one long line": (lambda size: analyze("a " * size), 200),
    "a text file": (lambda size: render(_resume(size), ".txt"), 40),
    "a web page": (lambda size: render(_resume(size), ".html"), 40),
    "a Markdown file": (lambda size: render(_resume(size), ".md"), 40),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_ten_times_the_input_takes_at_most_fifteen_times_the_time(name: str) -> None:
    function, size = FUNCTIONS[name]
    function(size)  # what is loaded once is loaded now
    while _median(function, size) < LEAST_SECONDS:
        size *= 2
    # The least of three tries: what else the machine does makes it longer, never shorter.
    ratio = min(_median(function, 10 * size) / _median(function, size) for _ in range(3))
    assert ratio <= 15, f"{name}: ten times the input took {ratio:.1f} times the time"


def _median(function: Callable[[int], Any], size: int) -> float:
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        function(size)
        taken.append(time.process_time() - begun)
    return statistics.median(taken)
