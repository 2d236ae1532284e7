"""A résumé within a body: validated and cleaned, and in the OpenAPI document by its own schema."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from content.schema import resume as schema

_NAMED = "#/components/schemas/{model}"


class ResumeData(serializers.JSONField):
    """A résumé in the schema of `content.schema.resume`."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return schema.ResumeData.accept(data)
        except ValueError as error:
            raise serializers.ValidationError(schema.first_fault(error)) from None

    def to_representation(self, value: Any) -> Any:
        return value


class ResumeOrNothing(serializers.DictField):
    """A résumé, or an empty object where there is none."""


class ResumeSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = ResumeData

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return _resume(auto_schema.registry)


class ResumeOrNothingSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = ResumeOrNothing

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {"anyOf": [_resume(auto_schema.registry), {"type": "object", "maxProperties": 0}]}


def _resume(registry: Any) -> dict[str, Any]:
    """A reference to the résumé's type, after it and its parts stand in the document."""
    told = schema.ResumeData.model_json_schema(ref_template=_NAMED, mode="serialization")
    parts = told.pop("$defs", {})
    for name, part in {**parts, "ResumeData": told}.items():
        registry.register_on_missing(_component(name, part))
    return {"$ref": _NAMED.format(model="ResumeData")}


def _component(name: str, part: Any) -> Any:
    return ResolvedComponent(name, ResolvedComponent.SCHEMA, schema=part, object=name)  # type: ignore[no-untyped-call]
