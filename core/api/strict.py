"""What refuses that it does not know, by name: a misspelt field or filter does nothing silently."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.views import APIView


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


class KnownParameters(APIView):
    """Refuses parameters that the view does not read, by name: a misspelt filter would find everything."""

    # What it reads beside its filters and pages, by method.
    takes: ClassVar[dict[str, tuple[str, ...]]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        known = self._known(str(request.method).lower())
        unknown = sorted(set(request.query_params) - set(known))
        if unknown:
            told = f"The parameters are: {', '.join(known)}." if known else "There are none here."
            raise serializers.ValidationError(
                {name[:80]: f"There is no such parameter. {told}" for name in unknown[:10]}
            )

    def _known(self, method: str) -> list[str]:
        names = [*self.takes.get(method, ())]
        if method in ("get", "head") and isinstance(self, ListModelMixin):
            names += getattr(getattr(self, "filterset_class", None), "base_filters", {})
            names += getattr(self, "filterset_fields", ())
            paginator: Any = getattr(self, "paginator", None)
            names += [paginator.page_query_param, paginator.page_size_query_param] if paginator else []
        return names
