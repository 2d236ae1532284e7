"""Trying a password, wherever: behind one limit of failures, and one rate for each place that it is tried from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import PasswordChangeForm as DjangoPasswordChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.auth.throttling import PasswordThrottle
from accounts.models import failed_login

LOCKED = "The address or the password is wrong, or the address is locked for a while."


class PasswordBackend(ModelBackend):
    """Django's own log-in, behind the limit of failures. Every door that calls `authenticate()` has it."""

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
        if not failed_login.may_try(email, place):
            raise PermissionDenied("locked")
        user = super().authenticate(request, username=email, password=password)
        if user is not None:
            failed_login.forget(email, place)
        return user


class PasswordChangeForm(DjangoPasswordChangeForm):
    """A new password. The old one is tried as every log-in tries it, so that a stolen session cannot guess it."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.email, password=old) is None:
            raise forms.ValidationError("It was entered incorrectly, or too often; wait a while.")
        return old


def rate_limited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view`, whose form may be sent so many times a minute from one place, whoever is logged in there."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seconds = PasswordThrottle().seconds_to_wait(request)
        return too_many_attempts(request, seconds) if seconds else view(request, *args, **kwargs)

    return limited


def too_many_attempts(request: HttpRequest, seconds: int) -> HttpResponse:
    """429, as a page."""
    says = {"heading": "Too many attempts", "lead": "Please wait a minute, and try again."}
    answer = render(request, "accounts/said.html", says, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
