"""Rows that belong to a person hang on rows of the same person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError


def refuse_anothers(row: Any, *names: str) -> None:
    """Raise `ValidationError` for each of the foreign keys `names` that points to what is another person's."""
    faults = {
        name: "It belongs to another person; choose one of the same owner."
        for name in names
        if row.owner_id and (part := getattr(row, name, None)) and part.owner_id != row.owner_id
    }
    if faults:
        raise ValidationError(faults)
