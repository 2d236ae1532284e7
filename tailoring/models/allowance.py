"""How much one person may ask for: so many runs a minute, and so much a day. Exact across processes."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from tailoring.models.charge import MICRO, Charge

if TYPE_CHECKING:
    from accounts.models import User

MINUTE = timedelta(minutes=1)


class TurnQuerySet(models.QuerySet["Turn"]):
    def take(self, owner: User, key: str = "") -> Turn | None:
        """A turn, taken for a minute by exactly one of those who try at once; none when all are taken.

        A person has as many turns as they may begin runs a minute, so no minute ever holds more. Requests with one
        `key` begin one run: when all are taken, the one that was taken for this key is theirs together.
        """
        now = timezone.now()
        theirs = self.filter(owner=owner, number__lt=settings.TAILORINGS_PER_MINUTE)
        for turn in theirs._free(now):
            turn.free_from, turn.taken_for = now + MINUTE, key
            changes = {"free_from": turn.free_from, "taken_for": key}
            if self._free(now).filter(pk=turn.pk).update(**changes) == 1:
                return turn
        known = set(theirs.values_list("number", flat=True))
        for number in range(settings.TAILORINGS_PER_MINUTE):
            if number not in known:
                turn, made = self.get_or_create(
                    owner=owner, number=number, defaults={"free_from": now + MINUTE, "taken_for": key}
                )
                if made:
                    return turn
        return self._taken_for(owner, key).first() if key else None

    def keep_one(self, owner: User, key: str) -> None:
        """Of the turns that requests with this key have taken, leave the first to the run that they began.

        Whoever finds that another's request has begun the run does this: the first is never given back by anybody.
        """
        for turn in self._taken_for(owner, key)[1:]:
            turn.give_back()

    def seconds_until_free(self, owner: User) -> int:
        """How long until the next turn is free, at least one second."""
        theirs = self.filter(owner=owner, number__lt=settings.TAILORINGS_PER_MINUTE).order_by("free_from")
        soonest = theirs.values_list("free_from", flat=True).first()
        return max(1, _seconds(soonest)) if soonest else 1

    def use_up(self, owner: User, key: str) -> None:
        """The run of this key is deleted: its turn is not there for another with the key."""
        self._taken_for(owner, key).update(taken_for="")

    def _taken_for(self, owner: User, key: str) -> TurnQuerySet:
        taken = self.filter(owner=owner, taken_for=key, free_from__gt=timezone.now())
        return taken.order_by("number")

    def _free(self, now: datetime) -> TurnQuerySet:
        # One that is taken for longer than can be was taken before the clock was set back. Twice as long: a
        # process that looked at the clock a moment before another must not take that one's turn for such a case.
        return self.filter(models.Q(free_from__lte=now) | models.Q(free_from__gt=now + 2 * MINUTE))


class Turn(models.Model):
    """One of the runs that a person may begin within a minute."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField()
    free_from = models.DateTimeField()
    taken_for = models.CharField("idempotency key", max_length=255, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        app_label = "tailoring"
        ordering = ("owner_id", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "number"), name="turn_number_once_per_owner")
        ]

    def __str__(self) -> str:
        return f"turn {self.number} of {self.owner_id}"

    def give_back(self) -> None:
        """It was not needed after all. When it is somebody's again by now, it stays theirs."""
        Turn.objects.filter(pk=self.pk, free_from=self.free_from).update(free_from=timezone.now())


class SpendingQuerySet(models.QuerySet["Spending"]):
    def today(self, owner: User) -> Spending:
        """The person's row for today, by UTC."""
        row, _ = self.get_or_create(owner=owner, day=timezone.now().date())
        return row

    def count_run(self, owner: User) -> bool:
        """Count one run against the day's budget; false when it is used up."""
        row = self.today(owner)
        runs, dollars = (
            _or(owner.daily_runs, settings.DAILY_RUNS),
            _or(owner.daily_dollars, settings.DAILY_DOLLARS),
        )
        if dollars is not None and row.spent >= int(dollars * MICRO):
            return False
        within = self.filter(pk=row.pk)
        if runs is not None:
            within = within.filter(runs__lt=runs)
        return within.update(runs=models.F("runs") + 1) == 1

    def uncount(self, owner: User) -> None:
        """Take back what `count_run` counted: the run was not begun."""
        self.filter(pk=self.today(owner).pk, runs__gt=0).update(runs=models.F("runs") - 1)


class Spending(models.Model):
    """What a person has begun on one day. It stays when runs are deleted, so that deleting buys nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="spendings")
    day = models.DateField()
    runs = models.PositiveIntegerField(default=0)
    # Before each answer had a row of its own (tailoring/models/charge.py).
    micro_dollars = models.BigIntegerField("millionths of a US dollar", default=0)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        app_label = "tailoring"
        verbose_name = "day of spending"
        verbose_name_plural = "days of spending"
        ordering = ("-day", "owner")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "day"), name="spending_day_once_per_owner")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.runs} runs"

    @property
    def spent(self) -> int:
        """What the day has cost, in millionths of a US dollar."""
        return self.micro_dollars + Charge.objects.sum_of(self.owner_id, self.day)


def seconds_until_midnight() -> int:
    """How long until the day's budget is new, by UTC."""
    tomorrow = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return max(1, _seconds(tomorrow))


def _seconds(moment: datetime) -> int:
    return int((moment - timezone.now()).total_seconds()) + 1


def _or(own: float | None, general: float | None) -> float | None:
    return general if own is None else own
