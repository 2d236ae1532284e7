"""Who asks: told by an API token."""

from __future__ import annotations

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import Token, User

CHALLENGE = 'Bearer realm="bespoke"'


class Bearer(BaseAuthentication):
    """`Authorization: Bearer TOKEN`."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        scheme, _, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = Token.objects.bearing(secret.strip())
        if token is None:
            raise AuthenticationFailed
        token.note_use()
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE
