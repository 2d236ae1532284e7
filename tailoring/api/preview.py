"""`POST /api/preview`: what a job would use of one's content, before anything is written."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.allowance import slot
from accounts.api.ownership import asker
from content.api.chunks import SEARCHING
from content.models import Resume
from core.api.problems import Problem
from core.api.strict import KnownParameters, Strict
from tailoring.api.tailor import Posting
from tailoring.posting import MAX_POSTING
from tailoring.records.preview import JobPreview
from tailoring.running.preview import preview


class JobToPreview(serializers.Serializer[Any]):
    """A job ad, and the résumé that would be tailored; without it the current one."""

    job_description = serializers.CharField(min_length=1, max_length=MAX_POSTING)
    resume = serializers.UUIDField(required=False, allow_null=True)


class PreviewView(KnownParameters):
    class Asked(Strict):
        job_description = Posting()
        resume = serializers.UUIDField(required=False, allow_null=True)

    @extend_schema(
        operation_id="preview_job", tags=["tailoring"], request=JobToPreview, responses={200: JobPreview}
    )
    def post(self, request: Request) -> Response:
        """What a run for this job would find: thing by thing what is there and why, what is missing or held back.

        It is read by rules: no model is asked, and nothing is stored.
        """
        asked = self.Asked(data=request.data)
        asked.is_valid(raise_exception=True)
        owner, key = asker(request), asked.validated_data.get("resume")
        mine = Resume.objects.of(owner)
        resume = mine.filter(pk=key).first() if key else mine.current()
        if resume is None:
            raise Problem(404, "There is no such résumé, or you have none yet.", code="no_resume")
        with slot(SEARCHING, owner, "searches"):
            found = preview(owner, asked.validated_data["job_description"], resume.record)
        return Response(found.model_dump(mode="json"))
