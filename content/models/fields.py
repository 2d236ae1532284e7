"""JSON that comes out of every database as it went in."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class VerbatimJSON(models.JSONField):
    """A document that nobody looks inside of.

    PostgreSQL's `jsonb`, Django's choice, sorts keys and writes 1e+22 as a whole number; its `json` is the text.
    """

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
