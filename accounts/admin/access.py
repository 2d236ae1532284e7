"""Who curates whom, and who has looked at whose content: a superuser's to see to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin.curated import ForSuperusers, user_of
from accounts.models import Assignment, ContentAccess
from core.admin import Admin


@admin.register(Assignment)
class AssignmentAdmin(Admin):
    """Giving a person's content into a curator's hands; deleting the row takes it out of them."""

    list_display = ("curator", "owner", "created")
    list_select_related = ("curator", "owner")
    list_display_links = ("curator",)
    search_fields = ("curator__email", "owner__email")
    autocomplete_fields = ("curator", "owner")
    fixed = ("curator", "owner")
    fields = ("curator", "owner")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser

    has_module_permission = has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return user_of(request).is_superuser


@admin.register(ContentAccess)
class ContentAccessAdmin(ForSuperusers):
    list_display = ("by", "owner", "what", "day", "times", "last")
    list_select_related = ("by", "owner")
    fields = readonly_fields = list_display  # type: ignore[assignment]
    search_fields = ("by__email", "owner__email")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes it by itself: it goes with the account of whose content it was."""
        return False
