"""Which JSON schemas structured outputs take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_ANYWHERE = frozenset(
    {"type", "description", "title", "enum", "const", "anyOf", "allOf", "$ref", "$defs", "default"}
)
_BY_TYPE: dict[str, frozenset[str]] = {
    "object": frozenset({"properties", "required", "additionalProperties"}),
    "array": frozenset({"items", "minItems"}),
    "string": frozenset({"format", "pattern"}),
    "number": frozenset(),
    "integer": frozenset(),
    "boolean": frozenset(),
    "null": frozenset(),
}
_MAX_OPTIONAL = 24


def check_schema(schema: dict[str, Any]) -> str:
    """Why the API refuses `schema`; empty when it does not."""
    definitions = schema.get("$defs", {})
    optional = 0
    for node in _nodes(schema):
        if problem := _check_node(node, definitions):
            return problem
        optional += len(node.get("properties", {}).keys() - set(node.get("required", [])))
    if optional > _MAX_OPTIONAL:
        return f"Schemas contains too many optional parameters ({optional}), limit: {_MAX_OPTIONAL}"
    for name in definitions:
        if name in _reached(definitions[name], definitions, set()):
            return f"Recursive schema '{name}' is not supported"
    return ""


def _check_node(node: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in node:
        known = node["$ref"].removeprefix("#/$defs/") in definitions
        return "" if known else f"$ref '{node['$ref']}' cannot be resolved"
    kind = node.get("type")
    if kind is None:
        return "" if node.keys() & {"anyOf", "allOf", "enum", "const"} else "Schema type missing"
    if kind not in _BY_TYPE:
        return f"Schema type '{kind}' is not supported"
    if kind == "object" and node.get("additionalProperties") is not False:
        return "For 'object' type, 'additionalProperties' must be explicitly set to false"
    for key in node:
        if key not in _ANYWHERE | _BY_TYPE[kind]:
            return f"For '{kind}' type, property '{key}' is not supported"
    if kind == "array" and node.get("minItems", 0) not in (0, 1):
        return "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
    missing = set(node.get("required", [])) - node.get("properties", {}).keys()
    return f"Required properties {sorted(missing)} are not defined" if missing else ""


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    children = [*node.get("properties", {}).values(), *node.get("$defs", {}).values()]
    children += [*node.get("anyOf", []), *node.get("allOf", [])]
    if isinstance(node.get("items"), dict):
        children.append(node["items"])
    for child in children:
        yield from _nodes(child)


def _reached(node: dict[str, Any], definitions: dict[str, Any], seen: set[str]) -> set[str]:
    for each in _nodes(node):
        name = each.get("$ref", "").removeprefix("#/$defs/")
        if name in definitions and name not in seen:
            seen.add(name)
            _reached(definitions[name], definitions, seen)
    return seen
