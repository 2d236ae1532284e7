"""The jobs that people apply to."""

from __future__ import annotations

from django.contrib import admin
from django.db import models

from accounts.admin import Curated
from tailoring.models import Application


@admin.register(Application)
class ApplicationAdmin(Curated):
    list_display = ("title", "company", "owner", "status", "applied", "updated")
    list_filter = ("status", "applied")
    list_select_related = ("owner",)
    list_defers = ("notes",)
    search_fields = ("title", "company", "owner__email")
    # Chosen by key: a list of everybody's runs would be long, and none of the reader's business.
    raw_id_fields = ("run",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    autocomplete_fields = ("owner", "resume")
    readonly_fields = ("created", "updated")
