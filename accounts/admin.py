"""Users in the admin: Django's own, keyed by e-mail address; and what opens the doors to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.forms import AdminPasswordChangeForm, UnfoldReadOnlyPasswordHashWidget, UserCreationForm

from accounts.models import RateWindow, Token, User
from accounts.privacy import erase
from core.admin import Admin

_RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


class _ChangeForm(UserChangeForm[User] if TYPE_CHECKING else UserChangeForm):  # type: ignore[misc]
    """unfold's takes it that everybody may change the password; here only superusers have the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if password := self.fields.get("password"):
            password.widget = UnfoldReadOnlyPasswordHashWidget()


@admin.register(User)
class UserAdmin(Admin, DjangoUserAdmin):
    """What lets somebody be another, or more than they are, is in a superuser's hands alone."""

    form, add_form, change_password_form = _ChangeForm, UserCreationForm, AdminPasswordChangeForm
    ordering = ("email",)
    filter_horizontal = ()
    filter_vertical = ("groups", "user_permissions")  # beside each other they are wider than the page
    list_display = ("email", "first_name", "last_name", "is_staff", "date_joined")
    search_fields = ("email", "first_name", "last_name")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Name", {"fields": ("first_name", "last_name")}),
        ("Rights", {"fields": ("is_active", *_RIGHTS)}),
        ("Search", {"fields": ("aliases",)}),
        ("Budget", {"fields": ("daily_runs", "daily_dollars")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        readonly = super().get_readonly_fields(request, obj)
        if obj is None or request.user.is_superuser:  # type: ignore[union-attr]
            return readonly
        # Whoever changes an address has a link for a new password mailed there.
        return (*readonly, "email", "password", *_RIGHTS)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        if not request.user.is_superuser:  # type: ignore[union-attr]
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Erase everything of theirs, as `DELETE /api/me` does: what lies outside the tables, too."""
        erase(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            erase(user)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(Admin, DjangoGroupAdmin):
    """Groups give rights: only a superuser sees to them."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)  # type: ignore[union-attr]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)


@admin.register(Token)
class TokenAdmin(Admin):
    """To be seen and revoked. Tokens are made where their secret can be shown: the API, or `api_token`."""

    list_display = ("__str__", "owner", "hint", "created", "expires", "used")
    list_select_related = ("owner",)
    search_fields = ("owner__email", "name", "hint")
    fields = readonly_fields = ("owner", "name", "hint", "created", "expires", "used")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(RateWindow)
class RateWindowAdmin(Admin):
    """What rate limits have counted, failed log-ins among it; by deleting a row one lets somebody in again."""

    list_display = ("ends", "used")
    readonly_fields = ("used", "ends")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


def _may_touch(request: HttpRequest, user: User | None) -> bool:
    """Only a superuser changes or deletes one of those who come into the admin, themselves excepted."""
    asks: Any = request.user
    return asks.is_superuser or user is None or user == asks or not (user.is_staff or user.is_superuser)
