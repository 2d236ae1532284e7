"""Whose rows the admin shows to whom: content to those who curate it, runs and spending to operators.

Django's own permissions open none of these: they would open everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from accounts.models import ContentAccess, User
from core.admin import Admin, ReadOnly


class Curated(Admin):
    """Rows that are a person's content: a superuser sees all, a curator those of the people assigned to them.

    Whoever opens one, or a list of them, is recorded.
    """

    owner_path = "owner_id"
    # Rows that belong to nobody are shown to every curator, and changed by superusers alone.
    shows_ownerless = False
    curators_may = frozenset({"view"})

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(self.within_reach(request))

    def within_reach(self, request: HttpRequest) -> Q:
        """Which rows the user of the request may see."""
        user = user_of(request)
        if user.is_superuser:
            return Q()
        name = self.owner_path.replace(".", "__")
        reach = Q(**{f"{name}__in": user.curates})
        return reach | Q(**{name: None}) if self.shows_ownerless and user.curates else reach

    def owner_of(self, row: Any) -> UUID | None:
        for name in self.owner_path.split("."):
            row = getattr(row, name)
        return row if isinstance(row, UUID) else None

    def may(self, request: HttpRequest, deed: str, row: Any = None) -> bool:
        """Whether the user may do this to the row; without a row, to any."""
        user = user_of(request)
        if user.is_superuser or not (user.is_staff and user.is_curator):
            return user.is_superuser
        if deed not in self.curators_may:
            return False
        if row is None:
            return True
        owner = self.owner_of(row)
        return user.may_read(owner) or (owner is None and self.shows_ownerless and deed == "view")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "view", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "delete", obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "view")

    def refuse_who_may_not(self, request: HttpRequest, deed: str, row: Any = None) -> None:
        """For views of our own. Raises `PermissionDenied`."""
        if not self.may(request, deed, row):
            raise PermissionDenied

    def note_look(self, request: HttpRequest, owners: Iterable[UUID | None]) -> None:
        """Record whose content the page of this request shows."""
        ContentAccess.objects.note(user_of(request), owners, str(self.opts.verbose_name))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        answer: Any = super().changelist_view(request, extra_context)
        listed = (getattr(answer, "context_data", None) or {}).get("cl")
        if listed is not None:
            self.note_look(request, (self.owner_of(row) for row in listed.result_list))
        return answer

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *rest: Any, **more: Any) -> Any:
        self._note_opened(request, object_id)
        return super().changeform_view(request, object_id, *rest, **more)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        self._note_opened(request, object_id)
        return super().delete_view(request, object_id, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        self._note_opened(request, object_id)
        answer: HttpResponse = super().history_view(request, object_id, extra_context)
        return answer

    def _note_opened(self, request: HttpRequest, key: Any) -> None:
        row = self.get_object(request, key) if key else None
        if row is not None and user_of(request).may_read(owner := self.owner_of(row)):
            self.note_look(request, [owner])


class CuratedReadOnly(ReadOnly, Curated):
    """Content that is read in the admin, and never changed there."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser


class ForSuperusers(ReadOnly):
    """Tables of the machinery: they hold keys, counts, and copies of people's words."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser

    has_module_permission = has_delete_permission = has_view_permission


class ForOperators(ReadOnly):
    """What runs cost, without anybody's words: for operators and superusers."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return operates(request)

    has_module_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return user_of(request).is_superuser


class ScopedAutocomplete(AutocompleteSelectFilter):  # type: ignore[misc]
    """A filter by a row that is chosen by typing: what is chosen is named to those who may see it."""

    def choices(self, changelist: Any) -> Any:
        related: Any = self.field.related_model
        rows = self.model_admin.admin_site.get_model_admin(related).get_queryset(self.request)
        for choice in super().choices(changelist):
            choice["form"].fields[self.lookup_kwarg].queryset = rows
            yield choice


def operates(request: HttpRequest) -> bool:
    """Whether the user sees runs and spending: the role, or all rights."""
    user = user_of(request)
    return user.is_superuser or (user.is_staff and user.is_operator)


def user_of(request: HttpRequest) -> User:
    """Who asks; the admin lets nobody in who is not logged in."""
    user: Any = request.user
    found: User = user
    return found
