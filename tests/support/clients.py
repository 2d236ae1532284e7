"""Those who ask the API in tests, let in without a token or a password."""

from __future__ import annotations

from rest_framework.test import APIClient

from accounts.models import User


def client_of(user: User) -> APIClient:
    """A client that is `user`."""
    client = APIClient()
    client.force_authenticate(user)
    return client
