"""How good a finished résumé is: computed where it can be computed, judged where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from content.schema.resume import ResumeData
from tailoring.keywords import coverage
from tailoring.pipeline.prompting import bulleted, instructions
from tailoring.pipeline.prove import Line
from tailoring.ports import Part, Prompt
from tailoring.records import (
    Brief,
    Doubts,
    Evaluation,
    Judgement,
    JudgeRequest,
    Keyword,
    Legibility,
    Reading,
    Readings,
    Step,
)


def judge_prompt(brief: Brief, resume: ResumeData, lines: Sequence[Line]) -> Prompt[Judgement]:
    """The question of how well the résumé leads with what the job cares about."""
    evidence = bulleted([f"[{item.id}] {item.text}" for item in brief.evidence.items if item.score > 0])
    asked = bulleted([*brief.analysis.key_requirements, *brief.analysis.required_skills])
    return Prompt(
        step=Step.JUDGE,
        system=instructions("judge"),
        parts=(
            Part(f"# The job asks for (data)\n\n{asked}\n\n# The evidence (data)\n\n{evidence}"),
            Part(f"# The résumé (data)\n\n{_shown(resume, lines)}"),
        ),
        about=JudgeRequest(relevance=relevance_by_order(brief, lines)),
        answer=Judgement,
        max_tokens=1_024,
    )


def read_prompt(lines: Sequence[Line]) -> Prompt[Doubts]:
    """The second reader's question: each rewritten text with its cited sources, and nothing else."""
    readings = [
        Reading(id=line.where, text=line.text, sources=[item.text for item in line.cited])
        for line in lines
        if not line.verbatim
    ]
    shown = "\n\n".join(f"## {r.id}\nText: {r.text}\nSources:\n{bulleted(r.sources)}" for r in readings)
    return Prompt(
        step=Step.READ,
        system=instructions("read"),
        parts=(Part(shown),),
        about=Readings(readings=readings),
        answer=Doubts,
        max_tokens=2_048,
    )


def evaluate(
    keywords: Sequence[Keyword], relevance: float, legibility: Legibility, judged: Sequence[str] = ()
) -> Evaluation:
    """The scores, and the issues that the person's content can fix. A gap is never an issue."""
    shown, attainable = coverage(keywords)
    issues = [
        f"The evidence shows {keyword.keyword}, which the job {'requires' if keyword.required else 'prefers'}; "
        "the résumé does not name it."
        for keyword in keywords
        if keyword.status == "supported"
    ]
    issues += [f"The PDF does not give back {field}." for field in legibility.missing]
    return Evaluation(
        keyword_coverage=shown,
        attainable_coverage=attainable,
        relevance_ranking=round(relevance, 4),
        ats_compatibility=round(legibility.score, 4),
        issues=[*issues, *judged],
    )


def relevance_by_order(brief: Brief, lines: Sequence[Line]) -> float:
    """Relevance computed from the order of the evidence, from 0 to 1.

    Half is the share of what the job asks for that a printed line answers; half is how the printed bullets
    of each job are ordered, as normalised discounted cumulative gain (Järvelin, Kekäläinen, *Cumulated
    gain-based evaluation of IR techniques*, 2002).
    """
    asked = {*brief.analysis.key_requirements, *brief.analysis.required_skills}
    answered = {query for line in lines for item in line.cited for query in item.answers} & asked
    if not asked:
        return 0.0  # order for nothing is no relevance
    share = len(answered) / len(asked)
    gains = [
        [max((item.score for item in line.cited), default=0.0) for line in lines if line.role == facts.id]
        for facts in brief.roles
    ]
    return 0.5 * share + 0.5 * _ndcg(gains)


def _ndcg(rows: Sequence[Sequence[float]]) -> float:
    got = sum(_dcg(row) for row in rows)
    best = sum(_dcg(sorted(row, reverse=True)) for row in rows)
    return got / best if best else 1.0


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def _shown(resume: ResumeData, lines: Sequence[Line]) -> str:
    """The finished résumé as the judge sees it: the texts that can be ordered, each job under its name."""
    parts = [f"Summary: {resume.summary}", f"Skills: {', '.join(resume.skills)}"]
    for number, role in enumerate(resume.work_experience, 1):
        bullets = [
            f"{line.text} [{', '.join(i.id for i in line.cited)}]"
            for line in lines
            if line.role == f"r{number}"
        ]
        parts.append(f"## {role.title} at {role.company}\n{bulleted(bullets)}")
    return "\n\n".join(parts)
