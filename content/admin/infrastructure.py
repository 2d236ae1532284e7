"""Vectors, who pays for them, and imports under way, to be looked at."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin import ForSuperusers
from content.models import Lease, NotesImport, Vector


@admin.register(Vector)
class VectorAdmin(ForSuperusers):
    """For looking: vectors are made from chunks, and made again when they are deleted."""

    list_display = ("wording", "owner", "model", "kind", "created")
    list_select_related = ("owner",)
    list_defers = ("data",)
    search_fields = ("wording", "owner__email")
    fields = readonly_fields = ("owner", "model", "kind", "wording", "created")


@admin.register(Lease)
class LeaseAdmin(ForSuperusers):
    """Who pays for vectors right now; one that was left by a dead process may be deleted."""

    list_display = ("model", "owner", "until")
    list_select_related = ("owner",)
    search_fields = ("model", "owner__email")
    fields = readonly_fields = ("owner", "model", "until")


@admin.register(NotesImport)
class NotesImportAdmin(ForSuperusers):
    """Large files of notes that a worker reads, and how far it is."""

    list_display = ("name", "owner", "state", "done", "total", "created")
    list_filter = ("state",)
    list_select_related = ("owner",)
    list_defers = ("content", "unheld")
    search_fields = ("name", "owner__email")
    fields = readonly_fields = (
        "owner", "name", "source", "state", "done", "total", "counts", "unheld", "error", "executions", "size",
        "created", "finished", "document",
    )  # fmt: skip
