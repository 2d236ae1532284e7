"""Job text → `Analysis`. The only step that sees the job text, and it sees it as data."""

from __future__ import annotations

import secrets

from content.schema.text import clean
from tailoring.pipeline.prompting import instructions
from tailoring.ports import Part, Prompt
from tailoring.records import Analysis, Posting, Step


def analyze_prompt(posting: str) -> Prompt[Analysis]:
    """The question of what a job asks for. `posting`: 1–50,000 characters."""
    text = str(clean(posting))
    # The delimiter cannot be guessed, so that no job text can close it and speak outside.
    mark = secrets.token_hex(8)
    data = f"<job_text_{mark}>\n{text}\n</job_text_{mark}>"
    return Prompt(
        step=Step.ANALYZE,
        system=instructions("analyze"),
        parts=(Part(data),),
        about=Posting(text=text),
        answer=Analysis,
        max_tokens=2_048,
    )
