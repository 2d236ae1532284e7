"""Begin a run: once for each request, within the person's rate limit and daily budget."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from accounts.api.allowance import refuse_beyond_storage
from accounts.models import User
from content.models import Resume
from core.api.problems import Problem
from tailoring.models import Run, Spending, Turn
from tailoring.models.allowance import seconds_until_midnight
from tailoring.ports import LLMError
from tailoring.running.engines import engine_named
from tailoring.running.execute import enqueue
from tailoring.running.log_context import about_run

log = logging.getLogger(__name__)


def begin(
    owner: User, asked: dict[str, Any], key: str, fingerprint: str, *, follows: Run | None = None
) -> Run:
    """The run that this request stands for: the first with its key, else a new one. Raises `Problem`."""
    if key and (run := Run.objects.of(owner).filter(request_key=key).first()):
        return _same(run, fingerprint)
    resume = _resume(owner, asked.get("resume"))
    engine = _engine(owner)
    refuse_beyond_storage(owner)
    _take_allowance(owner, key)
    more = {"request_key": key} if key else {}
    run = Run.objects.begin(
        owner,
        asked["job_description"],
        resume.record,
        stored=resume,
        engine=engine,
        request_hash=fingerprint,
        follows=follows,
        **more,
    )
    if run.began_elsewhere:
        Turn.objects.keep_one(owner, key)
        Spending.objects.uncount(owner)
        return _same(run, fingerprint)
    with about_run(run.pk):
        log.info("begun")
    enqueue(run)
    return run


def _same(run: Run, fingerprint: str) -> Run:
    if run.request_hash != fingerprint:
        raise Problem(
            409,
            "This Idempotency-Key was used with another request; use a new one.",
            code="key_reused",
            run=str(run.pk),
        )
    return run


def _resume(owner: User, asked: str | None) -> Resume:
    if asked is None:
        found = Resume.objects.of(owner).current()
        missing = "You have no résumé yet; upload one at /api/documents."
    else:
        found = Resume.objects.of(owner).filter(pk=key).first() if (key := _uuid(asked)) else None
        missing = "There is no such résumé, or it is not yours."
    if found is None:
        raise Problem(404, missing, code="no_resume")
    return found


def _engine(owner: User) -> str:
    """Guests cost nothing: they run offline."""
    try:
        return engine_named("offline" if owner.guest else None)
    except LLMError as error:
        raise Problem(503, str(error), code=error.code, title="Tailoring service is not configured") from None


def _take_allowance(owner: User, key: str) -> None:
    """Take a turn of this minute, and a run of this day. Raises 429 when either is used up."""
    turn = Turn.objects.take(owner, key)
    if turn is None:
        raise _too_many(
            "That is too many runs a minute; try again shortly.", Turn.objects.seconds_until_free(owner)
        )
    if not Spending.objects.count_run(owner):
        if not key:  # else it may be another's, who asks the same; the day is over for both anyway
            turn.give_back()
        raise _too_many("Today's budget is used up; it is new at midnight (UTC).", seconds_until_midnight())


def _too_many(detail: str, seconds: int) -> Problem:
    return Problem(429, detail, code="too_many", headers={"Retry-After": str(seconds)})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
