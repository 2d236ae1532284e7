"""One round: generate → guard → repair → judge and second reader → evaluate."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any

from content.schema.resume import ResumeData
from tailoring.keywords import ledger
from tailoring.pipeline.asking import Asking
from tailoring.pipeline.assemble import assemble, left_out, provenance_of
from tailoring.pipeline.evaluate import (
    attainable_coverage,
    evaluate,
    judge_prompt,
    read_prompt,
    relevance_by_order,
    unseen,
)
from tailoring.pipeline.generate import generate_prompt, merged, repair_prompt
from tailoring.pipeline.prove import Line, Proof
from tailoring.ports import LLMError, Prompt
from tailoring.records import (
    Answered,
    AttemptRecord,
    Brief,
    Doubts,
    Draft,
    Faulty,
    Judgement,
    Legibility,
    Level,
    Step,
    Violation,
)


def attempt_once(
    number: int,
    brief: Brief,
    resume: ResumeData,
    *,
    asking: Asking,
    ats: Callable[[ResumeData], Legibility],
    level: Level,
) -> Generator[Answered, None, tuple[AttemptRecord, Draft]]:
    """Yield each model answer to be stored; return the attempt and its texts as printed.

    Raises `LLMError` when there is no draft.
    """
    notes: list[str] = []
    draft = yield from asking(generate_prompt(brief), number)
    draft = merged(brief.last, draft) if brief.last else draft
    proof = Proof(brief, resume, level)
    faulty = proof.take(draft)
    if faulty:
        fixes = yield from _fixes(asking, brief, faulty, number, notes)
        proof.mend(faulty, fixes)
    lines = proof.finish()
    finished = assemble(resume, lines, proof.skills)
    judged = yield from _opinions(asking, brief, finished, lines, number, notes)
    judgement, doubts = judged
    if doubted := proof.doubted(_doubted(doubts, lines)):
        fixes = yield from _fixes(asking, brief, doubted, number, notes, Step.REREPAIR)
        proof.mend(doubted, fixes)
        lines = proof.finish()
        finished = assemble(resume, lines, proof.skills)
    keywords = ledger(brief.analysis, finished, brief.evidence.items, brief.map)
    relevance = judgement.relevance if judgement else relevance_by_order(brief, lines)
    hidden = unseen(brief.map, finished, lines)
    evaluation = evaluate(
        keywords,
        relevance,
        ats(finished),
        attainable=attainable_coverage(brief.map, hidden),
        hidden=hidden,
        judged=judgement.issues if judgement else (),
    )
    attempt = AttemptRecord(
        number=number,
        resume=finished.model_dump(mode="json"),
        evaluation=evaluation,
        keywords=keywords,
        provenance=provenance_of(lines),
        repairs=proof.repairs,
        left_out=left_out(brief, resume, lines, proof.skills),
        shares=proof.shares,
        notes=notes,
    )
    return attempt, proof.as_draft()


def _fixes(
    asking: Asking,
    brief: Brief,
    faulty: Sequence[Faulty],
    number: int,
    notes: list[str],
    step: Step = Step.REPAIR,
) -> Generator[Answered, None, Draft | None]:
    """The rewritten texts; none when the provider failed, for then the person's own words stand in."""
    try:
        return (yield from asking(repair_prompt(brief, faulty, step), number))
    except LLMError as error:
        notes.append(
            f"Refused texts were not rewritten, the person's own words stand in their place: {error}"
        )
        return None


def _opinions(
    asking: Asking, brief: Brief, finished: ResumeData, lines: Sequence[Line], number: int, notes: list[str]
) -> Generator[Answered, None, tuple[Judgement | None, Doubts | None]]:
    """What the judge and the second reader say. Without a judge relevance is computed; both absences are noted."""
    prompts: list[Prompt[Any]] = [judge_prompt(brief, finished, lines), read_prompt(lines, brief.map)]
    asked = prompts if any(not line.verbatim for line in lines) else prompts[:1]
    answers = yield from asking.together(asked, number)
    judgement, doubts = answers[0], answers[1] if len(answers) > 1 else None
    if isinstance(judgement, LLMError):
        notes.append(f"Relevance was computed, not judged: {judgement}")
    if isinstance(doubts, LLMError):
        notes.append(f"The second reader did not answer; the guard alone has checked the texts: {doubts}")
    return (
        judgement if isinstance(judgement, Judgement) else None,
        doubts if isinstance(doubts, Doubts) else None,
    )


def _doubted(doubts: Doubts | None, lines: Sequence[Line]) -> dict[str, list[Violation]]:
    """The second reader's findings by text; words that do not stand in the text are ignored."""
    texts = {line.where: line.text for line in lines if not line.verbatim}
    found: dict[str, list[Violation]] = {}
    for doubt in doubts.doubts if doubts else ():
        text = texts.get(doubt.id, "")
        if doubt.words and doubt.words in text:
            violation = Violation(
                kind="second_reader", words=doubt.words, reason=doubt.reason, text=text, where=doubt.id
            )
            found.setdefault(doubt.id, []).append(violation)
    return found
