"""`POST /tailor`: one run, begun once, waited for as long as the client likes."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.commands import BadInput
from accounts.models import User
from accounts.ownership import asker
from accounts.problems import Problem
from accounts.throttles import Flood
from content.models import Resume
from tailoring.allowance import seconds_until_midnight
from tailoring.api.answers import fill_result
from tailoring.api.documents import ResultDocument, RunDocument, ref
from tailoring.api.waiting import RunResponse, WaitingView, preference
from tailoring.doors import MAX_POSTING, posting_of
from tailoring.engines import engine_named
from tailoring.models import Run, Spending, Turn
from tailoring.ports import LLMError
from tailoring.tasks import enqueue

MAX_KEY = 255


class Posting(serializers.Field[str, Any, str, Any]):
    """A job description, cleaned."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("Give a text.")
        try:
            return posting_of(data, "The job description")
        except BadInput as error:
            raise serializers.ValidationError(str(error)) from None


class TailorView(WaitingView):
    throttle_classes = (Flood,)

    class TailorRequest(serializers.Serializer[Any]):
        job_description = serializers.CharField(min_length=1, max_length=MAX_POSTING)
        resume = serializers.UUIDField(
            required=False, allow_null=True, help_text="without it: the current one"
        )

    class Asked(serializers.Serializer[Any]):
        job_description = Posting()
        resume = serializers.CharField(required=False, allow_null=True)

    @extend_schema(
        operation_id="tailor",
        tags=["tailoring"],
        request=TailorRequest,
        parameters=[
            OpenApiParameter("Prefer", str, "header", description="`wait=N` seconds, or `respond-async`"),
            OpenApiParameter(
                "Idempotency-Key", str, "header", description="A repeat with it returns the first run"
            ),
        ],
        responses={
            200: OpenApiResponse(ref(ResultDocument), "The result."),
            202: OpenApiResponse(ref(RunDocument), "It goes on; ask at `Location`."),
        },
    )
    def post(self, request: Request) -> Response:
        """Tailor a résumé to a job."""
        asked = self.Asked(data=request.data)
        asked.is_valid(raise_exception=True)
        wait = preference(request.headers.get("Prefer", ""))
        run = _begun(asker(request), asked.validated_data, _key(request), _fingerprint(request.data))
        response = RunResponse(run, fill_result, wait.seconds)
        if wait.applied:
            response["Preference-Applied"] = wait.applied
        return response


def _begun(owner: User, asked: dict[str, Any], key: str, fingerprint: str) -> Run:
    """The run that this request stands for: the first with its key, else a new one. Raises `Problem`."""
    if key and (run := Run.objects.of(owner).filter(request_key=key).first()):
        return _same(run, fingerprint)
    resume = _resume(owner, asked.get("resume"))
    engine = _engine()
    _take_allowance(owner, key)
    more = {"request_key": key} if key else {}
    run = Run.objects.begin(
        owner,
        asked["job_description"],
        resume.record,
        stored=resume,
        engine=engine,
        request_hash=fingerprint,
        **more,
    )
    if run.began_elsewhere:
        Turn.objects.keep_one(owner, key)
        Spending.objects.uncount(owner)
        return _same(run, fingerprint)
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


def _engine() -> str:
    try:
        return engine_named()
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


def _key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > MAX_KEY or not key.isprintable() or not key.isascii():
        raise Problem(
            400, f"Idempotency-Key is too long or not plain text; give at most {MAX_KEY} characters."
        )
    return key


def _fingerprint(body: Any) -> str:
    """What was asked, as a hash: to tell a repeat from another request."""
    asked = [body.get("job_description"), body.get("resume")]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
