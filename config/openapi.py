"""How the OpenAPI document is made."""

from __future__ import annotations

SPECTACULAR_SETTINGS = {
    "TITLE": "Bespoke",
    "DESCRIPTION": "Cuts a person's résumé to one job, from what their own content says.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.openapi.with_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "RunStatus": "tailoring.models.State",
        "ApplicationStatus": "tailoring.models.ApplicationStatus",
        "ChunkStatus": "content.choices.Status",
        "ChunkSource": "content.choices.Source",
        "StatableSource": "content.api.chunks.STATABLE",
    },
}
