"""Users in the admin: Django's own, keyed by e-mail address; and what opens the doors to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.forms import AdminPasswordChangeForm, UnfoldReadOnlyPasswordHashWidget, UserCreationForm

from accounts.admin.curated import ForSuperusers, user_of
from accounts.models import RateWindow, Token, User
from accounts.privacy import begin_erasing
from core.admin import Admin

_RIGHTS = ("is_staff", "is_superuser", "is_curator", "is_operator", "groups", "user_permissions")


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
    list_display = ("email", "first_name", "last_name", "role", "date_joined")
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

    @admin.display(description="role")
    def role(self, user: User) -> str:
        """What they may do in the admin."""
        if user.is_superuser:
            return "superuser"
        roles = [name for name, has in (("curator", user.is_curator), ("operator", user.is_operator)) if has]
        return ", ".join(roles or ["staff"]) if user.is_staff else "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Everybody for those who may see accounts; a curator chooses among the people assigned to them."""
        users: QuerySet[User] = super().get_queryset(request)
        if super().has_view_permission(request):
            return users
        return users.filter(pk__in=user_of(request).curates)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A curator may name, in a filter or a form, whom they curate."""
        if super().has_view_permission(request, obj):
            return True
        naming = request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"
        return naming and user_of(request).is_curator

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The names that a person has for things are content: shown to those who may read theirs."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or user_of(request).may_read(obj.pk) or obj == request.user:
            return shown
        return [(name, options) for name, options in shown if "aliases" not in options["fields"]]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Everything that is theirs goes with them; the page that asks first quotes none of it."""
        named = [f"{user}, and everything that is theirs" for user in objs]
        refused = any(not self.has_delete_permission(request, user) for user in objs)
        lacking = {str(self.opts.verbose_name)} if refused else set()
        return named, {str(self.opts.verbose_name_plural): len(named)}, lacking, []

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
        told = f"{obj} has much: a worker erases it, and nobody can log in meanwhile."
        if not begin_erasing(obj):
            self.message_user(request, told, messages.WARNING)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            self.delete_model(request, user)


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
class RateWindowAdmin(ForSuperusers):
    """What rate limits have counted, failed log-ins among it; by deleting a row one lets somebody in again."""

    list_display = ("ends", "used")
    fields = readonly_fields = ("used", "ends")


def _may_touch(request: HttpRequest, user: User | None) -> bool:
    """Only a superuser changes or deletes one of those who come into the admin, themselves excepted."""
    asks: Any = request.user
    return asks.is_superuser or user is None or user == asks or not (user.is_staff or user.is_superuser)
