"""One round: generate → guard → judge and second reader → repair → second reader → evaluate."""

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
from tailoring.pipeline.proof.prove import Proof
from tailoring.ports import LLMError, Prompt
from tailoring.records import (
    Answered,
    AttemptRecord,
    Brief,
    Doubts,
    Draft,
    Judgement,
    Legibility,
    Level,
    Proven,
    Step,
)


def attempt_once(
    number: int,
    brief: Brief,
    resume: ResumeData,
    *,
    asking: Asking,
    ats: Callable[[ResumeData], Legibility],
    level: Level,
) -> Generator[Answered | Proven, None, tuple[AttemptRecord, Draft]]:
    """Yield each model answer to be stored, and what is proven so far; return the attempt and its texts as printed.

    Raises `LLMError` when there is no draft.
    """
    notes: list[str] = []
    draft = yield from asking(generate_prompt(brief), number)
    draft = merged(brief.last, draft) if brief.last else draft
    proof = Proof(brief, resume, level)
    proof.take(draft)
    yield _so_far(proof, number, 1)
    judgement = yield from _read_and_judge(proof, asking, number, notes)
    if not all(line.verbatim for line in proof.lines):
        yield _so_far(proof, number, 2, read=True)
    if proof.refused:
        yield from _mend(proof, asking, number, notes)
    lines = proof.finish()
    finished = assemble(resume, lines, proof.skills, brief, proof.leading)
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


def _so_far(proof: Proof, attempt: int, number: int, *, read: bool = False) -> Proven:
    """The texts that nothing is held against; before the second reader has `read`, the person's own words alone."""
    proven = [
        line.text
        for line in proof.lines
        if line.text and line.where not in proof.refused and (read or line.verbatim)
    ]
    return Proven(attempt=attempt, number=number, texts=proven, left=len(proof.lines) - len(proven))


def _read_and_judge(
    proof: Proof, asking: Asking, number: int, notes: list[str]
) -> Generator[Answered, None, Judgement | None]:
    """The second reader hears the draft; what the judge says of it. Both absences are noted.

    Without the reader what code has asked it counts as refused.
    """
    lines, to_read = proof.finish(), proof.to_read()
    drafted = assemble(proof.resume, lines, proof.drafted_skills, proof.brief, proof.leading)
    prompts: list[Prompt[Any]] = [judge_prompt(proof.brief, drafted, lines)]
    if to_read:
        prompts.append(read_prompt(to_read, proof.brief.map, proof.checker, proof.asked))
    judgement, *rest = yield from asking.together(prompts, number)
    if isinstance(judgement, LLMError):
        notes.append(f"Relevance was computed, not judged: {judgement}")
    proof.hear(_heard(rest, notes))
    return judgement if isinstance(judgement, Judgement) else None


def _mend(proof: Proof, asking: Asking, number: int, notes: list[str]) -> Generator[Answered, None, None]:
    """Have the refused texts rewritten once, and read again. Where that fails the person's own words stand in."""
    try:
        fixes: Draft | None = yield from asking(repair_prompt(proof.brief, proof.faulty()), number)
    except LLMError as error:
        fixes = None
        notes.append(
            f"Refused texts were not rewritten, the person's own words stand in their place: {error}"
        )
    doubts: list[Any] = []
    if to_read := proof.mend(fixes):
        prompt = read_prompt(to_read, proof.brief.map, proof.checker, proof.asked, Step.REREAD)
        doubts = yield from asking.together([prompt], number)
    proof.settle(_heard(doubts, notes))


def _heard(answers: Sequence[Any], notes: list[str]) -> Doubts | None:
    """The second reader's answer, if there is one."""
    notes += [
        f"The second reader did not answer; the guard alone has checked the texts: {answer}"
        for answer in answers
        if isinstance(answer, LLMError)
    ]
    return next((answer for answer in answers if isinstance(answer, Doubts)), None)
