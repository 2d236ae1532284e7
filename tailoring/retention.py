"""Forgetting: runs and their job texts go when they are older than the settings allow."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tailoring.models import Run

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
