"""Whether somebody who came in may be in: asked before a long body is read, and again by what answers for long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, connection
from django.http import parse_cookie
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


async def is_known(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the headers of a request hold a good token or session, asked before anything else is read of it."""
    async with ThreadSensitiveContext():
        return await sync_to_async(_known)(headers)


def _known(headers: Mapping[bytes, bytes]) -> bool:
    scheme, _, secret = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    session = cookies.get(settings.SESSION_COOKIE_NAME, "")
    try:
        if scheme.lower() == "bearer" and Token.objects.bearing(secret.strip()):
            return True
        store = import_module(settings.SESSION_ENGINE).SessionStore
        return bool(session) and SESSION_KEY in store(session)
    except DatabaseError:
        return True  # the view says that the database is away
    finally:
        connection.close()  # this thread ends here
