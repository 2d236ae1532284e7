"""The documents that content came from."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html_join

from accounts.admin import Curated
from content.admin.bringing_in.page import bring_in
from content.models import Document
from content.retention import delete_document


def delete_and_tell(page: admin.ModelAdmin[Any], request: HttpRequest, document: Document) -> None:
    """Delete it as its owner does, and say so when a worker goes on with it."""
    if not delete_document(document):
        page.message_user(request, f"{document} has much: a worker deletes it.", messages.WARNING)


@admin.register(Document)
class DocumentAdmin(Curated):
    curators_may = frozenset({"view", "change"})
    list_display = ("name", "owner", "source", "format", "updated")
    list_filter = ("source",)
    list_select_related = ("owner",)
    list_defers = ("unheld",)
    search_fields = ("name", "owner__email")
    autocomplete_fields = ("owner",)
    readonly_fields = ("not_held", "created", "updated")
    exclude = ("unheld",)

    @admin.display(description="what could not be held")
    def not_held(self, document: Document) -> str:
        """A line each."""
        return format_html_join("", "<p>{}</p>", ((line,) for line in document.unheld)) or "nothing"

    def get_urls(self) -> list[Any]:
        bring = self.admin_site.admin_view(self.bring_in_view)
        return [path("bring-in/", bring, name="content_document_bring_in"), *super().get_urls()]

    def bring_in_view(self, request: HttpRequest) -> HttpResponse:
        return bring_in(self, request)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The page that asks first quotes nothing of what goes with them."""
        named = [f"{document}, and the pieces of content that came from it" for document in objs]
        lacking = set() if self.has_delete_permission(request) else {str(self.opts.verbose_name)}
        return named, {str(self.opts.verbose_name_plural): len(named)}, lacking, []

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        delete_and_tell(self, request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        for document in queryset:
            delete_and_tell(self, request, document)
