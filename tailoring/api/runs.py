"""`/api/runs`: what became of the runs one has begun."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.allowance import refuse_often, told_when_busy
from accounts.api.ownership import Owned, asker
from accounts.auth.admission import admission_of
from core.api.problems import Problem
from tailoring import exports
from tailoring.api.openapi import RunDocument
from tailoring.api.run_response import described, fill_run
from tailoring.api.waiting import EventResponse, RunResponse, WaitingView
from tailoring.exports import ExportError
from tailoring.exports.formats import Format, in_words
from tailoring.models import Run, State, Turn

_HEAVY = ("posting", "data", "outcome", "error")
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Moment(django_filters.IsoDateTimeFilter):
    """A moment, asked for in UTC whatever zone it is written in: PostgreSQL knows no zone beyond 16 hours."""

    def filter(self, rows: models.QuerySet[Run], value: datetime | None) -> models.QuerySet[Run]:
        if value is not None:
            try:
                value = value.astimezone(UTC)
            except OverflowError:  # within a day of the first or the last moment that there is
                value = _FIRST if value.year == 1 else _LAST
        return super().filter(rows, value)


class RunFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(field_name="state", choices=State.choices)
    engine = django_filters.ChoiceFilter(choices=[("anthropic", "anthropic"), ("offline", "offline")])
    resume = django_filters.UUIDFilter(field_name="resume_id")
    created_after = Moment(field_name="created", lookup_expr="gte")
    created_before = Moment(field_name="created", lookup_expr="lt")
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="words of the title")


class RunList(Owned, ListAPIView[Run]):
    """The runs, the newest first."""

    queryset = Run.objects.defer(*_HEAVY)
    filterset_class = RunFilter

    class Line(serializers.ModelSerializer[Run]):
        status = serializers.ChoiceField(source="state", choices=State.choices)
        resume = serializers.UUIDField(source="resume_id", allow_null=True)

        class Meta:
            model = Run
            fields = (
                "id", "status", "title", "engine", "resume", "overall", "cost_usd", "created", "started", "finished",
            )  # fmt: skip
            read_only_fields = fields

    serializer_class = Line

    @extend_schema(operation_id="list_runs", tags=["runs"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List runs."""
        return super().get(request, *args, **kwargs)


class _OneRun(Owned):
    queryset = Run.objects.all()

    def run(self, pk: UUID) -> Run:
        run: Run = get_object_or_404(self.get_queryset(), pk=pk)
        return run


class RunDetail(_OneRun, WaitingView):
    takes: ClassVar = {"get": ("wait",)}

    @extend_schema(
        operation_id="get_run",
        tags=["runs"],
        parameters=[OpenApiParameter("wait", int, description="seconds to wait for its end, 300 at most")],
        responses={200: OpenApiResponse(RunDocument, "The run.")},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """One run, with its result once it is done; waits for that when asked to."""
        return RunResponse(self.run(pk), fill_run, admission_of(request), _wait(request))

    @extend_schema(
        operation_id="delete_run", tags=["runs"], responses={204: OpenApiResponse(description="Gone.")}
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        """Delete a run and all it left; a run that is not over is cancelled first."""
        run = self.run(pk)
        run.cancel()
        run.settle()
        Turn.objects.use_up(run.owner, run.request_key)
        run.delete()
        return Response(status=204)


class RunCancel(_OneRun):
    @extend_schema(
        operation_id="cancel_run",
        tags=["runs"],
        request=None,
        responses={200: OpenApiResponse(RunDocument, "The run, cancelled.")},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Cancel a run. What it has cost so far is not given back."""
        run = self.run(pk)
        if not run.cancel() and run.state != State.CANCELLED:
            run.refresh_from_db()
            if run.state != State.CANCELLED:
                raise Problem(409, f"The run is {run.state}; it can no longer be cancelled.", code="over")
        run.refresh_from_db()
        return Response(described(run))


class RunEvents(_OneRun, WaitingView):
    takes: ClassVar = {"get": ("after",)}

    @extend_schema(
        operation_id="stream_run",
        tags=["runs"],
        parameters=[OpenApiParameter("Last-Event-ID", str, "header", description="go on after this event")],
        responses={
            (200, "text/event-stream"): OpenApiResponse({"type": "string"}, "Its events as they happen."),
            204: OpenApiResponse(description="It is over, and there is nothing after that event."),
        },
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """What happens in a run, as server-sent events, from the beginning or after `Last-Event-ID`."""
        run = self.run(pk)
        text = request.headers.get("Last-Event-ID", "") or request.query_params.get("after", "")
        after = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
        run.append_end()
        if run.is_over and not run.events.filter(number__gt=after).exists():
            return Response(status=204)
        return EventResponse(run.pk, after, admission_of(request))


class RunFile(_OneRun):
    @extend_schema(
        operation_id="get_run_file",
        tags=["runs"],
        parameters=[
            OpenApiParameter("kind", str, "path", enum=[made.name for made in exports.FORMATS.values()])
        ],
        responses={
            (200, made.media_type.partition(";")[0]): OpenApiResponse(
                {"type": "string", "format": "binary"}, "The file."
            )
            for made in exports.FORMATS.values()
        },
    )
    def get(self, request: Request, pk: UUID, kind: str) -> HttpResponse:
        """The tailored résumé as a file of one of the kinds that are written."""
        run = self.run(pk)
        made = exports.FORMATS.get(f".{kind}")
        if made is None:
            raise Problem(404, f"There is no résumé as .{kind}; take {in_words()}.")
        if run.tailored is None:
            raise Problem(404, f"The run is {run.state}; it has no résumé.", code="not_done")
        refuse_often(asker(request), "files", settings.FILES_PER_HOUR)
        try:
            with told_when_busy("files"):
                content = made.render(run.tailored, asker(request).pk)
        except ExportError as error:
            raise Problem(422, str(error), code="not_shown") from None
        return FileAnswer(content, made, run.file_name)


class FileAnswer(HttpResponse):
    """A file to keep, under a name that people know it by."""

    def __init__(self, content: bytes, made: Format, name: str) -> None:
        disposition = content_disposition_header(as_attachment=True, filename=f"{name}{made.suffix}")
        headers = {"Content-Disposition": disposition or "attachment", "X-Content-Type-Options": "nosniff"}
        super().__init__(content, content_type=made.media_type, headers=headers)


def _wait(request: Request) -> int:
    text = request.query_params.get("wait", "0")
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Problem(422, "wait is a whole number of seconds.", code="invalid")
    return min(int(text), settings.MOST_WAIT_SECONDS)
