"""`/api/documents`: the files content came in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.files.base import File
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import parsers, serializers
from rest_framework.generics import DestroyAPIView, ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.ownership import Owned, asker
from content.api.imports import ImportLine
from content.api.resume_field import ResumeData, ResumeOrNothing
from content.api.uploads import (
    ask_model,
    file_or_address,
    queue_notes,
    read_notes,
    read_upload,
    sent,
    store_notes,
    store_upload,
)
from content.choices import ChunkType, Lens, Source
from content.importers import Imported
from content.importers.asking import SENT
from content.importers.corrections import Corrections, corrected
from content.importers.notes import Notes
from content.models import Document
from content.retention import delete_document
from content.schema import resume as schema
from core.api.strict import Strict


class DocumentLine(serializers.ModelSerializer[Document]):
    resume = serializers.UUIDField(source="resume.pk", default=None, help_text="the résumé that it held")

    class Meta:
        model = Document
        fields = ("id", "name", "source", "format", "unheld", "resume", "created", "updated")
        read_only_fields = fields


class UnplacedLine(serializers.Serializer[Any]):
    line = serializers.IntegerField(help_text="its number, for `corrections`")
    text = serializers.CharField(help_text="its words as the file has them")
    under = serializers.CharField(help_text="the job or section that it stands under, or nothing")


class PieceLine(serializers.Serializer[Any]):
    text = serializers.CharField()
    chunk_type = serializers.ChoiceField(choices=ChunkType.choices, help_text="proposed by rules")
    lens = serializers.ChoiceField(choices=Lens.choices, help_text="proposed by rules")
    place = serializers.CharField(help_text="where it stands: file, title, heading, number")


class Preview(serializers.Serializer[Any]):
    """What a file would store."""

    format = serializers.CharField(help_text="PDF, Word, text, JSON Resume …")
    resume = ResumeOrNothing(help_text="the résumé in Bespoke's schema; empty for posts and notes")
    pieces = PieceLine(many=True, help_text="what a post or note would be cut into; empty for a résumé")
    unplaced = UnplacedLine(many=True, help_text="the lines of the file that have no place in the résumé")
    unheld = serializers.ListField(
        child=serializers.CharField(), help_text="what else could not be kept, in sentences"
    )
    sure = serializers.DictField(
        child=serializers.FloatField(),
        help_text="how sure each section of a PDF, Word document or text is, 0 to 1; empty where nothing was guessed",
    )


class PlacementShape(serializers.Serializer[Any]):
    line = serializers.IntegerField(min_value=0, help_text="the `line` of one of `unplaced`")
    section = serializers.CharField(
        max_length=100,
        help_text="contact, summary, work_experience, education, skills, achievements, or any other section's name",
    )
    entry = serializers.IntegerField(
        min_value=0, required=False, help_text="which job or school, from 0; needed for these two"
    )
    field = serializers.CharField(
        max_length=40,
        required=False,
        help_text="which field of the contact, job or school the line is; without it a line of the description",
    )


class CorrectionsShape(serializers.Serializer[Any]):
    """What the person corrects: the whole résumé, or places for lines, or both, the places last."""

    resume = ResumeData(
        required=False, help_text="the corrected résumé in Bespoke's schema, in place of what was read"
    )
    place = PlacementShape(many=True, required=False, help_text="where lines of `unplaced` belong")


@extend_schema_field(CorrectionsShape)
class CorrectionsField(serializers.JSONField):
    """The corrections as JSON, validated."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return Corrections.model_validate(super().to_internal_value(data))
        except RecursionError:
            raise serializers.ValidationError("It is nested too deeply.") from None
        except ValueError as error:
            raise serializers.ValidationError(schema.first_fault(error)) from None


