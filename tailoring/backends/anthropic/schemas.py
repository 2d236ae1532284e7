"""Pydantic types as the JSON schemas that structured outputs accept."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

_KEPT = ("enum", "const", "anyOf", "type", "description", "items", "properties")
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")


@cache
def schema_of(answer: type[BaseModel]) -> dict[str, Any]:
    """The schema of `answer`: references written out, all properties required, nothing unsupported.

    The same object for the same type: a schema that changes is a cache that misses.
    Raises `ValueError` for a type that refers to itself, which the API has no schema for.
    """
    whole = answer.model_json_schema()
    return _plain(whole, whole.get("$defs", {}), ())


def _plain(node: dict[str, Any], definitions: dict[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
    if "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[-1]
        if name in inside:
            raise ValueError(f"{name} refers to itself, which structured outputs cannot hold")
        plain = _plain(definitions[name], definitions, (*inside, name))
        return {**plain, "description": node["description"]} if "description" in node else plain
    if len(node.get("allOf", ())) == 1:
        return _plain(
            {**node["allOf"][0], **{k: v for k, v in node.items() if k != "allOf"}}, definitions, inside
        )
    kept = {key: node[key] for key in _KEPT if key in node}
    # As the SDK does: an enum or a constant says its own type.
    if "enum" in kept or "const" in kept:
        kept.pop("type", None)
    if "anyOf" in kept:
        kept["anyOf"] = [_plain(choice, definitions, inside) for choice in kept["anyOf"]]
    if "items" in kept:
        kept["items"] = _plain(kept["items"], definitions, inside)
    if kept.get("type") == "object":
        kept = _object(kept, definitions, inside)
    return _with_bounds(kept, node)


def _object(kept: dict[str, Any], definitions: dict[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
    properties = {
        name: _plain(value, definitions, inside) for name, value in kept.get("properties", {}).items()
    }
    # An object's description is its class's docstring: written for programmers, paid for in tokens.
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _with_bounds(kept: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Bounds are refused as keywords, so the model is told of them in the description, as the SDK does."""
    bounds = ", ".join(f"{key}: {node[key]}" for key in _BOUNDS if key in node)
    if not bounds:
        return kept
    return {**kept, "description": f"{kept.get('description', '')} {{{bounds}}}".strip()}
