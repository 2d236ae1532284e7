"""What a reader of the result must know about the ad before believing a score. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from content.language import NAMES, language_of
from content.schema.resume import ResumeData
from tailoring.records import Analysis, Keyword

NOTHING_ASKED = (
    "The job text names nothing that it asks for, as far as it was understood, so the scores say nothing. "
    "Give the part of the ad that lists its requirements."
)
NOTHING_SHOWN = (
    "Nothing that this job asks for is shown by the content of this résumé. "
    "Check that it is the right ad, and add what you have done of it."
)


def notes_on(posting: str, analysis: Analysis, resume: ResumeData, keywords: Sequence[Keyword]) -> list[str]:
    """Warnings: nothing was asked, nothing of it is there, or the ad speaks another language."""
    notes = []
    if not analysis.required_skills and not analysis.preferred_skills:
        notes.append(NOTHING_ASKED)
    elif keywords and all(keyword.status == "missing" for keyword in keywords):
        notes.append(NOTHING_SHOWN)
    theirs, own = language_of(posting), language_of(_words_of(resume))
    if theirs and own and theirs != own:
        notes.append(
            f"The job text is in {NAMES[theirs]}, the résumé in {NAMES[own]}: words are compared across "
            "languages only where both use the same name. Add a résumé in the language of the ad."
        )
    return notes


def _words_of(resume: ResumeData) -> str:
    roles = (f"{role.title}\n{role.description}" for role in resume.work_experience)
    return "\n".join([resume.summary, *roles])
