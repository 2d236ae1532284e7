"""Execute a run: in a worker by its id, or in the command's own process."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from functools import lru_cache
from typing import cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from content.models import Chunk
from content.schema.resume import ResumeData
from content.search.personal import PersonalSearch
from content.vocabulary import read_aliases
from core.connections import release_connections
from core.queue import QueueAway, put
from tailoring import exports
from tailoring.exports.reading.read_back import fields_found
from tailoring.models import Charge, Run, carry_decisions, keep_locked
from tailoring.models.run import MOST_EXECUTIONS
from tailoring.pipeline import Limits, tailor
from tailoring.ports import LLM, LLMError
from tailoring.records import Legibility, Level, Record
from tailoring.running.engines import engine_for
from tailoring.running.lease import LeaseLost, RunLease, lease_keeper
from tailoring.running.log_context import about_run
from tailoring.running.retention import leave_nothing_of_deleted

WORK = "tailoring.tasks.work"
SORRY = "Something went wrong on our side; the run was recorded. Please try again."
CRASHED = "The run ended its process several times and was given up; it was recorded."
# The engine of rules computes and does not wait: more at a time than there are cores would only be slower.
_COMPUTING = threading.BoundedSemaphore(2)
log = logging.getLogger(__name__)


def enqueue(run: Run) -> bool:
    """Hand a stored run to the queue. Only its id travels.

    False when the queue could not be reached: a worker then finds the run itself, a few seconds later.
    """
    try:
        put(WORK, str(run.pk))
    except QueueAway as error:
        log.warning("run %s could not be put into the queue: %s", run.pk, error)
        return False
    return True


def run_delivered(run_id: str) -> None:
    """Run what the queue has delivered. Delivered again, or to two workers at once, it runs once."""
    run = Run.objects.filter(pk=run_id).only("engine", "state").first()
    if run is None or run.is_over:
        return
    computes = run.engine == "offline"
    # One that is deleted while it waits its turn is nobody's loss.
    with suppress(Run.DoesNotExist), _COMPUTING if computes else nullcontext():
        execute(run_id, engine=_shared_engine(run.engine), kept_alive=True)


def execute(
    run_id: str | UUID,
    watch: Callable[[Record], None] = lambda record: None,
    hear: Callable[[str], None] = lambda text: None,
    *,
    engine: LLM | None = None,
    kept_alive: bool = False,
) -> Run:
    """Run the run, or go on where a broken-off execution has left it; leave it alone when another has it.

    Each record is stored before the next step begins, then shown to `watch`. `kept_alive`: this process's
    lease keeper renews short leases; else each lease is as long as a step may take.
    """
    run = Run.objects.get(pk=run_id)
    lease = RunLease(run)
    lease.seconds = lease.seconds if kept_alive else settings.CALL_SECONDS + 30
    if not run.claim(lease.seconds):
        return run
    with about_run(run.pk), lease_keeper().keeping(run) if kept_alive else nullcontext(lease) as lease:
        log.info("execution %d begins", run.executions)
        _guarded(lease, watch, hear, engine)
        log.info("it is %s", run.state)
    return run


def limits() -> Limits:
    """The limits that the settings give a run."""
    return Limits(
        attempts=1 + settings.MAX_RETRIES,
        threshold=settings.SCORE_THRESHOLD,
        call_seconds=settings.CALL_SECONDS,
        run_seconds=settings.RUN_SECONDS,
        guard_level=cast("Level", settings.GUARD_LEVEL),
    )


def legibility(resume: ResumeData) -> Legibility:
    """Print a résumé as PDF and read it back as an applicant-tracking system would."""
    try:
        report = fields_found(resume, exports.render(resume, ".pdf"))
    except exports.ExportError as error:
        # A letter that no font has: the résumé is still good as a file of another kind.
        return Legibility(score=0.0, missing=[str(error)])
    return Legibility(score=report.share, missing=[field.where for field in report.missing])


def _guarded(
    lease: RunLease, watch: Callable[[Record], None], hear: Callable[[str], None], engine: LLM | None
) -> None:
    """Run it to its end, whichever that is."""
    run = lease.run
    if run.executions > MOST_EXECUTIONS:
        run.fail("internal", CRASHED)
        return
    try:
        with nullcontext(engine) if engine else closing(engine_for(run.engine)) as llm:
            _run(lease, watch, hear, llm)
    except LeaseLost:
        if run.hand_back():
            enqueue(run)
        else:
            log.warning("the run was taken over or ended elsewhere")
            leave_nothing_of_deleted(run)
    except LLMError as error:
        if error.usage:
            Charge.objects.count_once(uuid4(), run.owner_id, error.usage.cost_usd)
        run.fail(error.code, str(error))
    except (OperationalError, InterfaceError):
        # The database was away, locked or full: what is stored is safe, and the sweep has the run go on from there.
        log.warning("the run was broken off by the database", exc_info=True)
        with suppress(OperationalError, InterfaceError):
            run.hand_back(counts=True)
    except Exception:
        log.exception("the run failed")
        run.fail("internal", SORRY)
        raise


def _run(lease: RunLease, watch: Callable[[Record], None], hear: Callable[[str], None], llm: LLM) -> None:
    run, resume = lease.run, lease.run.record

    def hear_while_leased(text: str) -> None:
        lease.check()
        hear(text)

    records = tailor(
        run.posting,
        resume,
        llm=llm,
        search=PersonalSearch(run.owner, resume, run.posting),
        ats=legibility,
        today=timezone.now().date(),
        names=read_aliases(run.owner.aliases),
        rules=[chunk.text for chunk in Chunk.objects.usable_by(run.owner).rules()],
        limits=limits(),
        done=run.stored_answers(),
        found=run.stored_evidence(),
        hear=hear_while_leased,
    )
    release_connections()
    for record in records:
        if not run.renew(lease.seconds):
            raise LeaseLost
        run.store(record)
        watch(record)
        if lease.should_hand_back and not run.is_over:
            raise LeaseLost
        release_connections()  # none is held while a model is thinking
    keep_locked(run)
    carry_decisions(run)


@lru_cache(maxsize=4)
def _shared_engine(name: str) -> LLM:
    """One engine for all the runs of a worker, so that they share its connections."""
    return engine_for(name)
