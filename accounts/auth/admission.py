"""Whether somebody who came in may still be in: what answers for long asks it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework.request import Request

from accounts.models import Token, User


def admission_of(request: Request) -> Callable[[], bool]:
    """What says, whenever it is called, whether the token or session of the request is still good."""
    if isinstance(request.auth, Token):
        token = request.auth.pk
        return lambda: Token.objects.live().filter(pk=token).exists()
    user: Any
    user, session = request.user.pk, getattr(request._request, "session", None)
    key = session.session_key if session is not None else None

    def admitted() -> bool:
        logged_in = session is None or key is None or session.exists(key)
        return logged_in and User.objects.filter(pk=user, is_active=True).exists()

    return admitted
