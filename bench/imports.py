"""How well files are read: sets of files against what they really say, our own files read again, time and memory.

    python -m bench.imports [FOLDER …]

A FOLDER holds files with their truth, as `shared/data/imports` does; without one, those of this folder and the shared.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from content.importers import ImportRefused, read_resume
from content.schema.resume import ResumeData, lines_of
from tailoring.exports import pdf, word
from tailoring.exports.layout.dates_alike import set_alike
from tailoring.exports.layout.printed import date

HERE = Path(__file__).parent / "imports"
SHARED = Path(__file__).parents[2] / "shared"
SUFFIXES = (".pdf", ".docx", ".odt", ".txt", ".md", ".html", ".zip")
_CONTACT = ("full_name", "email", "phone", "location", "linkedin", "github", "website")


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [*sorted(HERE.glob("*/")), SHARED / "data" / "imports"]
    for folder in folders:
        print(f"\n{folder.name}\n")
        score(folder)
    round_trips()


def score(folder: Path) -> None:
    """Read each file of a set, with its time and the memory that reading has added, and score them all."""
    with tempfile.TemporaryDirectory() as out:
        for file in sorted(folder.iterdir()):
            if file.suffix not in SUFFIXES or file.name.endswith(".seen.txt"):
                continue
            before, began = _memory(), time.perf_counter()
            try:
                read = read_resume(file).resume.model_dump()
            except ImportRefused as refused:
                read = {"error": str(refused)}
            took = (time.perf_counter() - began) * 1000
            print(f"{file.name:48} {took:6.0f} ms  +{_memory() - before:4.1f} MB")
            (Path(out) / f"{file.stem}.json").write_text(json.dumps(read))
        scorer = [sys.executable, str(SHARED / "tools" / "score_import.py"), str(folder), out]
        print(subprocess.run(scorer, capture_output=True, text=True, check=False).stdout)


def round_trips() -> None:
    """Every shared résumé as our own PDF and Word document, read again."""
    total: Counter[str] = Counter()
    for file in sorted((SHARED / "data" / "resumes").glob("*")):
        resume = set_alike(read_resume(file).resume)
        for suffix, renderer in (("pdf", pdf), ("docx", word)):
            again = read_resume(renderer.render(resume), f"cv.{suffix}").resume
            found, wanted = kept(resume, again), len(fields_of(resume))
            total["found"] += found
            total["wanted"] += wanted
            print(f"{file.name:44} {suffix:5} {found:3} of {wanted:3} fields kept")
    print(f"{total['found'] / total['wanted']:.4f} of {total['wanted']} fields kept")


def kept(resume: ResumeData, again: ResumeData) -> int:
    """How many fields of a résumé come back, each where it was."""
    return sum((Counter(fields_of(resume)) & Counter(fields_of(again))).values())


def fields_of(resume: ResumeData) -> list[tuple[str, str]]:
    """Every field with where it stands, folded to its words; addresses without their scheme, dates as printed."""
    found = [(f"contact.{name}", _address(getattr(resume.contact, name))) for name in _CONTACT]
    found += [("summary", line) for line in lines_of(resume.summary)]
    for number, role in enumerate(resume.work_experience):
        texts = [role.company, role.title, role.location, *_dates(role.start_date, role.end_date)]
        found += [(f"work[{number}]", text) for text in (*texts, *role.bullets, "now" * role.current)]
    for number, one in enumerate(resume.education):
        texts = [one.institution, one.degree, one.field, one.gpa, *_dates(one.start_date, one.end_date)]
        found += [(f"education[{number}]", text) for text in (*texts, *lines_of(one.description))]
    found += [("skills", skill) for skill in resume.skills]
    return [(where, folded) for where, text in found if (folded := _folded(text))]


def _dates(start: str, end: str) -> list[str]:
    return [date(text) for text in (start, end) if text.casefold() != "present"]


def _address(text: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", text).rstrip("/")


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
