"""A collection of MongoDB's as the engine uses it: writes that are repeated safely, and errors that are Django's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from config.mongodb.errors import translated


class Collection:
    """What pymongo's collection does. `update_many` of one row is an `update_one`: that the driver repeats by itself
    when the primary changes, and the server does it once (retryable writes); of many rows it would not.
    """

    def __init__(self, collection: Any) -> None:
        self._collection = collection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._collection, name)

    def aggregate(self, pipeline: Any, **options: Any) -> Rows:
        with translated():
            return Rows(self._collection.aggregate(pipeline, **options))

    def insert_many(self, documents: Any, **options: Any) -> Any:
        with translated():
            return self._collection.insert_many(documents, **options)

    def update_many(self, criteria: Mapping[str, Any], update: Any, **options: Any) -> Any:
        with translated():
            write = self._collection.update_one if _names_one(criteria) else self._collection.update_many
            return write(criteria, update, **options)

    def delete_many(self, criteria: Mapping[str, Any], **options: Any) -> Any:
        with translated():
            write = self._collection.delete_one if _names_one(criteria) else self._collection.delete_many
            return write(criteria, **options)


class Rows:
    """A cursor of pymongo's."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        with translated():
            yield from self._cursor

    def next(self) -> Any:
        with translated():
            return self._cursor.next()


def _names_one(criteria: Mapping[str, Any]) -> bool:
    """Whether only the row with one key can be meant."""
    if any(isinstance(criteria.get(key), str) for key in ("id", "_id")):
        return True
    return any(_names_one(part) for part in criteria.get("$and", ()))
