"""The line under the name, aimed at one job: what the person calls themself, and what of it they have. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.schema.resume import ResumeData
from content.vocabulary import stem, words
from tailoring.keywords import wordings_of
from tailoring.records import Brief, RequirementMatch

_MOST_TERMS, _LONGEST_TERM, _LONGEST = 3, 3, 90  # terms, words of a term, characters
_LONGEST_SKILL = 5  # words of a skill that a model puts first
# A language is no trade, a course no deed, and a summary only claims.
_CREDENTIALS = ("certificates/", "certifications/", "licenses/")
_GENERAL = ("languages/", "summary/", "education/", *_CREDENTIALS)
_LONGEST_ABBREVIATION = 6  # letters


def headline_of(brief: Brief, resume: ResumeData, leading: Sequence[str] = ()) -> str:
    """ "Senior Backend Engineer – Python, FastAPI, AWS": nothing where nothing is known to add.

    The terms are the first of `leading`, else the job's, each in the spelling of the words that show it; what is
    required and shown by deeds comes first.
    """
    label = resume.contact.tagline or _present_title(resume)
    if not label:
        return ""
    said = {stem(word) for word in words(label)}
    terms: list[str] = []
    for term in _chosen(leading, brief) if leading else _terms(brief):
        stems = {stem(word) for word in words(term)}
        if stems and not stems & said and len(terms) < _MOST_TERMS and _fits(label, [*terms, term]):
            terms.append(term)
            said |= stems
    return _line(label, terms) if terms else ""


def _present_title(resume: ResumeData) -> str:
    """The title of the job that still goes on: it stands in for a line that the person has not written."""
    return next((role.title for role in resume.work_experience[:1] if role.current), "")


def _line(label: str, terms: Sequence[str]) -> str:
    return f"{label} – {', '.join(terms)}"


def _fits(label: str, terms: Sequence[str]) -> bool:
    return len(_line(label, terms)) <= _LONGEST


def _chosen(leading: Sequence[str], brief: Brief) -> Iterator[str]:
    """The credential that the job prefers, then the skills that lead."""
    yield from _preferred(brief)
    yield from (skill for skill in leading if len(skill.split()) <= _LONGEST_SKILL)


def _preferred(brief: Brief) -> list[str]:
    """A credential that the job prefers, for few have it."""
    lines = (line for line in brief.map if line.relation == "same" and not line.required)
    return [term for line in lines if (term := _credential(line))][:1]


def _terms(brief: Brief) -> Iterator[str]:
    """A credential that the job prefers, then what is required and done, then the rest."""
    yield from _preferred(brief)
    lines = [line for line in brief.map if line.relation == "same"]
    for line in sorted(lines, key=lambda line: (not line.required, not _by_deed(line))):
        if term := _term(line):
            yield term


def _by_deed(line: RequirementMatch) -> bool:
    return any(shown.where.startswith(("work_experience/", "projects/")) for shown in line.evidence)


def _credential(line: RequirementMatch) -> str:
    """The abbreviation of a certificate: "PCCN"."""
    shown = [one.words for one in line.evidence if one.where.startswith(_CREDENTIALS)]
    term = _named(line, shown)
    return term if term.isupper() and len(term) <= _LONGEST_ABBREVIATION else ""


def _term(line: RequirementMatch) -> str:
    """The job's name for it, else the skill that the person lists for it."""
    listed = [one.words for one in line.evidence if one.where.startswith("skills/")]
    short = (words_ for words_ in listed if len(words_.split()) <= _LONGEST_TERM)
    said = _named(line, [one.words for one in line.evidence if not one.where.startswith(_GENERAL)])
    return said or next(short, "")


def _named(line: RequirementMatch, shown: Sequence[str]) -> str:
    """The shortest of the job's names for it that stands in the words that show it, as it is spelled there."""
    for name in sorted(wordings_of(line.asked), key=len):
        if len(name.split()) > _LONGEST_TERM or not name:
            continue
        for text in shown:
            at = text.casefold().find(name.casefold())
            if at >= 0 and _is_whole(text, at, at + len(name)):
                return text[at : at + len(name)]
    return ""


def _is_whole(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
