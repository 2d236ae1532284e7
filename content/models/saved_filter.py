"""Filters of the list of chunks that a curator has saved under a name."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User

MOST_SAVED, LONGEST_NAME, LONGEST_QUERY = 50, 60, 2_000
_LEFT_OUT = ("p", "o", "all")


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of(self, owner: User) -> SavedFilterQuerySet:
        return self.filter(owner=owner).order_by("name", "id")

    def keep(self, owner: User, name: str, query: str) -> SavedFilter:
        """Save the filters of an address under a name; another of this name is replaced. Raises `ValidationError`."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise ValidationError(f"Give the filters a name of at most {LONGEST_NAME} characters.")
        asked = QueryDict(query[: LONGEST_QUERY + 1], mutable=True)
        for left_out in _LEFT_OUT:
            asked.pop(left_out, None)
        asked = _filled(asked)
        if not asked or len(query) > LONGEST_QUERY:
            raise ValidationError("Choose the filters first, then save them.")
        named = self.filter(owner=owner, name=name)
        if not named.exists() and self.filter(owner=owner).count() >= MOST_SAVED:
            raise ValidationError(f"{MOST_SAVED} filters are the most; delete one first.")
        saved, _ = self.update_or_create(owner=owner, name=name, defaults={"query": asked.urlencode()})
        return saved


class SavedFilter(models.Model):
    """One combination of filters, and what its owner calls it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.TextField(max_length=LONGEST_QUERY)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        app_label = "content"
        ordering = ("-created", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "name"), name="saved_filter_name_once_per_owner")
        ]

    def __str__(self) -> str:
        return self.name


def _filled(asked: QueryDict) -> QueryDict:
    """Without the parameters that choose nothing."""
    for name in [name for name, value in asked.items() if not value]:
        del asked[name]
    return asked
