"""Chunks: found by their tags and words, read, edited, approved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from accounts.admin import Curated
from accounts.admin.curated import user_of
from accounts.models import User
from content.admin.chunks.chips import chips
from content.admin.chunks.filters import LIST_FILTER
from content.admin.chunks.form import ChunkForm
from content.admin.chunks.joining import merge_page, split_page
from content.admin.chunks.matrix import matrix
from content.admin.chunks.recording import decide
from content.admin.chunks.review import beside, review
from content.admin.saved_filters import save_filter
from content.models import Change, Chunk, ChunkType, Lens, SavedFilter, Status
from content.models.change import MOST_AT_ONCE
from content.models.joining import MOST_MERGED
from content.search.wording import says, terms

_SHOWN = 240  # characters of a text in a list


def _preparing(description: str, **values: str) -> Any:
    """An action that prepares a change of the selected chunks: its page shows what it will do before it does."""

    @admin.action(description=description, permissions=["change"])
    def act(modeladmin: ChunkAdmin, request: HttpRequest, queryset: QuerySet[Chunk]) -> HttpResponse | None:
        keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(keys) > MOST_AT_ONCE:
            modeladmin.message_user(request, f"Choose at most {MOST_AT_ONCE:,} chunks at once.", "error")
            return None
        change = Change.objects.prepare(request.user, keys, values)  # type: ignore[arg-type]
        return redirect(reverse("admin:content_change_change", args=[change.pk]))

    act.__name__ = "_".join(["set", *values, *values.values()]) if values else "set_several"
    return act


@admin.action(description="Merge into one …", permissions=["change"])
def merge_them(
    modeladmin: ChunkAdmin, request: HttpRequest, queryset: QuerySet[Chunk]
) -> HttpResponse | None:
    """Go to the page that merges the selected chunks."""
    keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST_MERGED + 1])
    if not 2 <= len(keys) <= MOST_MERGED:
        modeladmin.message_user(request, f"Choose 2 to {MOST_MERGED} chunks to merge.", "error")
        return None
    query = urlencode([("key", key) for key in keys])
    return redirect(f"{reverse('admin:content_chunk_merge')}?{query}")


@admin.register(Chunk)
class ChunkAdmin(Curated):
    curators_may = frozenset({"view", "add", "change"})
    shows_ownerless = True
    list_display = ("text_start", "owner", "tags", "status", "weight", "changed")
    list_display_links = ("text_start",)
    list_filter = LIST_FILTER
    list_filter_submit = True
    list_fullwidth = True
    list_before_template = "content/admin/chunk_chips.html"
    change_form_before_template = "content/admin/chunk_before.html"
    change_form_after_template = "content/admin/chunk_after.html"
    list_select_related = ("owner",)
    list_defers = ("indexed", "outbox", "content_hash", "origin_hash")
    show_full_result_count = False
    form = ChunkForm
    compressed_fields = False
    search_fields = ("text",)
    search_help_text = "Words of the text, or the owner's address"
    autocomplete_fields = ("owner", "document")
    fixed = ("owner", "document")
    readonly_fields = ("place", "shelved", "printed", "created", "updated")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "text",
                    ("source", "chunk_type", "lens"),
                    ("status", "weight", "said"),
                    "role",
                    "seen",
                )
            },
        ),
        (
            "Where it comes from",
            {
                "fields": (
                    ("owner", "document"),
                    ("place", "shelved"),
                    ("created", "updated", "printed"),
                )
            },
        ),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    ("owner", "document"),
                    "text",
                    ("source", "chunk_type", "lens"),
                    ("status", "weight", "said"),
                )
            },
        ),
    )
    actions = (
        _preparing("Approve", status=Status.APPROVED),
        _preparing("Retire", status=Status.RETIRED),
        *(_preparing(f"Set lens: {lens.label}", lens=lens) for lens in Lens),
        *(_preparing(f"Set type: {kind.label.capitalize()}", chunk_type=kind) for kind in ChunkType),
        _preparing("Change several tags, weight or job …"),
        merge_them,
    )

    @admin.display(description="text", ordering="text")
    def text_start(self, chunk: Chunk) -> str:
        return chunk.text if len(chunk.text) <= _SHOWN else f"{chunk.text[:_SHOWN]}…"

    @admin.display(description="tags")
    def tags(self, chunk: Chunk) -> str:
        named = (chunk.get_source_display(), chunk.get_chunk_type_display(), chunk.get_lens_display())
        return " · ".join(named).lower()

    @admin.display(description="changed", ordering="updated")
    def changed(self, chunk: Chunk) -> str:
        return f"{chunk.updated:%d %b %Y}"

    def get_urls(self) -> list[Any]:
        shown: Callable[..., Any] = self.admin_site.admin_view
        return [
            path("matrix/", shown(self.matrix_view), name="content_chunk_matrix"),
            path("review/", shown(self.review_view), name="content_chunk_review"),
            path("merge/", shown(self.merge_view), name="content_chunk_merge"),
            path("filters/", shown(self.filters_view), name="content_chunk_filters"),
            path("<uuid:key>/split/", shown(self.split_view), name="content_chunk_split"),
            *super().get_urls(),
        ]

    def matrix_view(self, request: HttpRequest) -> HttpResponse:
        self.refuse_who_may_not(request, "view")
        try:
            return matrix(self, request)
        except IncorrectLookupParameters:  # as the list does
            return redirect(reverse("admin:content_chunk_matrix"))

    def review_view(self, request: HttpRequest) -> HttpResponse:
        self.refuse_who_may_not(request, "change")
        return review(self, request)

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        return merge_page(self, request)

    def split_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return split_page(self, request, key)

    def filters_view(self, request: HttpRequest) -> HttpResponse:
        self.refuse_who_may_not(request, "view")
        return save_filter(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        self.refuse_who_may_not(request, "view")
        more = {"chips": self.chips(request), "saved": SavedFilter.objects.of(user_of(request))}
        return super().changelist_view(request, {**(extra_context or {}), **more})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """With what stands around the chunk in its document."""
        chunk = context.get("original")
        return super().render_change_form(
            request, {**context, "beside": beside(chunk) if chunk else []}, *args, **kwargs
        )

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Its changes and runs, which tell more than the log of the admin; a built-in rule has the log alone."""
        chunk = self.get_object(request, object_id)
        if chunk is None or chunk.owner_id is None:
            return super().history_view(request, object_id, extra_context)
        self.refuse_who_may_not(request, "view", chunk)
        return redirect(reverse("admin:tailoring_run_of_chunk", args=[chunk.pk]))

    def chips(self, request: HttpRequest) -> list[dict[str, str]]:
        """The filters that hold now, each with the address without it."""
        return chips(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Chunk], search_term: str
    ) -> tuple[QuerySet[Chunk], bool]:
        """Chunks that say every word in some wording, or whose owner's address holds it."""
        for term in terms(search_term[:500]):
            owners = User.objects.filter(email__icontains=term).values_list("pk", flat=True)[:100]
            queryset = queryset.filter(says(term) | Q(owner_id__in=list(owners)))
        return queryset, False

    def save_model(self, request: HttpRequest, obj: Chunk, form: Any, change: bool) -> None:
        """Decide it, and note what it was and what followed, so that it stands in the history and can be undone."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        decide(request, obj.pk, {name: form.cleaned_data[name] for name in form.changed_data})
