"""Analyze → Retrieve → Generate → Evaluate, as a generator of records. No Django, no vendor, no clock but time's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from content.ports import Search
from content.schema.resume import ResumeData
from tailoring.pipeline.analyze import analyze_prompt
from tailoring.pipeline.asking import Asking
from tailoring.pipeline.attempt import attempt_once
from tailoring.pipeline.generate import brief_for, revised
from tailoring.pipeline.mapping import with_facts
from tailoring.pipeline.match import matched
from tailoring.pipeline.notes import notes_on
from tailoring.pipeline.retrieve import retrieve
from tailoring.ports import LLM
from tailoring.records import (
    Answered,
    AttemptRecord,
    Evidence,
    Legibility,
    Level,
    Proven,
    Result,
    Usage,
    UsageTotal,
)

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
    today: date,
    names: Sequence[Sequence[str]] = (),
    rules: Sequence[str] = (),
    limits: Limits = Limits(),
    done: Sequence[Answered] = (),
    found: Evidence | None = None,
    hear: Callable[[str], None] = lambda text: None,
) -> Iterator[Answered | Evidence | Proven | AttemptRecord | Result]:
    """Tailor `resume` to `posting`, yielding each record as it is made; the last is the `Result`.

    Whoever iterates stores a record before asking for the next. Answers in `done` were stored by an earlier
    execution and are not asked for again; so was `found`, whose ids the stored drafts cite. `ats` prints a
    résumé and reads it back. `today` ends the jobs that have no end; `names` are the person's own for one thing.
    Raises `LLMError`.
    """
    started = time.monotonic()
    asking = Asking(
        llm, call_seconds=limits.call_seconds, run_seconds=limits.run_seconds, done=done, hear=hear
    )
    analysis = yield from asking(analyze_prompt(posting))
    evidence = found or with_facts(retrieve(analysis, resume, search=search), resume, today)
    if found is None:
        yield evidence
    notes: list[str] = []
    map_, evidence = yield from matched(asking, analysis, resume, evidence, today, notes, names)
    brief = brief_for(analysis, resume, evidence, map_, rules=rules)
    attempts: list[AttemptRecord] = []
    for number in range(1, 1 + limits.attempts):
        attempt, last = yield from attempt_once(
            number, brief, resume, asking=asking, ats=ats, level=limits.guard_level
        )
        yield attempt
        attempts.append(attempt)
        if not (llm.revises and _worth_revising(attempts, limits.threshold)):
            break
        brief = revised(brief, last, attempt)
    best = max(attempts, key=lambda one: (one.evaluation.attainable, one.evaluation.overall, -one.number))
    yield Result(
        engine=llm.engine,
        analysis=analysis,
        tailored_resume=best.resume,
        evaluation=best.evaluation,
        keywords=best.keywords,
        map=map_,
        attempts=len(attempts),
        gaps=evidence.gaps,
        evidence=evidence.items,
        provenance=best.provenance,
        repairs=best.repairs,
        left_out=best.left_out,
        shares=best.shares,
        notes=[*notes_on(posting, analysis, resume, best.keywords), *evidence.notes, *notes, *best.notes],
        usage=_total(asking.answered, evidence.embedding, time.monotonic() - started),
    )


def _worth_revising(attempts: Sequence[AttemptRecord], threshold: float) -> bool:
    """Whether a further attempt can gain: something attainable is missing, and the last one has gained."""
    last = attempts[-1].evaluation
    if last.attainable >= threshold or not last.issues:
        return False
    return len(attempts) < 2 or last.attainable > max(one.evaluation.attainable for one in attempts[:-1])


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
