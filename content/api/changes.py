"""`/api/changes`: many chunks changed at once, looked at first, undone; and what the filters are saved as."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import DestroyAPIView, ListCreateAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.allowance import slot
from accounts.api.ownership import Owned, asker
from content.api.chunks import SEARCHING, ChunkDocument
from content.models import Change, Chunk, ChunkType, Lens, Resume, SavedFilter, Status
from content.models.change import ChangeState
from core.api.problems import Problem
from core.api.strict import Strict

MOST_CHUNKS, _SHOWN = 1_000, 20


class NewValues(Strict):
    """What all of the chunks are given; only what is named changes."""

    status = serializers.ChoiceField(choices=Status.choices, required=False)
    chunk_type = serializers.ChoiceField(choices=ChunkType.choices, required=False)
    lens = serializers.ChoiceField(choices=Lens.choices, required=False)
    weight = serializers.IntegerField(min_value=-100, max_value=100, required=False)
    role = serializers.CharField(
        max_length=40,
        required=False,
        allow_blank=True,
        help_text="the key of a job of yours, or empty for none",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            raise serializers.ValidationError("Say what to change.")
        return attrs


class NewChange(Strict):
    """Which chunks are to be changed, and how."""

    chunks = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_CHUNKS)
    values = NewValues()


class ChangedTo(serializers.Serializer[Any]):
    """A chunk of a change: its words, and of each value that differs what it was and what it is to be."""

    id = serializers.UUIDField(read_only=True)
    text = serializers.CharField(read_only=True)
    before = serializers.DictField(read_only=True)
    after = serializers.DictField(read_only=True)


class ChangeLine(serializers.ModelSerializer[Change]):
    what = serializers.CharField(read_only=True)

    class Meta:
        model = Change
        fields: tuple[str, ...] = ("id", "what", "state", "count", "created", "finished")
        read_only_fields: tuple[str, ...] = fields


class ChangeDocument(ChangeLine):
    """A change with a preview: the first of its chunks."""

    preview = serializers.SerializerMethodField()

    class Meta(ChangeLine.Meta):
        fields = (*ChangeLine.Meta.fields, "preview")
        read_only_fields = fields

    @extend_schema_field(ChangedTo(many=True))
    def get_preview(self, change: Change) -> list[dict[str, Any]]:
        return [
            {
                "id": chunk.pk,
                "text": chunk.text,
                "before": {name: old for name, old, _ in differing},
                "after": {name: new for name, _, new in differing},
            }
            for chunk, differing in change.preview(_SHOWN)
        ]


class _Changes(Owned):
    """Changes that the asker has made, of chunks of their own."""

    queryset = Change.objects.all()
    serializer_class: Any = ChangeDocument
    filter_backends: Any = ()

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Change.objects.none()
        return Change.objects.filter(by=asker(self.request))

    def own(self) -> Change:
        """The change that is named. One of other people's chunks, made in the admin, is shown there alone."""
        change: Change = self.get_object()
        if not change.owners() <= {asker(self.request).pk}:
            raise Http404
        return change


@extend_schema_view(get=extend_schema(operation_id="list_changes", responses=ChangeLine(many=True)))
@extend_schema(tags=["changes"])
class ChangeList(_Changes, ListCreateAPIView[Change]):
    """What was done to many chunks at once, the newest first."""

    serializer_class = ChangeLine

    @extend_schema(operation_id="prepare_change", request=NewChange, responses={201: ChangeDocument})
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Prepare a change of your chunks: nothing is changed before it is applied."""
        asked = NewChange(data=request.data)
        asked.is_valid(raise_exception=True)
        owner, keys = asker(request), list(dict.fromkeys(asked.validated_data["chunks"]))
        if Chunk.objects.filter(owner=owner, shelved=False, pk__in=keys).count() != len(keys):
            raise Problem(422, "Some of these chunks are not there, or not yours.", code="unknown_chunks")
        values = asked.validated_data["values"]
        if values.get("role") and values["role"] not in Resume.objects.jobs_of(owner.pk):
            raise Problem(
                422, "The job is none of yours; GET /api/chunks names them as role.", code="unknown_job"
            )
        change = Change.objects.prepare(owner, keys, values)
        return Response(ChangeDocument(change).data, status=201)


@extend_schema_view(get=extend_schema(operation_id="get_change"))
@extend_schema(tags=["changes"])
class ChangeDetail(_Changes, RetrieveAPIView[Change]):
    """A change and the first of its chunks, each with what it was and what it is to be."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(ChangeDocument(self.own()).data)


@extend_schema(tags=["changes"])
class ChangeApply(_Changes):
    @extend_schema(operation_id="apply_change", request=None, responses={200: ChangeDocument})
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Apply it. One that broke off is finished by applying it again."""
        change = self.own()
        if not change.can_be_applied and change.state != ChangeState.DONE:
            raise Problem(
                409, f"It is {change.get_state_display()} and cannot be applied.", code="not_applicable"
            )
        change.apply()
        return Response(ChangeDocument(change).data)


@extend_schema(tags=["changes"])
class ChangeUndo(_Changes):
    @extend_schema(operation_id="undo_change", request=None, responses={200: ChangeDocument})
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give each chunk back what it had, where nothing else has changed it since."""
        change = self.own()
        if not change.can_be_undone and change.state != ChangeState.UNDONE:
            raise Problem(
                409, f"It is {change.get_state_display()} and cannot be undone.", code="not_undoable"
            )
        change.undo()
        return Response(ChangeDocument(change).data)


@extend_schema(tags=["chunks"])
class ChunkDuplicates(Owned, RetrieveAPIView[Chunk]):
    queryset = Chunk.objects.filter(shelved=False)
    serializer_class = ChunkDocument
    filter_backends: Any = ()
    pagination_class = None

    @extend_schema(operation_id="list_duplicates", responses=ChunkDocument(many=True))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Your other chunks that tell the same fact in these or nearly these words, the nearest first."""
        with slot(SEARCHING, asker(request), "searches"):
            return Response(ChunkDocument(self.get_object().duplicates(), many=True).data)


class SavedFilterDocument(serializers.ModelSerializer[SavedFilter]):
    class Meta:
        model = SavedFilter
        fields = ("id", "name", "query", "created")
        read_only_fields = ("id", "created")
        validators: tuple[Any, ...] = ()


class NewFilter(Strict):
    """Filters as they stand in an address, `lens=facts&status=draft`, and a name for them."""

    name = serializers.CharField(max_length=60)
    query = serializers.CharField(max_length=2_000)


@extend_schema_view(get=extend_schema(operation_id="list_filters"))
@extend_schema(tags=["changes"])
class FilterList(Owned, ListCreateAPIView[SavedFilter]):
    """Filters that you have saved under a name."""

    queryset = SavedFilter.objects.all()
    serializer_class = SavedFilterDocument
    filter_backends: Any = ()

    @extend_schema(operation_id="save_filter", request=NewFilter, responses={201: SavedFilterDocument})
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Save filters under a name; others of that name are replaced."""
        asked = NewFilter(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            saved = SavedFilter.objects.keep(asker(request), **asked.validated_data)
        except ValidationError as error:
            raise Problem(422, " ".join(error.messages)) from None
        return Response(SavedFilterDocument(saved).data, status=201)


@extend_schema_view(delete=extend_schema(operation_id="delete_filter"))
@extend_schema(tags=["changes"])
class FilterDetail(Owned, DestroyAPIView[SavedFilter]):
    queryset = SavedFilter.objects.all()
    serializer_class = SavedFilterDocument
    filter_backends: Any = ()
