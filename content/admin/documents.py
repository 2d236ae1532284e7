"""The documents that content came from."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin import Curated
from content.models import Document


@admin.register(Document)
class DocumentAdmin(Curated):
    curators_may = frozenset({"view", "change"})
    list_display = ("name", "owner", "source", "format", "updated")
    list_filter = ("source",)
    list_select_related = ("owner",)
    list_defers = ("unheld",)
    search_fields = ("name", "owner__email")
    autocomplete_fields = ("owner",)
    readonly_fields = ("unheld", "created", "updated")
