"""`/api/resumes` and `/api/documents`: résumés as data, and the files they came in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import parsers, serializers
from rest_framework.generics import DestroyAPIView, ListAPIView, RetrieveAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ownership import Owned, asker
from accounts.problems import Problem
from content import resume as schema
from content.chunking import chunk_resume
from content.importers import ImportRefused, read_resume
from content.importers.source import MAX_BYTES
from content.models import Document, Resume, Source


class ResumeData(serializers.JSONField):
    """A résumé in the schema of DESIGN §4, validated and cleaned."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return schema.Resume.model_validate(data)
        except ValueError as error:
            raise serializers.ValidationError(schema.first_fault(error)) from None

    def to_representation(self, value: Any) -> Any:
        return value


class ResumeLine(serializers.ModelSerializer[Resume]):
    name = serializers.CharField(source="document.name")
    current = serializers.SerializerMethodField()

    class Meta:
        model = Resume
        fields: tuple[str, ...] = ("id", "name", "current", "created", "updated")
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


class _Resumes(Owned):
    queryset = Resume.objects.select_related("document")
    serializer_class: Any = ResumeLine
    filter_backends = ()

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
    class NewResume(serializers.Serializer[Any]):
        name = Name()
        resume = ResumeData()

    @extend_schema(operation_id="list_resumes", tags=["résumés"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List résumés, the one changed last first."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="add_resume", tags=["résumés"], request=NewResume, responses={201: ResumeDocument}
    )
    def post(self, request: Request) -> Response:
        """Add a résumé and make it the current one."""
        wanted = self.NewResume(data=request.data)
        wanted.is_valid(raise_exception=True)
        name, record = wanted.validated_data["name"], wanted.validated_data["resume"]
        if Document.objects.filter(owner=asker(request), source=Source.RESUME, name=name).exists():
            raise Problem(
                409, "There is a résumé of this name; replace it, or choose another name.", code="taken"
            )
        resume, _ = Resume.objects.import_as_current(
            asker(request), record, name=name, format="Bespoke", unheld=[]
        )
        return self.shown(resume, 201)


class ResumeDetail(_Resumes, RetrieveAPIView[Resume]):
    serializer_class = ResumeDocument

    class ResumeBody(serializers.Serializer[Any]):
        resume = ResumeData()

    @extend_schema(operation_id="get_resume", tags=["résumés"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One résumé."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="replace_resume", tags=["résumés"], request=ResumeBody, responses=ResumeDocument
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Replace what it says; its chunks follow. What was tailored from it before stays as it was."""
        resume = self.get_object()
        wanted = self.ResumeBody(data=request.data)
        wanted.is_valid(raise_exception=True)
        record = wanted.validated_data["resume"]
        resume.data = record.model_dump(mode="json")
        resume.save(update_fields=["data", "updated"])
        resume.document.sync(chunk_resume(record))
        return self.shown(resume)

    @extend_schema(operation_id="delete_resume", tags=["résumés"], responses={204: OpenApiResponse()})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Delete it with its document and chunks. Runs that were begun from it stay."""
        self.get_object().document.delete()
        return Response(status=204)


class ResumeCurrent(_Resumes):
    @extend_schema(
        operation_id="make_resume_current", tags=["résumés"], request=None, responses=ResumeDocument
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Make it the one that is tailored when none is named."""
        resume: Resume = get_object_or_404(self.get_queryset(), pk=pk)
        resume.make_current()
        return self.shown(resume)


class DocumentLine(serializers.ModelSerializer[Document]):
    resume = serializers.UUIDField(source="resume.pk", default=None, help_text="the résumé that it held")

    class Meta:
        model = Document
        fields = ("id", "name", "source", "format", "unheld", "resume", "created", "updated")
        read_only_fields = fields


class DocumentList(Owned, ListAPIView[Document]):
    queryset = Document.objects.select_related("resume")
    serializer_class = DocumentLine
    filterset_fields = ("source",)

    class Upload(serializers.Serializer[Any]):
        file = serializers.FileField(max_length=200)

        def validate_file(self, file: UploadedFile) -> UploadedFile:
            if (file.size or 0) > MAX_BYTES:
                raise Problem(413, "The file is larger than 5 MB: a résumé is a small file.")
            return file

    def get_parsers(self) -> list[Any]:
        return [parsers.MultiPartParser()]

    @extend_schema(operation_id="list_documents", tags=["documents"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List what content was imported from."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="upload_document",
        tags=["documents"],
        request={"multipart/form-data": Upload},
        responses={201: DocumentLine},
    )
    def post(self, request: Request) -> Response:
        """Upload a résumé file: it is read, stored, and made current. One of the same name is brought up to date."""
        upload = self.Upload(data=request.data)
        upload.is_valid(raise_exception=True)
        file = upload.validated_data["file"]
        try:
            imported = read_resume(file.read(), file.name)
        except ImportRefused as error:
            raise Problem(422, str(error), code="not_readable") from None
        resume, _ = Resume.objects.import_as_current(
            asker(request), imported.resume, name=file.name, format=imported.format, unheld=imported.unheld
        )
        return Response(DocumentLine(resume.document).data, 201)


class DocumentDetail(Owned, RetrieveAPIView[Document], DestroyAPIView[Document]):
    queryset = Document.objects.select_related("resume")
    serializer_class = DocumentLine

    @extend_schema(operation_id="get_document", tags=["documents"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One document."""
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="delete_document", tags=["documents"])
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Delete it with the résumé and the chunks that came from it."""
        return super().delete(request, *args, **kwargs)
