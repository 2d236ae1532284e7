"""Which compilers the engine uses, and what documents look like in it."""

from __future__ import annotations

from typing import Any

from django_mongodb_backend import operations

# pymongo reads an object with the key "$ref" as a reference to another document, which nothing here is.
_REFERS, _MARK = "$ref", "\uff04"


class DatabaseOperations(operations.DatabaseOperations):  # type: ignore[misc]  # the backend has no types
    compiler_module = "config.mongodb.compiler"

    def adapt_json_value(self, value: Any, encoder: Any) -> Any:
        return _renamed(super().adapt_json_value(value, encoder), lambda key: _MARK + key)

    def convert_jsonfield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        plain = _renamed(value, lambda key: key.removeprefix(_MARK))
        return super().convert_jsonfield_value(plain, expression, connection)


def _renamed(value: Any, rename: Any) -> Any:
    """`value` with other names for the keys that are, or stand for, "$ref"; itself where there is none."""
    if isinstance(value, dict):
        return {
            rename(key) if key.endswith(_REFERS) and key.strip(_MARK) == _REFERS else key: _renamed(
                part, rename
            )
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_renamed(part, rename) for part in value]
    return value
