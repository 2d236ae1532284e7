"""Which compilers the engine uses."""

from __future__ import annotations

from django_mongodb_backend import operations


class DatabaseOperations(operations.DatabaseOperations):  # type: ignore[misc]  # the backend has no types
    compiler_module = "config.mongodb.compiler"
