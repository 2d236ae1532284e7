"""django-mongodb-backend's engine, made fit for runs that are never lost (ARCHITECTURE, "Three databases").

Its unique indexes serve queries too, its errors are Django's and say nothing of what is stored, and what changes one
row is written once even when the primary steps down under it.
"""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django_mongodb_backend import base, schema
from pymongo import ASCENDING, IndexModel

from config.mongodb.collections import Collection
from config.mongodb.errors import translated
from config.mongodb.operations import DatabaseOperations
from core import servers as reaching


class SchemaEditor(schema.DatabaseSchemaEditor):  # type: ignore[misc]  # the backend has no types
    def add_index(
        self, model: Any, index: Any, *, field: Any = None, unique: bool = False, **more: Any
    ) -> None:
        """Add an index; a unique one over fields that are never null without the condition that they are not.

        With it, as the backend would add it, MongoDB enforces the index and then reads the whole collection for each
        look-up by key: it cannot tell that what is asked for meets the condition.
        """
        fields = [field] if field else [model._meta.get_field(name) for name, _ in index.fields_orders]
        if not unique or index.condition or any(each.null for each in fields):
            super().add_index(model, index, field=field, unique=unique, **more)
            return
        keys = [(each.column, ASCENDING) for each in fields]
        self.get_collection(model._meta.db_table).create_indexes(
            [IndexModel(keys, name=index.name, unique=True)]
        )


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    SchemaEditorClass = SchemaEditor
    ops_class = DatabaseOperations

    def connect(self) -> None:
        first = self.alias not in self._connection_pools
        # The reason in a sentence, and sooner than the driver gives up.
        if first and (sentence := reaching.mongodb(self.settings_dict["HOST"], "DATABASE_URL")):
            raise OperationalError(sentence)
        with translated():
            super().connect()

    def get_collection(self, name: str, **options: Any) -> Any:
        return Collection(super().get_collection(name, **options))

    def is_usable(self) -> bool:
        # The client finds its way back to the servers by itself.
        return True
