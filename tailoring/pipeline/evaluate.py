"""How good a finished résumé is: computed where it can be computed, judged where it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

from content.schema.entries import evidence_sections
from content.schema.resume import ResumeData, strings_in
from content.vocabulary import stem, words
from tailoring.keywords import coverage
from tailoring.matching.words import fillers
from tailoring.pipeline.prompting import bulleted, instructions
from tailoring.pipeline.proof.check import Checker
from tailoring.pipeline.proof.lines import Line
from tailoring.places import places_of
from tailoring.ports import Part, Prompt
from tailoring.records import (
    Brief,
    Doubts,
    Evaluation,
    Judgement,
    JudgeRequest,
    Keyword,
    Legibility,
    MatchedWords,
    Reading,
    Readings,
    RequirementMatch,
    Step,
    Violation,
)

_ENOUGH = 0.5  # of the words that show a thing, in a text that was rewritten


def judge_prompt(brief: Brief, resume: ResumeData, lines: Sequence[Line]) -> Prompt[Judgement]:
    """The question of how well the résumé leads with what the job cares about."""
    evidence = bulleted([f"[{item.id}] {item.text}" for item in brief.evidence.items if item.score > 0])
    analysis = brief.analysis
    asked = bulleted(
        [
            *analysis.key_requirements,
            *analysis.required_skills,
            *(f"{one} (preferred)" for one in analysis.preferred_skills),
        ]
    )
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


def read_prompt(
    lines: Sequence[Line],
    map: Sequence[RequirementMatch],
    checker: Checker,
    asked: Mapping[str, Sequence[Violation]],
    step: Step = Step.READ,
) -> Prompt[Doubts]:
    """The second reader's question: each rewritten text, its heading, its cited sources, and what to look at.

    That is what a model has equated in it, and by place the words that code could not find carried (`asked`).
    """
    readings = [
        Reading(
            id=line.where,
            text=line.text,
            sources=checker.sources(line),
            heading=checker.heading(line.role),
            equated=[one.asked for one in map if _is_equated(one, line)],
            asked=[(one.words, one.reason) for one in asked.get(line.where, ())],
        )
        for line in lines
    ]
    shown = "\n\n".join(_reading(reading) for reading in readings)
    return Prompt(
        step=step,
        system=instructions("read"),
        parts=(Part(shown),),
        about=Readings(readings=readings),
        answer=Doubts,
        max_tokens=2_048,
    )


def _is_equated(one: RequirementMatch, line: Line) -> bool:
    """Whether the text has a word of the job's that its sources lack, because a model said that it is the same."""
    if one.by != "model" or not one.has or not {item.id for item in line.cited} & set(one.ids):
        return False
    asked = {stem(word) for word in words(one.asked) if word not in fillers()}
    own = {stem(word) for item in line.cited for word in words(item.text)}
    return bool(asked & {stem(word) for word in words(line.text)} - own)


def _reading(reading: Reading) -> str:
    parts = [f"## {reading.id}"]
    if reading.heading:
        parts.append(f"Stands under: {reading.heading}")
    parts.append(f"Text: {reading.text}")
    if reading.equated:
        parts.append(f"Named as the job names it: {', '.join(reading.equated)}")
    if reading.asked:
        parts += ["Asked:", bulleted([f"“{words}”: {reason}" for words, reason in reading.asked])]
    return "\n".join([*parts, "Sources:", bulleted(reading.sources)])


def evaluate(
    keywords: Sequence[Keyword],
    relevance: float,
    legibility: Legibility,
    *,
    attainable: float,
    hidden: Sequence[RequirementMatch] = (),
    judged: Sequence[str] = (),
) -> Evaluation:
    """The scores, and the issues that the person's content can fix. A gap is never an issue.

    `hidden`: what the person has and the résumé does not show; `attainable`: the share that it shows.
    """
    issues = [
        f"{', '.join(line.ids) or line.evidence[0].where} shows “{line.asked}”, which the job "
        f"{'requires' if line.required else 'asks for'}; the résumé does not show it."
        for line in hidden
    ]
    issues += [f"The PDF does not give back {field}." for field in legibility.missing]
    return Evaluation(
        keyword_coverage=coverage(keywords),
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
    for place in places_of(resume):
        bullets = [_told(line) for line in lines if line.role == place.id]
        parts.append(f"## {place.name}\n{bulleted(bullets)}")
    printed = [name.replace("_", " ") for name in evidence_sections(resume)]
    parts.append(f"Also printed, from the person's content: {', '.join(['education', *printed])}")
    return "\n\n".join(parts)


def _told(line: Line) -> str:
    """A line with the ids of its evidence; one in the evidence's own words is named by its id alone."""
    ids = ", ".join(item.id for item in line.cited)
    return f"[{ids}] as it stands" if line.verbatim and len(line.cited) == 1 else f"{line.text} [{ids}]"


def unseen(
    map: Sequence[RequirementMatch], resume: ResumeData, lines: Sequence[Line]
) -> list[RequirementMatch]:
    """The lines of the map that the person has and the résumé does not show."""
    printed = " \n".join(" ".join(text.split()) for text in strings_in(resume.model_dump()))
    return [line for line in map if line.has and not _is_seen(line, printed, lines)]


def attainable_coverage(map: Sequence[RequirementMatch], hidden: Sequence[RequirementMatch]) -> float:
    """Of the requirements that the person has, the share that is shown; of what is preferred where none is required.

    1 where the person has none of them: then nothing can be bettered, and the coverage beside it is what counts.
    """
    counted = [line for line in map if line.has and line.required] or [line for line in map if line.has]
    if not counted:
        return 1.0 if map else 0.0
    gone = {line.id for line in hidden}
    return round(sum(line.id not in gone for line in counted) / len(counted), 4)


def _is_seen(line: RequirementMatch, printed: str, lines: Sequence[Line]) -> bool:
    # What code computed from dates is there as long as the dates are, and they are always printed.
    return any(
        any(id.startswith("f") for id in words_.ids)
        or " ".join(words_.words.split()) in printed
        or any(_tells(text, words_) for text in lines)
        for words_ in line.evidence
    )


def _tells(line: Line, shown: MatchedWords) -> bool:
    """Whether a rewritten text rests on the piece and has kept the words that matter."""
    if not any(item.id in shown.ids for item in line.cited):
        return False
    wanted = {stem(word) for word in words(shown.words) if len(word) > 2}
    said = {stem(word) for word in words(line.text)}
    return bool(wanted) and len(wanted & said) >= _ENOUGH * len(wanted)
