"""JSON that comes out of every database as it went in."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.fields import InvalidJSONInput

from content.schema.limits import Unstorable, refuse_unbounded, refuse_unstorable
from content.schema.text import clean_within


class VerbatimJSON(models.JSONField):
    """A document that nobody looks inside of.

    PostgreSQL's `jsonb`, Django's choice, sorts keys and writes 1e+22 as a whole number; its `json` is the text.
    """

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": BoundedJSON, **options})

    def db_type(self, connection: Any) -> str | None:
        return "json" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if connection.vendor != "postgresql" or hasattr(value, "as_sql"):
            return super().get_db_prep_value(value, connection, prepared)
        return json.dumps(value, cls=self.encoder)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        # psycopg has read it already.
        return (
            value
            if connection.vendor == "postgresql"
            else super().from_db_value(value, expression, connection)
        )


def size_of(*values: Any) -> int:
    """How many bytes these take as JSON, about as much as any database takes for them."""
    return sum(len(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")) for value in values)


class BoundedJSON(forms.JSONField):
    """JSON typed into a form: bounded, cleaned, and of values that every database keeps."""

    def to_python(self, value: Any) -> Any:
        try:
            document = super().to_python(value)
        except (RecursionError, ValueError):
            raise ValidationError("It is nested too deeply, or holds a number that is too long.") from None
        try:
            refuse_unbounded(document)
            document = clean_within(document)
            refuse_unstorable(document)
        except Unstorable as error:
            raise ValidationError(str(error)) from None
        return document

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return InvalidJSONInput(data)
