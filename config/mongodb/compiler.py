"""Queries that sort first.

The backend looks joined rows up, then chooses the columns, and sorts and cuts a page out last: of a large collection
everything is joined and sorted in memory, whatever indexes there are. Where a query sorts by its own columns, here the
page is cut out first, which an index does, and only its rows are joined. And a count reads an index alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bson import MinKey
from django.db.models.expressions import Col
from django_mongodb_backend import compiler, query


class Query(query.MongoQuery):  # type: ignore[misc]  # the backend has no types
    def get_pipeline(self) -> list[dict[str, Any]]:
        if not self._sorts_by_its_own():
            return _counting_keys(super().get_pipeline())
        first: list[dict[str, Any]] = [{"$match": self.match_mql}] if self.match_mql else []
        first.append({"$sort": self.ordering})
        if self.query.low_mark > 0:
            first.append({"$skip": self.query.low_mark})
        if self.query.high_mark is not None:
            first.append({"$limit": self.query.high_mark - self.query.low_mark})
        chosen = [{"$project": self.project_fields}] if self.project_fields else []
        return [*first, *(self.lookup_pipeline or []), *chosen]

    def _sorts_by_its_own(self) -> bool:
        """Whether filter and order concern this collection alone, and nothing is computed in between."""
        if not self.ordering or self.query.distinct:
            return False
        if self.subqueries or self.aggregation_pipeline or self.combinator_pipeline or self.search_pipeline:
            return False
        if self.subquery_lookup or any(
            value != f"${name}" for name, value in (self.extra_fields or {}).items()
        ):
            return False
        own = self.compiler.collection_name
        expressions = [order.expression for order in self.compiler.order_by_objs]
        if not all(isinstance(each, Col) and each.alias == own for each in expressions):
            return False
        joined = [stage["$lookup"]["as"] for stage in self.lookup_pipeline or () if "$lookup" in stage]
        return not any(
            word.lstrip("$").startswith(f"{name}.") for word in _words(self.match_mql) for name in joined
        )


def _counting_keys(pipeline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same, but a count of all rows reads the index of their keys, not the rows: those may be large."""
    parts = pipeline[0].get("$facet", {}).get("group", []) if pipeline else []
    if [set(part.get("$group", ())) for part in parts] == [{"_id", "__count"}]:
        return [{"$match": {"_id": {"$gte": MinKey()}}}, *pipeline]
    return pipeline


def _words(part: Any) -> Iterator[str]:
    """Every key and every text of a filter."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from _words(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _words(value)
    elif isinstance(part, str):
        yield part


class SQLCompiler(compiler.SQLCompiler):  # type: ignore[misc]
    query_class = Query


SQLInsertCompiler = compiler.SQLInsertCompiler
SQLDeleteCompiler = compiler.SQLDeleteCompiler
SQLUpdateCompiler = compiler.SQLUpdateCompiler
SQLAggregateCompiler = compiler.SQLAggregateCompiler
