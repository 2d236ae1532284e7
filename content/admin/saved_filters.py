"""Saved filters: kept from the list of chunks, and deleted there."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.admin import ForSuperusers
from accounts.admin.curated import user_of
from content.models import SavedFilter
from core.admin import uuid_in


@admin.register(SavedFilter)
class SavedFilterAdmin(ForSuperusers):
    list_display = ("name", "owner", "created")
    list_select_related = ("owner",)
    list_defers = ("query",)
    search_fields = ("owner__email",)
    fields = readonly_fields = ("owner", "name", "query", "created")


def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep or delete one of the user's own, and show the list again."""
    user, query = user_of(request), request.POST.get("query", "")
    if key := uuid_in(request.POST.get("delete", "")):
        SavedFilter.objects.of(user).filter(pk=key).delete()
    elif request.method == "POST":
        try:
            saved = SavedFilter.objects.keep(user, request.POST.get("name", ""), query)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"Saved as {saved.name}.")
    return redirect(f"{reverse('admin:content_chunk_changelist')}?{query[:2_000]}")
