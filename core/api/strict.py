"""Serializers that refuse what they do not know, by name: a misspelt field changes nothing silently."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class Strict(serializers.Serializer[Any]):
    """Refuses fields that it does not have."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = sorted(set(data) - set(self.fields), key=str) if isinstance(data, dict) else []
        if unknown:
            known = ", ".join(name for name, field in self.fields.items() if not field.read_only)
            raise serializers.ValidationError(
                {str(name)[:80]: f"There is no such field. The fields are: {known}." for name in unknown[:10]}
            )
        return super().to_internal_value(data)
