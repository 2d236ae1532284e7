"""Every word of a file is in the résumé or shown as not placed: over all files of all sets."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from content.importers import ImportRefused, read_resume
from content.importers.words import listed, months
from content.schema.resume import strings_in
from tests.conftest import SHARED

SETS = [*sorted((Path(__file__).parents[2] / "bench" / "imports").glob("*/")), SHARED / "imports"]
# What a file calls its own fields, and the names of groups of skills that stand alone on their lines.
LABELS = frozenset(
    "website linkedin blog "
    "email mail mailto http https www phone tel telefon mobile mobil address adresse anschrift téléphone teléfono "
    "name postal code city grade note gpa issued awarded personal months mois mother tongue other langue autre "
    "muttersprache weitere sprache maternelle software outils highlights profiles observability rechnungslegung "
    "correo dirección nota final lengua materna abschlussnote idioma nivel "
    "edv open source color home cv cid link lebenslauf curriculum vitae tél tfno cell jahre monate years region "
    "fachlich".split()
)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.replace("\u00ad", "").casefold())


def _told() -> set[str]:
    """The words of headings and of dates: where the others stand in the résumé says the same."""
    lists = ("headings", "qualifiers", "present", "since", "labels")
    return {*months(), *(word for name in lists for row in listed(name) for word in _words(row)), *LABELS}


def _lost(file: Path) -> set[str]:
    read = read_resume(file)
    shown = [*strings_in(read.resume.model_dump()), *map(str, read.unplaced), *read.unheld]
    placed, told = "".join(_words(" ".join(shown))), _told()
    # Of a PDF several extractors were asked: what only one of them saw is a word that it broke or joined.
    counts = Counter(_words(file.with_suffix("").with_suffix(".seen.txt").read_text(encoding="utf-8")))
    least = 2 if file.suffix == ".pdf" else 1
    lost = {word for word, count in counts.items() if count >= least and word not in placed} - told
    return {
        word for word in lost if not any(name.endswith(word) for name in told)
    }  # a heading's large first letter


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: str(folder.name))
def test_no_word_of_a_file_is_lost(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("the shared imports are not here")
    lost: dict[str, set[str]] = {}
    for file in sorted(folder.iterdir()):
        known = file.suffix in (".pdf", ".docx", ".txt", ".md", ".html") and "--" in file.name
        if not known or file.name.endswith(".seen.txt") or not file.with_suffix(".seen.txt").exists():
            continue
        try:
            words = _lost(file)
        except ImportRefused:
            continue
        lost |= {file.name: words} if words else {}
    assert lost == {}
