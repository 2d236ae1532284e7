"""What runs and their files are called: whole words, and nothing that a file system refuses."""

from __future__ import annotations

from tailoring.records import Analysis

LONGEST = 60
_REFUSED = '\\/:*?"<>|'


def title_of(posting: str, analysis: Analysis | None = None) -> str:
    """What a run is for: the analysed title and company, else the first words of the job's text."""
    asked = (analysis.role_title, analysis.company) if analysis else ()
    return " · ".join(part for part in asked if part)[:250] or beginning(posting)


def beginning(text: str) -> str:
    """The first words of a text, at most 60 characters, with an ellipsis when there are more."""
    text = " ".join(text[:400].split())
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0] or text[: LONGEST - 1]}…"


def file_name(person: str, analysis: Analysis | None) -> str:
    """The name of a file for a person's résumé, without its suffix: person, company, role."""
    asked = (analysis.company, analysis.role_title) if analysis else ()
    parts = [_allowed(part) for part in (person, *asked)]
    return " - ".join(part for part in parts if part) or "resume"


def _allowed(text: str) -> str:
    kept = "".join(" " if char in _REFUSED or not char.isprintable() else char for char in text)
    return beginning(kept).strip(" .-…")
