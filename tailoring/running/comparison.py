"""Compare with plain AI: the same input to one unchecked call, and what of its answer nothing supports."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from typing import cast
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone
from pydantic import Field

from core.api.problems import Problem
from core.queue import QueueAway, put
from tailoring.backends.anthropic.model_traits import traits
from tailoring.models import Charge, Run, Spending
from tailoring.pipeline.plain import Plain, PlainLine, checked, plain_prompt
from tailoring.ports import LLMError
from tailoring.records import Level, Record
from tailoring.running.engines import engine_for

COMPARE = "tailoring.tasks.compare"
_ASKED, _EVENT = "comparing", "comparison"


class Comparison(Record):
    """What the plain call wrote, line by line, what it cost, or why there is none."""

    lines: list[PlainLine] = Field(default_factory=list)
    cost_usd: float = 0.0
    error: str = ""


def can_compare(run: Run) -> bool:
    """Whether a model is configured, and the run is the person's to spend on."""
    return bool(settings.ANTHROPIC_API_KEY) and run.result is not None and not run.owner.guest


def dollars_for(run: Run) -> float:
    """About what it will cost: the prompt's length, and an answer as long as the résumé."""
    assert run.result
    prompt, model = plain_prompt(run.posting, run.record, run.result), traits(settings.GENERATION_MODEL)
    read = model.tokens_in(sum(len(part.text) for part in prompt.parts) + len(prompt.system))
    written = model.tokens_in(len(json.dumps(run.data, ensure_ascii=False)))
    return model.cost(read=read, written=written, cache_read=0, cache_written=0)


def ask_to_compare(run: Run) -> None:
    """Have a worker do it, once a run. Raises the `Problem` that today's budget is used up, or the queue is away."""
    if not run.append_event(_ASKED, {}, key=_ASKED):
        return
    try:
        if not Spending.objects.count_run(run.owner):
            raise Problem(429, "Today's budget is used up; it is new at midnight (UTC).", code="too_many")
        put(COMPARE, str(run.pk))
    except (Problem, QueueAway) as error:
        run.events.filter(key=_ASKED).delete()
        raise error if isinstance(error, Problem) else Problem(503, str(error), code="unavailable") from None


def compare(run_id: str | UUID) -> None:
    """For the queue: ask, check and store. Delivered again, it does nothing more."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None or run.result is None or comparison_of(run) is not None:
        return
    try:
        with closing(engine_for("anthropic")) as engine:
            prompt = plain_prompt(run.posting, run.record, run.result)
            answer = engine.answer(prompt, seconds=settings.CALL_SECONDS)
    except LLMError as error:
        if error.usage:
            Charge.objects.count_once(uuid5(run.pk, _EVENT), run.owner_id, error.usage.cost_usd)
        _store(run, Comparison(error=str(error)))
        return
    Charge.objects.count_once(uuid5(run.pk, _EVENT), run.owner_id, answer.usage.cost_usd)
    _store(run, _checked(run, answer.value, answer.usage.cost_usd))


def comparison_of(run: Run) -> Comparison | None:
    """What is stored of it, once it is done."""
    event = run.events.filter(key=_EVENT).first()
    return Comparison.model_validate(event.data) if event else None


def is_comparing(run: Run) -> bool:
    """Whether it is asked for and may still come; a worker that died leaves it behind."""
    since = timezone.now() - timedelta(seconds=settings.CALL_SECONDS + 60)
    return run.events.filter(key=_ASKED, created__gt=since).exists()


def forget_failed(run: Run) -> None:
    """Let a comparison that failed, or was lost with its worker, be asked for again."""
    done = comparison_of(run)
    if done.error if done else not is_comparing(run):
        run.events.filter(key__in=(_ASKED, _EVENT)).delete()


def _checked(run: Run, plain: Plain, cost: float) -> Comparison:
    assert run.result
    lines = checked(plain, run.record, run.result, cast("Level", settings.GUARD_LEVEL))
    return Comparison(lines=lines, cost_usd=cost)


def _store(run: Run, comparison: Comparison) -> None:
    run.append_event(_EVENT, comparison.model_dump(mode="json"), key=_EVENT)
