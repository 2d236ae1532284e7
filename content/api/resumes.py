"""`/api/resumes`: résumés as data, what they said before, and those that are deleted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.ownership import Owned, asker
from content.api.allowance import refuse_beyond_room
from content.api.resume_field import ResumeData
from content.models import Resume, Source, Version
from core.api.problems import Problem
from core.api.strict import Strict


class ResumeLine(serializers.ModelSerializer[Resume]):
    name = serializers.CharField(source="document.name")
    current = serializers.SerializerMethodField()

    class Meta:
        model = Resume
        fields: tuple[str, ...] = ("id", "name", "current", "version", "created", "updated", "deleted")
        read_only_fields: tuple[str, ...] = fields

    def get_current(self, resume: Resume) -> bool:
        current: bool = resume.pk == self.context.get("current")
        return current


class ResumeDocument(ResumeLine):
    resume = ResumeData(source="data")

    class Meta(ResumeLine.Meta):
        fields = (*ResumeLine.Meta.fields, "resume")
        read_only_fields = fields


class Name(serializers.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, **options)


class ResumeFilter(django_filters.FilterSet):
    deleted = django_filters.ChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        label="true: those that can be restored, and no others",
    )

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset.discarded() if self.form.cleaned_data["deleted"] == "true" else queryset.live()


class _Resumes(Owned):
    queryset = Resume.objects.live().select_related("document")
    serializer_class: Any = ResumeLine
    filter_backends: Any = ()

    def get_serializer_context(self) -> dict[str, Any]:
        current = (
            None
            if getattr(self, "swagger_fake_view", False)
            else Resume.objects.of(asker(self.request)).current()
        )
        return {**super().get_serializer_context(), "current": current.pk if current else None}

    def shown(self, resume: Resume, status: int = 200) -> Response:
        return Response(ResumeDocument(resume, context=self.get_serializer_context()).data, status)


class ResumeList(_Resumes, ListAPIView[Resume]):
    queryset = Resume.objects.select_related("document")
    filter_backends = (DjangoFilterBackend,)
    filterset_class = ResumeFilter

    class NewResume(Strict):
        """A résumé and its name."""

        name = Name()
        resume = ResumeData()

    @extend_schema(operation_id="list_resumes", tags=["résumés"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List résumés, the one changed last first; with `deleted=true` those that can be restored."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="add_resume", tags=["résumés"], request=NewResume, responses={201: ResumeDocument}
    )
    def post(self, request: Request) -> Response:
        """Add a résumé and make it the current one. One of this name that was deleted is restored and replaced."""
        wanted = self.NewResume(data=request.data)
        wanted.is_valid(raise_exception=True)
        name, record = wanted.validated_data["name"], wanted.validated_data["resume"]
        if (
            Resume.objects.of(asker(request))
            .filter(document__source=Source.RESUME, document__name=name)
            .exists()
        ):
            raise Problem(
                409, "There is a résumé of this name; replace it, or choose another name.", code="taken"
            )
        refuse_beyond_room(asker(request), name, record)
        resume, _ = Resume.objects.import_as_current(
            asker(request), record, name=name, format="Bespoke", unheld=[]
        )
        return self.shown(resume, 201)


class ResumeDetail(_Resumes, RetrieveAPIView[Resume]):
    serializer_class = ResumeDocument

    class ResumeBody(Strict):
        """What a résumé shall say."""

        resume = ResumeData()

    @extend_schema(operation_id="get_resume", tags=["résumés"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One résumé."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="replace_resume", tags=["résumés"], request=ResumeBody, responses=ResumeDocument
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Replace what it says; its chunks follow, and what it said before is kept as a version.

        What was tailored from it before stays as it was.
        """
        resume = self.get_object()
        wanted = self.ResumeBody(data=request.data)
        wanted.is_valid(raise_exception=True)
        record = wanted.validated_data["resume"]
        refuse_beyond_room(asker(request), resume.document.name, record)
        resume.revise(record)
        return self.shown(resume)

    @extend_schema(operation_id="delete_resume", tags=["résumés"], responses={204: OpenApiResponse()})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Delete it with its document and chunks; it can be restored for a while. Runs that were begun from it stay."""
        self.get_object().discard()
        return Response(status=204)


class ResumeRestore(_Resumes):
    queryset = Resume.objects.select_related("document")

    @extend_schema(operation_id="restore_resume", tags=["résumés"], request=None, responses=ResumeDocument)
    def post(self, request: Request, pk: UUID) -> Response:
        """Bring a deleted résumé back as it was, with its chunks and versions."""
        resume: Resume = get_object_or_404(self.get_queryset(), pk=pk)
        resume.restore()
        return self.shown(resume)


class ResumeCurrent(_Resumes):
    @extend_schema(
        operation_id="make_resume_current", tags=["résumés"], request=None, responses=ResumeDocument
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Make it the one that is tailored when none is named."""
        resume: Resume = get_object_or_404(self.get_queryset(), pk=pk)
        resume.make_current()
        return self.shown(resume)


class VersionLine(serializers.ModelSerializer[Version]):
    version = serializers.IntegerField(source="number")

    class Meta:
        model = Version
        fields: tuple[str, ...] = ("version", "replaced")
        read_only_fields: tuple[str, ...] = fields


class VersionDocument(VersionLine):
    resume = ResumeData(source="data")

    class Meta(VersionLine.Meta):
        fields = (*VersionLine.Meta.fields, "resume")
        read_only_fields = fields


class _Versions(Owned):
    """What the asker's résumé `pk` said before, while it is not deleted."""

    queryset = Version.objects.filter(resume__deleted=None)
    serializer_class: Any = VersionLine
    filter_backends = ()
    lookup_field, lookup_url_kwarg = "number", "version"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(resume=self.kwargs.get("pk"))


class VersionList(_Versions, ListAPIView[Version]):
    @extend_schema(operation_id="list_resume_versions", tags=["résumés"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List what a résumé said before, the last first: as many versions as are kept."""
        get_object_or_404(Resume.objects.of(asker(request)), pk=kwargs["pk"])
        return super().get(request, *args, **kwargs)


class VersionDetail(_Versions, RetrieveAPIView[Version]):
    serializer_class = VersionDocument

    @extend_schema(operation_id="get_resume_version", tags=["résumés"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One version."""
        return super().get(request, *args, **kwargs)


class VersionRestore(_Resumes):
    @extend_schema(
        operation_id="restore_resume_version", tags=["résumés"], request=None, responses=ResumeDocument
    )
    def post(self, request: Request, pk: UUID, version: int) -> Response:
        """Say again what a version says. What is replaced by it is kept as a version."""
        resume: Resume = get_object_or_404(self.get_queryset(), pk=pk)
        record = get_object_or_404(resume.versions.all(), number=version).record
        refuse_beyond_room(asker(request), resume.document.name, record)
        resume.revise(record)
        return self.shown(resume)
