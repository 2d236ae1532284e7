"""What is whose."""

from __future__ import annotations

from typing import Any

from django.db import models
from rest_framework import generics
from rest_framework.request import Request

from accounts.models import User
from core.api.strict import KnownParameters


def asker(request: Request) -> User:
    """Whoever asks. Somebody does: the permissions of the API let no one else through."""
    assert isinstance(request.user, User)
    return request.user


class Owned(KnownParameters, generics.GenericAPIView[Any]):
    """A view of rows that belong to someone: the one place where they are narrowed to whoever asks.

    So what is another's does not exist here, and is answered 404 like everything that does not.
    """

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):  # the schema is made without anyone asking
            return rows.none()
        return rows.filter(owner=self.request.user)
