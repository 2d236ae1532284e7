"""Proven lines → the résumé. Contact, companies, titles, dates and education are copied, never written."""

from __future__ import annotations

from collections.abc import Sequence

from content.schema.entries import HEADLINE
from content.schema.resume import Achievement, ResumeData
from content.schema.resume import Line as ResumeLine
from tailoring.headline import headline_of
from tailoring.pipeline.arrange import arranged
from tailoring.pipeline.proof.lines import Line
from tailoring.places import places_of, with_lines
from tailoring.records import Brief, Citable, LeftOut, Provenance
from tailoring.remarks import without_remarks


def assemble(
    resume: ResumeData,
    lines: Sequence[Line],
    skills: Sequence[str],
    brief: Brief,
    leading: Sequence[str] = (),
) -> ResumeData:
    """`resume` with the summary, bullets, skills and achievements of `lines`; all else byte for byte its own.

    Its sections, and the entries in them, stand in the order that the map gives; languages have no remarks; a headline
    says what it is aimed at: with the first of `leading` where a model has put them in order.
    """
    texts: dict[str, list[str]] = {}
    for line in lines:
        if line.role:
            texts.setdefault(line.role, []).append(line.text)
    texts = {
        place.id: texts.get(place.id, []) for place in places_of(resume) if place.id in texts or place.lines
    }
    summary = next((line.text for line in lines if line.where == "summary"), "")
    achievements = [_achievement(resume, line) for line in lines if line.where.startswith("achievements.")]
    finished = resume.model_copy(
        update={
            "summary": summary,
            **with_lines(resume, resume, texts),
            "skills": list(skills),
            "achievements": achievements,
        }
    )
    headline = headline_of(brief, resume, leading)
    update = {**arranged(finished, brief.map), **without_remarks(finished)}
    return finished.model_copy(update={**update, **({HEADLINE: headline} if headline else {})})


def provenance_of(lines: Sequence[Line]) -> list[Provenance]:
    """For each printed text the chunks it rests on, in their own words."""
    return [
        Provenance(
            where=line.where,
            text=line.text,
            verbatim=line.verbatim,
            chunks=[item.chunk for item in line.cited],
            sources=[item.text for item in line.cited],
        )
        for line in lines
    ]


def left_out(brief: Brief, resume: ResumeData, lines: Sequence[Line], skills: Sequence[str]) -> list[LeftOut]:
    """What the résumé says and this version does not: nothing is dropped silently."""
    used = {item.id for line in lines for item in line.cited}
    dropped = [
        LeftOut(where=_place(item, brief), text=item.text)
        for item in brief.evidence.items
        if item.source == "resume" and item.chunk_type != "skill_context" and item.id not in used
    ]
    missing = [LeftOut(where="skills", text=skill) for skill in resume.skills if skill not in skills]
    return dropped + missing


def _achievement(resume: ResumeData, line: Line) -> Achievement | ResumeLine:
    """The résumé's own entry with its date and link; a rewritten one keeps those and takes the new words."""
    source = line.cited[0].text
    for item in resume.achievements:
        if isinstance(item, Achievement) and item.text == source:
            return item if line.verbatim else item.model_copy(update={"title": line.text, "description": ""})
    return line.text


def _place(item: Citable, brief: Brief) -> str:
    names = {facts.id: " · ".join(p for p in (facts.company, facts.title) if p) for facts in brief.roles}
    if item.chunk_type == "role_summary" and not item.role:
        return "summary"
    return names.get(item.role, "achievements")
