"""Analyze → Retrieve → Generate → Evaluate, as a generator of records. No Django, no vendor, no clock but time's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from content.ports import Search
from content.schema.resume import ResumeData
from tailoring.pipeline.analyze import analyze_prompt
from tailoring.pipeline.asking import Asking
from tailoring.pipeline.attempt import attempt_once
from tailoring.pipeline.generate import brief_for
from tailoring.pipeline.notes import notes_on
from tailoring.pipeline.retrieve import retrieve
from tailoring.ports import LLM
from tailoring.records import Answered, AttemptRecord, Evidence, Legibility, Level, Result, Usage, UsageTotal

__all__ = ["Limits", "tailor"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a run may go: rounds, the score that is good enough, seconds, and how strict the guard is."""

    attempts: int = 3
    threshold: float = 0.80
    call_seconds: float = 120.0
    run_seconds: float = 600.0
    guard_level: Level = "strict"


def tailor(
    posting: str,
    resume: ResumeData,
    *,
    llm: LLM,
    search: Search,
    ats: Callable[[ResumeData], Legibility],
    rules: Sequence[str] = (),
    limits: Limits = Limits(),
    done: Sequence[Answered] = (),
    found: Evidence | None = None,
    hear: Callable[[str], None] = lambda text: None,
) -> Iterator[Answered | Evidence | AttemptRecord | Result]:
    """Tailor `resume` to `posting`, yielding each record as it is made; the last is the `Result`.

    Whoever iterates stores a record before asking for the next. Answers in `done` were stored by an earlier
    execution and are not asked for again; so was `found`, whose ids the stored drafts cite. `ats` prints a
    résumé and reads it back. Raises `LLMError`.
    """
    started = time.monotonic()
    asking = Asking(
        llm, call_seconds=limits.call_seconds, run_seconds=limits.run_seconds, done=done, hear=hear
    )
    analysis = yield from asking(analyze_prompt(posting))
    evidence = found or retrieve(analysis, resume, search=search)
    if found is None:
        yield evidence
    attempts: list[AttemptRecord] = []
    issues: list[str] = []
    for number in range(1, 1 + limits.attempts):
        brief = brief_for(analysis, resume, evidence, rules=rules, issues=issues)
        attempt = yield from attempt_once(
            number, brief, resume, asking=asking, ats=ats, level=limits.guard_level
        )
        yield attempt
        attempts.append(attempt)
        issues = attempt.evaluation.issues
        if attempt.evaluation.overall >= limits.threshold or not issues or not _gained(attempts):
            break
    best = max(attempts, key=lambda attempt: (attempt.evaluation.overall, -attempt.number))
    yield Result(
        engine=llm.engine,
        analysis=analysis,
        tailored_resume=best.resume,
        evaluation=best.evaluation,
        keywords=best.keywords,
        attempts=len(attempts),
        gaps=evidence.gaps,
        evidence=evidence.items,
        provenance=best.provenance,
        repairs=best.repairs,
        left_out=best.left_out,
        shares=best.shares,
        notes=[*notes_on(posting, analysis, resume, best.keywords), *evidence.notes, *best.notes],
        usage=_total(asking.answered, evidence.embedding, time.monotonic() - started),
    )


def _gained(attempts: Sequence[AttemptRecord]) -> bool:
    """Whether another round is worth its cost: the first always may be followed, a later one must have gained."""
    if len(attempts) < 2:
        return True
    before = max(attempt.evaluation.overall for attempt in attempts[:-1])
    return attempts[-1].evaluation.overall > before


def _total(answered: Sequence[Answered], embedding: Usage, seconds: float) -> UsageTotal:
    embedded = [("embed", 0, embedding)] if embedding.calls else []
    steps = embedded + [(str(record.step), record.attempt, record.usage) for record in answered]
    usages = [usage for _, _, usage in steps]
    return UsageTotal(
        input_tokens=sum(u.input_tokens + u.cache_read_tokens + u.cache_write_tokens for u in usages),
        output_tokens=sum(u.output_tokens for u in usages),
        cost_usd=round(sum(u.cost_usd for u in usages), 6),
        seconds=round(seconds, 3),
        steps=[{"step": step, "attempt": attempt, **usage.model_dump()} for step, attempt, usage in steps],
    )
