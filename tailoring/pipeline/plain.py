"""What a plain pipeline does with the same input, to be compared with: one call, and nothing is checked."""

from __future__ import annotations

import json

from pydantic import Field

from content.schema.resume import ResumeData
from tailoring import guard
from tailoring.decisions.sections import place_of
from tailoring.pipeline.prompting import instructions
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
    evidence = [item.text for item in result.evidence]
    everything = [
        *evidence,
        resume.summary,
        *(line for role in resume.work_experience for line in role.bullets),
    ]
    everything += [
        f"{place_of(role)}, {role.start_date} to {role.end_date}." for role in resume.work_experience
    ]
    lines = (
        [_line("Summary", plain.summary, everything, None, list(resume.skills), level)]
        if plain.summary
        else []
    )
    for written in plain.work_experience:
        number = _own_role(written, resume)
        if number is None:
            named = ", ".join(filter(None, (written.title, written.company)))
            lines.append(PlainLine(place=named or "A job", text=named, doubts=["no job of yours"]))
            continue
        role = resume.work_experience[number]
        key = f"r{number + 1}"
        facts = RoleFacts(
            id=key, company=role.company, title=role.title, start=role.start_date, end=role.end_date
        )
        sources = [*role.bullets, *(item.text for item in result.evidence if item.role == key)]
        skills = [*resume.skills, *role.technologies]
        if written.title.casefold() != role.title.casefold():
            lines.append(PlainLine(place=place_of(role), text=written.title, doubts=[written.title]))
        lines += [_line(place_of(role), text, sources, facts, skills, level) for text in written.lines]
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


def _own_role(written: PlainRole, resume: ResumeData) -> int | None:
    """Which job of the person's it is: by company and title, else by company."""
    told = (written.company.casefold(), written.title.casefold())
    names = [(role.company.casefold(), role.title.casefold()) for role in resume.work_experience]
    if told in names:
        return names.index(told)
    return next((at for at, (company, _) in enumerate(names) if company == told[0]), None)
