"""Runs: how they begin, are claimed by one process at a time, and end. Each step is stored before the next."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from content.models import Chunk, Resume
from content.models.fields import VerbatimJSON, size_of
from content.schema import resume as schema
from tailoring import records
from tailoring.models.charge import Charge
from tailoring.models.counter import Counter
from tailoring.models.event import Event
from tailoring.models.run_filters import RunFilters
from tailoring.models.states import State
from tailoring.naming import beginning, file_name, title_of

if TYPE_CHECKING:
    from accounts.models import User

MOST_EXECUTIONS = 5


class RunQuerySet(RunFilters["Run"]):
    def begin(
        self,
        owner: User,
        posting: str,
        resume: schema.ResumeData,
        *,
        stored: Resume | None,
        engine: str,
        **more: Any,
    ) -> Run:
        """A new run, queued. The résumé is kept as it was when the run began.

        When two requests with one `request_key` come at once, both get the run that was stored first.
        """
        data = resume.model_dump(mode="json")
        run, made = self.get_or_create(
            owner=owner,
            request_key=more.pop("request_key", None) or uuid.uuid4().hex,
            defaults={
                "resume": stored,
                "posting": posting,
                "data": data,
                "size": size_of(posting, data),
                "engine": engine,
                "title": beginning(posting),
                **more,
            },
        )
        run.began_elsewhere = not made
        return run


class Run(models.Model):
    """One tailoring of one résumé to one job description."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="runs")
    resume = models.ForeignKey(Resume, models.SET_NULL, null=True, blank=True, related_name="runs")
    # The run that it was begun from, to go on from its decisions.
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    posting = models.TextField("job description")
    data = VerbatimJSON("résumé when the run began")
    engine = models.CharField(max_length=20)
    # What the client named its request, so that a repeat finds this run; random when it named none.
    request_key = models.CharField(max_length=255, default=uuid.uuid4, editable=False)
    request_hash = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED, db_index=True)
    # Names the claim under which it runs: whoever no longer holds it may write nothing more.
    holder = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    # How often it was begun since it last stored something new: whoever makes progress is not given up.
    executions = models.PositiveSmallIntegerField(default=0, editable=False)
    error = models.TextField(blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    outcome = VerbatimJSON("result", null=True, blank=True)
    size = models.PositiveBigIntegerField("bytes", null=True, editable=False)
    # Of the result, for lists: reading them must not read whole results.
    title = models.CharField(max_length=250, blank=True, editable=False)
    overall = models.FloatField(null=True, blank=True, editable=False)
    cost_usd = models.FloatField(default=0.0, editable=False)
    created = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    queued = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    started = models.DateTimeField(null=True, blank=True, editable=False)
    finished = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RunQuerySet.as_manager()
    began_elsewhere = False

    class Meta:
        ordering = ("-created", "id")
        indexes: ClassVar = [
            models.Index(fields=("owner", "-created", "id"), name="run_owner_newest"),
            models.Index(fields=("-created", "id"), name="run_newest"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "request_key"), name="request_key_once_per_owner")
        ]

    def __str__(self) -> str:
        return f"{self.job} ({self.state})"

    @property
    def job(self) -> str:
        """What the run is for, in a few words: the analysed title and company, else the text's beginning."""
        return self.title or beginning(self.posting)

    @property
    def record(self) -> schema.ResumeData:
        """The résumé that is tailored."""
        return schema.ResumeData.model_validate(self.data)

    @property
    def result(self) -> records.Result | None:
        """What the run ended in, once it is done."""
        if self.outcome is None:
            return None
        # A page asks for it ten times, and reading it takes as long as all else: it is read once for each outcome.
        read: tuple[Any, records.Result | None] = self.__dict__.get("_read", (None, None))
        if read[0] is not self.outcome:
            self.__dict__["_read"] = read = (self.outcome, records.Result.model_validate(self.outcome))
        return read[1]

    @property
    def tailored(self) -> schema.ResumeData | None:
        """The tailored résumé, once the run is done."""
        return schema.ResumeData.model_validate(self.result.tailored_resume) if self.result else None

    @property
    def is_over(self) -> bool:
        return State(self.state).is_over

    @property
    def file_name(self) -> str:
        """What a file of its résumé is called, without its suffix: person, company, role."""
        return file_name(self.record.contact.full_name, self.result.analysis if self.result else None)

    def as_json(self) -> dict[str, Any]:
        """What `POST /tailor` answers once the run is done."""
        result = self.result.model_dump(mode="json") if self.result else {}
        return {"id": str(self.pk), "status": self.state, **result, "engine": self.engine}

    # --- one process at a time -----------------------------------------------------------------

    def claim(self, seconds: float) -> bool:
        """Take the run for this process, for `seconds`: true for exactly one of those who try at once."""
        now, holder = timezone.now(), uuid.uuid4()
        claimed = (
            Run.objects.claimable(now)
            .filter(pk=self.pk)
            .update(
                state=State.RUNNING,
                holder=holder,
                lease_until=now + timedelta(seconds=seconds),
                executions=models.F("executions") + 1,
            )
        )
        if claimed != 1:
            return False
        Run.objects.filter(pk=self.pk, started=None).update(started=now)
        self.refresh_from_db()
        if self.holder != holder:  # taken over between the two lines above
            return False
        self.append_event("state", {"status": State.RUNNING, "execution": self.executions})
        return True

    def renew(self, seconds: float) -> bool:
        """Keep the run for `seconds` more; false when it is no longer this process's to run."""
        self.lease_until = timezone.now() + timedelta(seconds=seconds)
        return self._mine().update(lease_until=self.lease_until) == 1

    def hand_back(self, *, counts: bool = False) -> bool:
        """Let another process go on with it. It counts as an execution only when something went wrong in it."""
        changes = {"state": State.QUEUED, "holder": None, "lease_until": None, "queued": timezone.now()}
        executions = models.F("executions") - (0 if counts else 1)
        return self._mine().update(**changes, executions=executions) == 1

    # --- what happens in it --------------------------------------------------------------------

    def store(self, record: records.Record) -> None:
        """Store one record of the pipeline; the result ends the run. Storing one again changes nothing."""
        if isinstance(record, records.Result):
            outcome = record.model_dump(mode="json")
            ended = self._end(
                State.DONE,
                outcome=outcome,
                size=(self.size or 0) + size_of(outcome),
                title=title_of(self.posting, record.analysis),
                overall=record.evaluation.overall,
                cost_usd=record.usage.cost_usd,
            )
            if ended:
                printed = {
                    key for line in record.provenance for key in line.chunks if key
                }  # a computed fact has none
                Chunk.objects.filter(owner=self.owner_id).note_printed(sorted(printed))
        elif isinstance(record, records.AttemptRecord):
            data = record.model_dump(mode="json")
            self.attempts.update_or_create(number=record.number, defaults={"data": data})
            scores = {"number": record.number, "evaluation": data["evaluation"]}
            self._progressed(self.append_event("attempt", scores, key=f"attempt/{record.number}"))
        elif isinstance(record, records.Answered):
            key = f"answered/{record.step}/{record.attempt}"
            fresh = self.append_event("answered", record.model_dump(mode="json"), key=key)
            self._charge(key, record.usage.cost_usd)
            self._progressed(fresh)
            if fresh:
                Counter.objects.tally_answer(record)
        elif isinstance(record, records.Proven):
            key = f"proven/{record.attempt}/{record.number}"
            self._progressed(self.append_event("proven", record.model_dump(mode="json"), key=key))
        else:
            name = type(record).__name__.lower()
            self._progressed(self.append_event(name, record.model_dump(mode="json"), key=name))

    def stored_answers(self) -> list[records.Answered]:
        """The model answers that earlier executions have stored, in order."""
        kept = self.events.filter(name="answered").order_by("number")
        return [records.Answered.model_validate(event.data) for event in kept]

    def settle(self) -> None:
        """Count what the stored answers have cost, if the process that stored one died before it could."""
        for event in self.events.filter(name="answered"):
            cost = records.Answered.model_validate(event.data).usage.cost_usd
            self._charge(event.key, cost, event.created.date())

    def stored_evidence(self) -> records.Evidence | None:
        """The evidence that an earlier execution has stored; what its drafts cite is numbered there."""
        event = self.events.filter(name="evidence").first()
        return records.Evidence.model_validate(event.data) if event else None

    def append_event(self, name: str, data: dict[str, Any], *, key: str = "") -> bool:
        """Add an event; with a `key` only once."""
        return Event.objects.append(self.pk, name, data, key=key)

    def append_end(self) -> None:
        """Tell that it is over, if the process that ended it died before it could."""
        if self.is_over:
            self.append_event("state", {"status": self.state}, key="over")

    def fail(self, code: str, message: str) -> bool:
        """End the run with a sentence for its owner."""
        return self._end(State.FAILED, error_code=code, error=message)

    def cancel(self) -> bool:
        """End it before it is done, wherever it runs; false when it was over already."""
        ended = (
            Run.objects.unfinished()
            .filter(pk=self.pk)
            .update(state=State.CANCELLED, finished=timezone.now(), holder=None, lease_until=None)
        )
        if ended == 1:
            self._over(State.CANCELLED)
        return ended == 1

    def retry(self) -> bool:
        """Queue a failed run again; it goes on after its last stored answer, so nothing is paid for twice."""
        failed = Run.objects.filter(pk=self.pk, state=State.FAILED)
        now = {"error": "", "error_code": "", "finished": None, "executions": 0, "queued": timezone.now()}
        if failed.update(state=State.QUEUED, **now) != 1:
            return False
        self.events.filter(key="over").update(key=uuid.uuid4().hex)
        self.refresh_from_db()
        return True

    def _charge(self, key: str, dollars: float, day: date | None = None) -> None:
        Charge.objects.count_once(uuid.uuid5(self.pk, key), self.owner_id, dollars, day)

    def _progressed(self, fresh: bool) -> None:
        if fresh and self._mine().exclude(executions=1).update(executions=1) == 1:
            self.executions = 1

    def _mine(self) -> RunQuerySet:
        return Run.objects.filter(pk=self.pk, state=State.RUNNING, holder=self.holder)

    def _end(self, state: State, **fields: Any) -> bool:
        """End the run if it is still this process's; false when it is not, and then nothing is written."""
        fields |= {"state": state, "finished": timezone.now(), "lease_until": None, "holder": None}
        if self._mine().update(**fields) != 1:
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        self._over(state)
        return True

    def _over(self, state: State) -> None:
        self.settle()
        self.append_event("state", {"status": state}, key="over")
        Counter.objects.tally("runs", state)
