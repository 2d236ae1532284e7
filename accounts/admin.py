"""Users in the admin: Django's own, keyed by e-mail address."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import Failure, Token, User, Window
from accounts.privacy import erase


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]
    ordering = ("email",)
    list_display = ("email", "first_name", "last_name", "is_staff", "date_joined")
    search_fields = ("email", "first_name", "last_name")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Name", {"fields": ("first_name", "last_name")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Search", {"fields": ("aliases",)}),
        ("Budget", {"fields": ("daily_runs", "daily_dollars")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Erase everything of theirs, as `DELETE /api/me` does: what lies outside the tables, too."""
        erase(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            erase(user)


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """To be seen and revoked. Tokens are made where their secret can be shown: the API, or `api_token`."""

    list_display = ("__str__", "owner", "hint", "created", "expires", "used")
    list_select_related = ("owner",)
    search_fields = ("owner__email", "name", "hint")
    fields = readonly_fields = ("owner", "name", "hint", "created", "expires", "used")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Failure)
class FailureAdmin(admin.ModelAdmin):
    """Failed logins, by hash. Deleting them opens the lock."""

    list_display = ("who", "created")
    search_fields = ("who", "address")
    fields = readonly_fields = ("who", "address", "created")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Window)
class WindowAdmin(admin.ModelAdmin):
    """What throttles have counted; by deleting a row one lets somebody in again."""

    list_display = ("ends", "used")
    readonly_fields = ("used", "ends")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
