"""`/api/imports`: large files that a worker reads, and how far it is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.ownership import Owned
from content.models import NotesImport


class ImportLine(serializers.ModelSerializer[NotesImport]):
    status = serializers.CharField(source="state", help_text="queued, running, done or failed")
    done = serializers.IntegerField(help_text="how many of the file's entries are read")
    total = serializers.IntegerField(help_text="how many it has; 0 until it is opened")
    pieces = serializers.DictField(
        child=serializers.IntegerField(),
        source="counts",
        help_text="how many pieces were kept, added and retired, once it is done",
    )
    unheld = serializers.ListField(
        child=serializers.CharField(), help_text="what was not taken, in sentences"
    )
    error = serializers.CharField(help_text="why it failed, and what to do")
    document = serializers.UUIDField(
        source="document_id", allow_null=True, help_text="the document, once it is done"
    )

    class Meta:
        model = NotesImport
        fields = (
            "id", "name", "source", "status", "done", "total", "pieces", "unheld", "error", "document",
            "created", "finished",
        )  # fmt: skip
        read_only_fields = fields


class ImportList(Owned, ListAPIView[NotesImport]):
    queryset = NotesImport.objects.defer("content")
    serializer_class = ImportLine

    @extend_schema(operation_id="list_imports", tags=["documents"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the large files that were left to a worker."""
        return super().get(request, *args, **kwargs)


class ImportDetail(Owned, RetrieveAPIView[NotesImport]):
    queryset = NotesImport.objects.defer("content")
    serializer_class = ImportLine

    @extend_schema(operation_id="get_import", tags=["documents"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One of them: how far it is, what was stored and what was not taken."""
        return super().get(request, *args, **kwargs)
