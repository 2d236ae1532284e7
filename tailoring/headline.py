"""The line under the name, aimed at one job: what the person calls themself, and what of it they have. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

import regex

from content.schema.resume import ResumeData
from content.vocabulary import stem, words
from content.wordlists import SKILLS, entries
from tailoring.keywords import wordings_of
from tailoring.records import Brief, RequirementMatch

_MOST_TERMS, _LONGEST_TERM, _LONGEST = 3, 3, 90  # terms, words of a term, characters
# A language is no trade, a course no deed, and a summary only claims.
_CREDENTIALS = ("certificates/", "certifications/", "licenses/")
_GENERAL = ("languages/", "summary/", "education/", *_CREDENTIALS)
_LONGEST_ABBREVIATION = 6  # letters


def headline_of(brief: Brief, resume: ResumeData, leading: Sequence[str] = ()) -> str:
    """ "Senior Backend Engineer – Python, FastAPI, AWS": nothing where nothing is known to add.

    The terms are the first of `leading`, else the job's, each in the spelling of the words that show it; what is
    required and shown by deeds comes first. Only a credential that the job prefers and tools of software are added: any
    other name beside a title reads as a keyword that was lifted from the ad.
    """
    label = resume.contact.tagline or _present_title(resume)
    if not label:
        return ""
    said = {stem(word) for word in words(label)}
    terms: list[str] = []
    for term in [*_preferred(brief), *_tools_of(leading or list(_terms(brief)))]:
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


def _tools_of(skills: Sequence[str]) -> Iterator[str]:
    """The tools of software that come first; nothing where another kind of skill does."""
    return takewhile(_is_tool, skills)


def _is_tool(skill: str) -> bool:
    """Whether it is a language or tool of software, of which people name several under their name."""
    return skill.casefold() in _tools()


@cache
def _tools() -> frozenset[str]:
    lists = (entries(SKILLS / f"{name}.txt") for name in ("software", "cloud", "data_science"))
    return frozenset(entry.lstrip("!~").casefold() for listed in lists for entry in listed)


def _preferred(brief: Brief) -> list[str]:
    """A credential that the job prefers, for few have it."""
    lines = (line for line in brief.map if line.relation == "same" and not line.required)
    return [term for line in lines if (term := _credential(line))][:1]


def _terms(brief: Brief) -> Iterator[str]:
    """What is required and done, then the rest."""
    lines = [line for line in brief.map if line.relation == "same"]
    for line in sorted(lines, key=lambda line: (not line.required, not _by_deed(line))):
        if term := _term(line):
            yield term


def _by_deed(line: RequirementMatch) -> bool:
    return any(shown.where.startswith(("work_experience/", "projects/")) for shown in line.evidence)


def _credential(line: RequirementMatch) -> str:
    """The abbreviation of a certificate that is held: "PCCN", and not "CPA" of "CPA Exam: 2 of 4 sections passed"."""
    shown = [one.words for one in line.evidence if one.where.startswith(_CREDENTIALS)]
    term = _named(line, shown)
    held = any(regex.search(rf"(?:^|[(,] ?){regex.escape(term)}(?=$|[);])", words) for words in shown)
    return term if held and term.isupper() and len(term) <= _LONGEST_ABBREVIATION else ""


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
