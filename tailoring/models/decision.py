"""What a person decided about each change of a run: numbered, so that of two windows the second is told."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import IntegrityError, models
from django.utils import timezone

from content.models import Chunk, Said, Status
from content.models.fields import VerbatimJSON
from content.schema.resume import ResumeData
from tailoring.decisions import Change, Decided, Matched, applied, changes_of, locked_in, matched
from tailoring.models.run import Run

LONGEST_EDIT = 4_000
_REMEMBERED = 50


class DecisionState(models.TextChoices):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    ORIGINAL = "original"
    EDITED = "edited"


class Outdated(Exception):
    """The change was decided meanwhile, in another window: nothing was written."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def of(self, run: Run) -> DecisionQuerySet:
        return self.filter(run=run)

    def by_change(self, run: Run) -> dict[str, Decision]:
        return {decision.change: decision for decision in self.of(run)}

    def decide(
        self, run: Run, change: str, decided: Decided, *, seen: int, chunk: Chunk | None = None
    ) -> Decision:
        """Decide a change whose decision number `seen` one has looked at. Raises Outdated when there is a later one."""
        try:
            found, _ = self.get_or_create(run=run, change=change)
        except IntegrityError:  # the other window was quicker, by less than a query
            raise Outdated from None
        found.replace(decided, seen=seen, chunk=chunk)
        return found

    def carry(self, run: Run, change: str, earlier: Decision) -> None:
        """Let an earlier run's decision stand for this one, unless it was decided already."""
        about = {"state": earlier.state, "text": earlier.text, "chunk_id": earlier.chunk_id}
        self.get_or_create(run=run, change=change, defaults=about)


class Decision(models.Model):
    """What stands for one change of a run, and what stood before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, models.CASCADE, related_name="decisions")
    change = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=DecisionState.choices, default=DecisionState.PROPOSED)
    text = models.TextField(blank=True, max_length=LONGEST_EDIT)
    # What the person stated with an edit that nothing supported.
    chunk = models.ForeignKey(Chunk, models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(default=0)
    earlier = VerbatimJSON("what stood before, the last at the end", default=list)
    updated = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        app_label = "tailoring"
        ordering = ("-updated", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "change"), name="decision_once_per_change")
        ]

    def __str__(self) -> str:
        return f"{self.change}: {self.state}"

    @property
    def decided(self) -> Decided:
        return Decided(DecisionState(self.state).value, self.text)  # type: ignore[arg-type]

    def replace(self, decided: Decided, *, seen: int, chunk: Chunk | None = None) -> None:
        """Decide anew. Raises Outdated when it was decided since decision number `seen`."""
        before = {"state": self.state, "text": self.text, "chunk": str(self.chunk_id or "")}
        earlier = [*self.earlier, before][-_REMEMBERED:]
        self._write(seen, state=decided.state, text=decided.text, chunk=chunk, earlier=earlier)

    def undo(self, *, seen: int) -> None:
        """Let stand what stood before; what was stated with an edit is retired. Raises Outdated."""
        if not self.earlier:
            return
        *earlier, last = self.earlier
        stated = self.chunk
        before = Chunk.objects.filter(pk=last["chunk"]).first() if last["chunk"] else None
        self._write(seen, state=last["state"], text=last["text"], chunk=before, earlier=earlier)
        if stated is not None and stated != before:
            Chunk.objects.filter(pk=stated.pk).update(status=Status.RETIRED, updated=timezone.now())

    def _write(self, seen: int, **changes: object) -> None:
        changes |= {"number": seen + 1, "updated": timezone.now()}
        if Decision.objects.filter(pk=self.pk, number=seen).update(**changes) != 1:
            raise Outdated
        for name, value in changes.items():
            setattr(self, name, value)


def changes_in(run: Run) -> list[Change]:
    """The changes of a run that is done, in the order in which they are printed."""
    return changes_of(run.record, run.result) if run.result else []


def decided_resume(run: Run) -> ResumeData | None:
    """The résumé as it was decided, once the run is done; what is not decided is as proposed."""
    if run.result is None:
        return None
    decisions = Decision.objects.by_change(run)
    return applied(run.record, run.result, {key: decision.decided for key, decision in decisions.items()})


def carry_decisions(run: Run) -> None:
    """Let the decisions on the run that this one follows stand where they are about the same words.

    What one kept or wrote oneself stands for the same lines of one's own; what one accepted, for the same proposal.
    Doing it again changes nothing.
    """
    if run.follows is None:
        return
    before = Decision.objects.by_change(run.follows)
    known = {
        _about(change): (change, before[change.key])
        for change in changes_in(run.follows)
        if change.key in before
    }
    for key, judgement in before.items():
        if key.startswith("match."):
            Decision.objects.carry(run, key, judgement)
    for change in changes_in(run):
        earlier, decision = known.get(_about(change), (None, None))
        if earlier and decision and _stands(decision.decided, earlier, change):
            Decision.objects.carry(run, change.key, decision)


def locked_changes(run: Run) -> set[str]:
    """The keys of the run's changes that touch what the person has locked since."""
    if run.resume is None or not run.resume.locked:
        return set()
    return locked_in(changes_in(run), run.record, run.resume.locks)


def keep_locked(run: Run) -> None:
    """Decide what touches a locked line or section for the person's own words. Doing it again changes nothing."""
    for change in sorted(locked_changes(run)):
        Decision.objects.get_or_create(run=run, change=change, defaults={"state": DecisionState.ORIGINAL})


def match_of(run: Run) -> list[Matched]:
    """What the job asks for, against the résumé as it was decided and what the person has said since."""
    resume = decided_resume(run)
    if run.result is None or resume is None:
        return []
    stated = Chunk.objects.usable_by(run.owner).assertable().filter(said=Said.STATED)
    judged = {key: decision.state for key, decision in Decision.objects.by_change(run).items()}
    return matched(run.result, resume, stated.pieces()[-200:], judged)


def _about(change: Change) -> tuple[str, str, tuple[str, ...]]:
    return change.kind, change.section, change.before


def _stands(decided: Decided, earlier: Change, change: Change) -> bool:
    return decided.state in ("original", "edited") or (
        decided.state == "accepted" and earlier.after == change.after
    )
