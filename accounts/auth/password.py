"""Logging in with a password, behind the lock."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

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
        # The address that throttles count by: through as many proxies as TRUSTED_PROXIES says.
        place = BaseThrottle().get_ident(Request(request)) if request is not None else ""
        if not email or password is None:
            return None
        if not Failure.objects.may_try(email, place):
            raise PermissionDenied("locked")
        user = super().authenticate(request, username=email, password=password)
        if user is not None:
            Failure.objects.forget(email, place)
        return user
