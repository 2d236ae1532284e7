"""Rows that belong to a person hang on rows of the same person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    from accounts.models.user import User


def refuse_anothers(row: Any, *names: str) -> None:
    """Raise `ValidationError` for each of the foreign keys `names` that points to what is another person's."""
    faults = {
        name: "It belongs to another person; choose one of the same owner."
        for name in names
        if row.owner_id and (part := getattr(row, name, None)) and part.owner_id != row.owner_id
    }
    if faults:
        raise ValidationError(faults)


def stored_bytes(user: User) -> int:
    """What the user's rows take, of each model that counts the bytes of its rows in `size`."""
    counting = (model for model in _owned() if any(field.name == "size" for field in model._meta.fields))
    rows = (model._default_manager.filter(owner=user) for model in counting)
    return sum(some.aggregate(total=models.Sum("size"))["total"] or 0 for some in rows)


def owned_rows(user: User, *, most: int) -> int:
    """How many rows are the user's, counted no further than `most` in each table."""
    return sum(model._default_manager.filter(owner=user)[:most].count() for model in _owned())


def _owned() -> Iterator[type[models.Model]]:
    """Each model of ours whose rows name an owner."""
    for model in (model for app in settings.OURS for model in apps.get_app_config(app).get_models()):
        if any(field.name == "owner" for field in model._meta.fields):
            yield model
