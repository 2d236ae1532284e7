"""What a plain pipeline does with the same input, to be compared with: one call, and nothing is checked."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import Field

from content.schema.resume import ResumeData
from tailoring import guard
from tailoring.pipeline.prompting import instructions
from tailoring.places import Place, places_of
from tailoring.ports import Part, Prompt
from tailoring.records import Level, Posting, Record, Result, RoleFacts, Source, Step

MOST_TOKENS = 4_096
_MOST_CHUNKS = 25


class PlainRole(Record):
    """A job as a plain pipeline writes it."""

    company: str = ""
    title: str = ""
    lines: list[str] = Field(default_factory=list)


class Plain(Record):
    """A résumé as a plain pipeline writes it."""

    summary: str = ""
    work_experience: list[PlainRole] = Field(default_factory=list)
    skills: list[str] = Field(default_factory=list)


class PlainLine(Record):
    """One line of it, and the words that nothing of the person's supports."""

    place: str
    text: str
    doubts: list[str] = Field(default_factory=list)


def plain_prompt(posting: str, resume: ResumeData, result: Result) -> Prompt[Plain]:
    """The question of the reference pipeline: the analysis, the chunks and the whole résumé as JSON."""
    chunks = "\n".join(item.text for item in result.evidence[:_MOST_CHUNKS])
    whole = json.dumps(resume.model_dump(mode="json"), ensure_ascii=False)
    parts = (
        Part(f"ANALYSIS:\n{result.analysis.model_dump_json()}"),
        Part(f"CHUNKS:\n{chunks}"),
        Part(f"RESUME:\n{whole}"),
    )
    about = Posting(text=posting)
    return Prompt(Step.GENERATE, instructions("plain"), parts, about, Plain, MOST_TOKENS)


def checked(plain: Plain, resume: ResumeData, result: Result, level: Level) -> list[PlainLine]:
    """Each line of it as our guard reads it, against the same content as every line of ours."""
    jobs = [place for place in places_of(resume) if not place.facts.section]
    everything = [
        *(item.text for item in result.evidence),
        resume.summary,
        *(line for job in jobs for line in job.lines),
        *(f"{job.name}, {job.facts.start} to {job.facts.end}." for job in jobs),
    ]
    lines = []
    if plain.summary:
        lines.append(_line("Summary", plain.summary, everything, None, list(resume.skills), level))
    for written in plain.work_experience:
        job = _own_job(written, jobs)
        if job is None:
            named = ", ".join(filter(None, (written.title, written.company)))
            lines.append(PlainLine(place=named or "A job", text=named, doubts=["no job of yours"]))
            continue
        sources = [*job.lines, *(item.text for item in result.evidence if item.role == job.id)]
        skills = [*resume.skills, *job.skills]
        if written.title.casefold() != job.facts.title.casefold():
            lines.append(PlainLine(place=job.name, text=written.title, doubts=[written.title]))
        lines += [_line(job.name, text, sources, job.facts, skills, level) for text in written.lines]
    known = " ".join([*everything, *resume.skills]).casefold()
    return [*lines, *(_skill(skill, known) for skill in plain.skills)]


def _line(
    place: str, text: str, sources: list[str], facts: RoleFacts | None, skills: list[str], level: Level
) -> PlainLine:
    cited = [Source(id=f"s{number}", text=one) for number, one in enumerate(dict.fromkeys(sources)) if one]
    found = guard.check(text, cited, facts, skills, level)
    return PlainLine(place=place, text=text, doubts=list(dict.fromkeys(one.words for one in found)))


def _skill(skill: str, known: str) -> PlainLine:
    return PlainLine(place="Skills", text=skill, doubts=[] if skill.casefold() in known else [skill])


def _own_job(written: PlainRole, jobs: Sequence[Place]) -> Place | None:
    """Which job of the person's it is: by company and title, else by company."""
    company, title = written.company.casefold(), written.title.casefold()
    same = [job for job in jobs if job.facts.company.casefold() == company]
    return next((job for job in same if job.facts.title.casefold() == title), next(iter(same), None))
