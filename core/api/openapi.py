"""What the OpenAPI schema says of every operation: its errors are problem documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from pydantic import BaseModel

from core.api.problems import MEDIA_TYPE


class SchemaView(SpectacularAPIView):
    """The schema. It has one version: what `?version=` asks for is not repeated in a header."""

    def _get_version_parameter(self, request: Any) -> None:
        return None


class DocsView(SpectacularSwaggerSplitView):
    """The browsable documentation, its script apart from the page."""


class ProblemDocument(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None
    run: UUID | None = None


_ALWAYS = {
    "400": "The request could not be understood.",
    "401": "Not authenticated.",
    "429": "Too many requests; see `Retry-After`.",
    "500": "Our fault.",
    "503": "The database or the queue cannot be used now; see `Retry-After`.",
}
_BODY = {
    "400": "Not JSON, or not to be understood.",
    "413": "Too large.",
    "415": "Not a media type that is read.",
    "422": "Not valid.",
}
_ONE = {"404": "There is no such thing, or it is not yours."}
_TAILOR = {
    "404": "No résumé, or not yours.",
    "409": "The key was used for another request, or the run was cancelled.",
    "502": "The provider failed.",
    "503": "Tailoring service is not configured, or the database cannot be used now.",
    "504": "The provider timed out.",
}
_FORGED = {"403": "The CSRF token is missing or wrong, or it is not allowed."}
_OPEN = ("/healthz", "/readyz", "/metrics", "/api/schema")


def with_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: add the problem document to the components, and the problems to the operations."""
    result["components"]["schemas"]["ProblemDocument"] = ProblemDocument.model_json_schema()
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            for status, says in _problems(path, method).items():
                operation["responses"].setdefault(status, _response(says))
    return result


def _problems(path: str, method: str) -> dict[str, str]:
    if path.startswith(_OPEN):
        return {}
    if path == "/tailor":
        return _ALWAYS | _BODY | _FORGED | _TAILOR
    found = dict(_ALWAYS)
    if method == "delete":
        found |= _FORGED
    if "{" in path:
        found |= _ONE
    if path == "/api/preview":
        found["404"] = _TAILOR["404"]
    if method in ("post", "put", "patch"):
        found |= _BODY | _FORGED | {"409": "It stands in the way of something that is there."}
    elif method == "get" and "{" not in path:
        found |= {"404": "There is no such page.", "422": "A filter is not valid."}
    return found


def _response(says: str) -> dict[str, Any]:
    return {
        "description": says,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
    }
