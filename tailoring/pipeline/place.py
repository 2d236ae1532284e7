"""Lines of a file without a place → where they belong: one question, whose answer is numbers and kinds."""

from __future__ import annotations

from tailoring.pipeline.prompting import bulleted, instructions
from tailoring.ports import Part, Prompt
from tailoring.records import Step
from tailoring.records.placing import LinePlaces, LinesToPlace

_TOKENS_EACH, _MOST_TOKENS = 40, 8_000


def place_prompt(about: LinesToPlace) -> Prompt[LinePlaces]:
    """The question: what is known, then the lines with their numbers."""
    known = (
        f"JOBS:\n{_numbered(about.jobs)}\n\nSCHOOLS:\n{_numbered(about.schools)}\n\n"
        f"EMPTY FIELDS OF THE CONTACT:\n{bulleted(about.missing)}"
    )
    parts = (Part(known), Part(f"LINES:\n{_numbered(about.lines)}"))
    most = min(_MOST_TOKENS, 300 + _TOKENS_EACH * len(about.lines))
    return Prompt(Step.MATCH, instructions("place"), parts, about, LinePlaces, most)


def _numbered(lines: list[str]) -> str:
    return "\n".join(f"{number}: {line}" for number, line in enumerate(lines)) or "(none)"
