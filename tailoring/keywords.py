"""The keyword ledger: which of the job's words stand in the finished résumé, made by code. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import regex

from content.schema.resume import Achievement, Resume, strings_in
from content.vocabulary import Vocabulary, vocabulary
from tailoring.records import Analysis, Keyword

_OR = regex.compile(r",?\s+(?:or|and/or)\s+", regex.I)
_SLASHED = regex.compile(r"([\w+#.]+)\s*/\s*([\w+#.]+)")


class Asked(NamedTuple):
    """One thing that a job asks for; any one of its wordings covers it."""

    name: str
    wordings: list[str]
    required: bool

    def said_by(self, text: str) -> bool:
        """Whether `text` names it, in any wording or inflection."""
        return any(vocabulary().says(text, wording) for wording in self.wordings)


def wordings_of(skill: str, words: Vocabulary | None = None) -> list[str]:
    """The alternatives that a requirement names: any one of them covers it.

    "AWS, GCP or Azure" gives three; "Docker/Podman" gives two; "CI/CD" and "UI/UX", one thing each, one.
    """
    known = words or vocabulary()
    divided = _SLASHED.sub(lambda pair: pair[0] if _is_one(pair, known) else f"{pair[1]} or {pair[2]}", skill)
    parts = [part.strip(" .()") for part in _OR.split(divided)]
    if len(parts) < 2 or known.known(skill):
        return [skill]
    return [item.strip() for part in parts for item in part.split(",") if item.strip()]


def asked_of(analysis: Analysis, words: Vocabulary | None = None) -> list[Asked]:
    """What the job asks for, required first; alternatives are one thing, under a name that lists them."""
    known = words or vocabulary()
    groups = [group for group in analysis.alternatives if len(group) > 1]
    found: dict[str, Asked] = {}
    skills = [(skill, True) for skill in analysis.required_skills]
    for skill, required in skills + [(skill, False) for skill in analysis.preferred_skills]:
        group = next((g for g in groups if any(known.same(skill, member) for member in g)), None)
        name = f"{', '.join(group[:-1])} or {group[-1]}" if group else skill
        wordings = [w for member in group or [skill] for w in wordings_of(member, known)]
        found.setdefault(name, Asked(name, wordings, required))
    return list(found.values())


def ledger(analysis: Analysis, resume: Resume, supported: Iterable[str]) -> list[Keyword]:
    """One line for each thing asked: shown in `resume`, supported by the texts `supported`, or missing."""
    places = list(places_of(resume))
    library = "\n".join(supported)
    return [_line(asked, places, library) for asked in asked_of(analysis)]


def coverage(keywords: Sequence[Keyword]) -> tuple[float, float]:
    """(coverage, attainable coverage) over the required keywords: shown of all, and shown of what can be shown."""
    required = [keyword for keyword in keywords if keyword.required]
    shown = sum(keyword.status == "shown" for keyword in required)
    attainable = sum(keyword.status != "missing" for keyword in required)
    return (
        round(shown / len(required), 4) if required else 1.0,
        round(shown / attainable, 4) if attainable else 1.0,
    )


def places_of(resume: Resume) -> Iterable[tuple[str, str]]:
    """(place, text) for every part of a résumé that may show a keyword, in the résumé's order."""
    yield "summary", resume.summary
    yield "skills", "\n".join(resume.skills)
    for role in resume.work_experience:
        name = " · ".join(part for part in (role.company, role.title) if part)
        yield name, "\n".join([role.title, role.description, *role.technologies])
    for study in resume.education:
        yield "education", "\n".join([study.degree, study.field, study.description])
    for item in resume.achievements:
        yield "achievements", item.text if isinstance(item, Achievement) else item
    for name, section in resume.others.items():
        yield name, "\n".join(strings_in(section))


def _is_one(pair: regex.Match[str], known: Vocabulary) -> bool:
    """Whether a slash joins one thing ("CI/CD", "UI/UX", "TCP/IP") rather than dividing two."""
    return (
        known.known(f"{pair[1]} {pair[2]}")
        or min(len(pair[1]), len(pair[2])) < 3
        or pair[0].lower() == "and/or"
    )


def _line(asked: Asked, places: list[tuple[str, str]], library: str) -> Keyword:
    where = [place for place, text in places if asked.said_by(text)]
    status: Literal["shown", "supported", "missing"] = "missing"
    if where:
        status = "shown"
    elif asked.said_by(library):
        status = "supported"
    return Keyword(
        keyword=asked.name, required=asked.required, status=status, where=list(dict.fromkeys(where))
    )
