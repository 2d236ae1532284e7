"""Logging in with a password, behind the lock."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import Failure


class Lockout(ModelBackend):
    """Django's own login, behind the lock. Every door that calls `authenticate()` has it, the admin's too."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Any:
        email = (username or str(kwargs.get("email") or "")).strip().lower()
        place = request.META.get("REMOTE_ADDR", "") if request is not None else ""
        if not email or password is None:
            return None
        if Failure.objects.locked(email, place):
            raise PermissionDenied("locked")
        user = super().authenticate(request, username=email, password=password)
        if user is None:
            Failure.objects.note(email, place)
        else:
            Failure.objects.forget(email, place)
        return user
