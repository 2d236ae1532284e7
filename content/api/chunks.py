"""`/api/chunks`: the pieces of one's content, to be curated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListCreateAPIView, RetrieveUpdateDestroyAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.allowance import slot
from accounts.api.ownership import Owned, asker
from content.api.allowance import refuse_another_chunk
from content.models import Chunk, ChunkQuerySet, ChunkType, Lens, Said, Source, Status
from content.schema.text import clean
from content.search.lexical import Lexical
from core.api.strict import Strict
from core.concurrency import Slots

MOST_FOUND = 200
SEARCHING = Slots(most=2, each=2)  # each reads all of a person's pieces
STATABLE = [(kind.value, kind.label) for kind in Source if kind not in (Source.BUILTIN, Source.RESUME)]


class Text(serializers.CharField):
    """Text as it is kept: without hidden characters."""

    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(clean(data))
        if not text.strip():
            self.fail("blank")
        return text


class ChunkDocument(Strict, serializers.ModelSerializer[Chunk]):
    text = Text(max_length=4_000)
    document = serializers.UUIDField(source="document_id", read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=Status.choices, required=False)

    class Meta:
        model = Chunk
        fields = (
            "id", "text", "source", "chunk_type", "lens", "status", "said", "role", "place", "weight",
            "document", "created", "updated",
        )  # fmt: skip
        read_only_fields = ("id", "source", "said", "place", "created", "updated")
        extra_kwargs = {"weight": {"min_value": -100, "max_value": 100}}


class NewChunk(ChunkDocument):
    """What a person states: approved at once, unless they say otherwise."""

    source = serializers.ChoiceField(choices=STATABLE, default=Source.NOTE)  # type: ignore[assignment]

    def create(self, validated_data: dict[str, Any]) -> Chunk:
        validated_data.setdefault("status", Said.STATED.first_status)
        return Chunk.objects.create(**validated_data, said=Said.STATED)


class ChunkFilter(django_filters.FilterSet):
    source = django_filters.MultipleChoiceFilter(choices=Source.choices)
    chunk_type = django_filters.MultipleChoiceFilter(choices=ChunkType.choices)
    lens = django_filters.MultipleChoiceFilter(choices=Lens.choices)
    status = django_filters.MultipleChoiceFilter(choices=Status.choices)
    role = django_filters.CharFilter()
    document = django_filters.UUIDFilter(field_name="document_id")


@extend_schema_view(
    get=extend_schema(
        operation_id="list_chunks",
        parameters=[OpenApiParameter("q", str, description="words to search for; then the best come first")],
    ),
    post=extend_schema(operation_id="state_chunk", request=NewChunk, responses={201: ChunkDocument}),
)
@extend_schema(tags=["chunks"])
class ChunkList(Owned, ListCreateAPIView[Chunk]):
    """Chunks, the one changed last first; or with `q` those that answer it, the best first."""

    queryset = Chunk.objects.filter(shelved=False)
    serializer_class = ChunkDocument
    filterset_class = ChunkFilter
    takes: ClassVar = {"get": ("q",), "head": ("q",)}

    def get_serializer_class(self) -> Any:
        return NewChunk if self.request and self.request.method == "POST" else ChunkDocument

    def filter_queryset(self, queryset: Any) -> Any:
        chunks: Any = super().filter_queryset(queryset)
        query = str(clean(self.request.query_params.get("q", ""))).strip()[:500]
        if not query:
            return chunks
        with slot(SEARCHING, asker(self.request), "searches"):
            return _ranked(chunks, query)

    def perform_create(self, serializer: Any) -> None:
        refuse_another_chunk(asker(self.request))
        serializer.save(owner=self.request.user)


@extend_schema_view(
    get=extend_schema(operation_id="get_chunk"),
    patch=extend_schema(operation_id="change_chunk"),
    delete=extend_schema(operation_id="delete_chunk"),
)
@extend_schema(tags=["chunks"])
class ChunkDetail(Owned, RetrieveUpdateDestroyAPIView[Chunk]):
    """One chunk."""

    queryset = Chunk.objects.filter(shelved=False)
    serializer_class = ChunkDocument
    http_method_names = ("get", "patch", "delete", "head", "options")

    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Edit its text, or set its tags. A new text or status holds for every other wording of the same fact."""
        return super().patch(request, *args, **kwargs)

    def perform_update(self, serializer: Any) -> None:
        serializer.instance.decide(**serializer.validated_data)


def _ranked(chunks: ChunkQuerySet, query: str) -> Sequence[Chunk]:
    """Those that share words with the query, aliases included, by relevance."""
    matches = Lexical(chunks.pieces())([query], limit=MOST_FOUND)[0]
    found = {str(chunk.pk): chunk for chunk in chunks.filter(pk__in=[match.piece.key for match in matches])}
    return [found[match.piece.key] for match in matches if match.piece.key in found]
