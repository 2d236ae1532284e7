"""Which runs: whose, which wait, which are overdue, which a process holds."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.utils import timezone

from tailoring.models.states import State

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_LEASE = timedelta(hours=2)
OVERDUE = timedelta(seconds=3)
_Run = TypeVar("_Run", bound=models.Model)


class RunFilters(models.QuerySet[_Run]):
    def of(self, owner: User) -> Self:
        return self.filter(owner=owner)

    def unfinished(self) -> Self:
        return self.filter(state__in=[state for state in State if not state.is_over])

    def claimable(self, now: datetime) -> Self:
        """Those that wait, and those whose process has let its lease run out.

        A lease that ends later than any lease can was taken before the clock was set back: it counts as over.
        """
        over = models.Q(lease_until__lt=now) | models.Q(lease_until__gt=now + LONGEST_LEASE)
        return self.filter(models.Q(state=State.QUEUED) | models.Q(over, state=State.RUNNING))

    def overdue(self) -> Self:
        """What the queue should have delivered by now, the oldest first: its row was lost, or its process died."""
        now = timezone.now()
        due = models.Q(queued__lt=now - OVERDUE) | models.Q(queued__gt=now + OVERDUE)
        return self.claimable(now).filter(due | models.Q(state=State.RUNNING)).order_by("queued", "id")

    def held(self, holders: Sequence[uuid.UUID]) -> Self:
        """Those that run under one of these claims."""
        return self.filter(state=State.RUNNING, holder__in=holders)
