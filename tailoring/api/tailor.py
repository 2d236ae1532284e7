"""`POST /tailor`: one run, begun once, waited for as long as the client likes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.ownership import asker
from accounts.auth.admission import admission_of
from accounts.auth.throttling import RequestThrottle
from core.api.problems import Problem
from core.api.strict import Strict
from tailoring.api.openapi import ResultDocument, RunDocument
from tailoring.api.run_response import fill_result
from tailoring.api.waiting import RunResponse, WaitingView, preference
from tailoring.posting import MAX_POSTING, UnusablePosting, posting_of
from tailoring.running.begin import begin

MAX_KEY = 255


class Posting(serializers.Field[str, Any, str, Any]):
    """A job description, cleaned."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("Give a text.")
        try:
            return posting_of(data, "The job description")
        except UnusablePosting as error:
            raise serializers.ValidationError(str(error)) from None


class TailorView(WaitingView):
    throttle_classes = (RequestThrottle,)

    class Tailor(serializers.Serializer[Any]):
        job_description = serializers.CharField(min_length=1, max_length=MAX_POSTING)
        resume = serializers.UUIDField(
            required=False, allow_null=True, help_text="without it: the current one"
        )

    class Asked(Strict):
        job_description = Posting()
        resume = serializers.CharField(required=False, allow_null=True)

    @extend_schema(
        operation_id="tailor",
        tags=["tailoring"],
        request=Tailor,
        parameters=[
            OpenApiParameter("Prefer", str, "header", description="`wait=N` seconds, or `respond-async`"),
            OpenApiParameter(
                "Idempotency-Key", str, "header", description="A repeat with it returns the first run"
            ),
        ],
        responses={
            200: OpenApiResponse(ResultDocument, "The result."),
            202: OpenApiResponse(RunDocument, "It goes on; ask at `Location`."),
        },
    )
    def post(self, request: Request) -> Response:
        """Tailor a résumé to a job."""
        asked = self.Asked(data=request.data)
        asked.is_valid(raise_exception=True)
        wait = preference(request.headers.get("Prefer", ""))
        run = begin(asker(request), asked.validated_data, _key(request), _fingerprint(request.data))
        response = RunResponse(run, fill_result, admission_of(request), wait.seconds)
        if wait.applied:
            response["Preference-Applied"] = wait.applied
        return response


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