class DocumentList(Owned, ListAPIView[Document]):
    queryset = Document.objects.there().select_related("resume")
    serializer_class = DocumentLine
    filterset_fields = ("source",)
    takes: ClassVar = {"post": ("preview",)}

    class Upload(Strict):
        """A file, and what it is."""

        file = serializers.FileField(max_length=200, required=False)
        url = serializers.CharField(
            max_length=2_000,
            required=False,
            help_text="in place of a file: the address of a page, where that is allowed",
        )
        source = serializers.ChoiceField(  # type: ignore[assignment]  # the base has an attribute of this name
            choices=[Source.RESUME, Source.BLOG, Source.NOTE, Source.PROJECT],
            default=Source.RESUME,
            help_text="what the file is: a résumé, or a post, a note, a project's text, or a feed or zip of such",
        )
        ask_model = serializers.BooleanField(
            default=False,
            help_text=f"a résumé: ask Claude where lines belong that could not be placed. {SENT}",
        )
        corrections = CorrectionsField(
            required=False, help_text="what the person corrects of the preview of this same file, as JSON"
        )

        def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
            if attrs["ask_model"] and "corrections" in attrs:
                raise serializers.ValidationError(
                    {"ask_model": "Ask with the preview, and send the corrections without it."}
                )
            return file_or_address(attrs)

    def get_parsers(self) -> list[Any]:
        return [parsers.MultiPartParser(), parsers.JSONParser()]

    @extend_schema(operation_id="list_documents", tags=["documents"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List what content was imported from."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="upload_document",
        tags=["documents"],
        request={"multipart/form-data": Upload, "application/json": Upload},
        parameters=[
            OpenApiParameter("preview", bool, description="answer what would be stored, and store nothing")
        ],
        responses={200: Preview, 201: DocumentLine, 202: ImportLine},
    )
    def post(self, request: Request) -> Response:
        """Upload a résumé file: it is read, stored, and made current. One of the same name is brought up to date.

        With a `source` other than `resume` the file is a post, a note, or a feed or zip of them (Markdown, HTML, RSS,
        Atom, text): it is cut into pieces, each a draft that nothing uses until you approve it. A large one is left to
        a worker: 202, and `Location` is where to ask how far it is.

        With `preview=true` nothing is stored: show the answer, and send the same file again with what the person
        corrects of it in `corrections`.
        """
        upload = self.Upload(data=request.data)
        upload.is_valid(raise_exception=True)
        file = sent(asker(request), upload.validated_data)
        if (source := upload.validated_data["source"]) != Source.RESUME:
            return self._notes(request, file, source)
        read = imported = read_upload(asker(request), file)
        if upload.validated_data["ask_model"]:
            imported = ask_model(asker(request), imported)
        if corrections := upload.validated_data.get("corrections"):
            imported = _corrected(imported, corrections)
        if request.query_params.get("preview") == "true":
            return Response(_preview(imported, read))
        resume = store_upload(asker(request), file.name or "", imported)
        return Response(DocumentLine(resume.document).data, 201)

    def _notes(self, request: Request, file: File[Any], source: str) -> Response:
        if "corrections" in request.data:
            raise serializers.ValidationError({"corrections": "Only a résumé's preview is corrected."})
        previews = request.query_params.get("preview") == "true"
        if not previews and (waiting := queue_notes(asker(request), file, source)):
            where = reverse("import", args=[waiting.pk])
            return Response(ImportLine(waiting).data, 202, headers={"Location": where})
        notes = read_notes(asker(request), file)
        if previews:
            return Response(_preview_of(notes))
        return Response(DocumentLine(store_notes(asker(request), file.name or "", source, notes)).data, 201)


class DocumentDetail(Owned, RetrieveAPIView[Document], DestroyAPIView[Document]):
    queryset = Document.objects.there().select_related("resume")
    serializer_class = DocumentLine

    @extend_schema(operation_id="get_document", tags=["documents"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One document."""
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="delete_document", tags=["documents"])
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Delete it with the chunks that came from it. A résumé's is deleted as the résumé is, and restored with it."""
        return super().delete(request, *args, **kwargs)

    def perform_destroy(self, instance: Document) -> None:
        delete_document(instance)


def _preview_of(notes: Notes) -> dict[str, Any]:
    pieces = [PieceLine(piece).data for piece in notes.pieces]
    return {
        "format": notes.form,
        "resume": {},
        "pieces": pieces,
        "unplaced": [],
        "unheld": notes.unheld,
        "sure": {},
    }


def _preview(imported: Imported, read: Imported) -> dict[str, Any]:
    """The lines keep the numbers of the file: who corrects them sends it again, and no model is asked then."""
    lines = [(at, line) for at, line in enumerate(read.unplaced) if line in imported.unplaced]
    return {
        "format": imported.format,
        "resume": imported.resume.model_dump(mode="json"),
        "pieces": [],
        "unplaced": [{"line": at, "text": line.text, "under": line.under} for at, line in lines],
        "unheld": imported.unheld,
        "sure": dict(imported.sure),
    }


def _corrected(imported: Imported, corrections: Corrections) -> Imported:
    """With the corrections made. Raises a ValidationError that names the one that cannot be."""
    try:
        return corrected(imported, corrections)
    except ValueError as error:
        raise serializers.ValidationError({"corrections": schema.first_fault(error)}) from None
