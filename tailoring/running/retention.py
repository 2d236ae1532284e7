"""Forgetting: runs and their job texts go when they are older than the settings allow."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from content.models import Lease, Vector
from tailoring.models import Attempt, Charge, Event, Run, Spending

_AT_ONCE = 200


def forget_old() -> int:
    """Delete the runs that ended more than `RETENTION_DAYS` ago, with all they left; says how many."""
    if not settings.RETENTION_DAYS:
        return 0
    before = timezone.now() - timedelta(days=settings.RETENTION_DAYS)
    forgotten = 0
    while keys := list(Run.objects.filter(finished__lt=before).values_list("pk", flat=True)[:_AT_ONCE]):
        Run.objects.filter(pk__in=keys).delete()
        forgotten += len(keys)
    return forgotten


def stop_runs_of(owner_id: UUID) -> None:
    """End what still runs for a person, so that nothing of theirs is written after it was erased."""
    for run in Run.objects.filter(owner_id=owner_id).unfinished():
        run.cancel()


def leave_nothing_of_deleted(run: Run) -> None:
    """Delete what an execution has stored since its run, or the run's owner, was deleted.

    Not every database refuses rows that hang on nothing.
    """
    if Run.objects.filter(pk=run.pk).exists():
        return
    for traces in (Event, Attempt):
        traces._default_manager.filter(run_id=run.pk).delete()
    if not User.objects.filter(pk=run.owner_id).exists():
        for belongings in (Vector, Lease, Spending, Charge):
            belongings._default_manager.filter(owner_id=run.owner_id).delete()
