"""Misconfiguration that search would meet, said before it does."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.compatibility)
def embeddings_have_their_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The embeddings that the settings ask for can be had."""
    if settings.EMBEDDINGS != "voyage" or settings.VOYAGE_API_KEY:
        return []
    return [
        Warning(
            "EMBEDDINGS is voyage, but VOYAGE_API_KEY is not set: every run will search by words alone.",
            hint="Set VOYAGE_API_KEY, or EMBEDDINGS=local.",
            id="content.W001",
        )
    ]


@register(Tags.compatibility)
def an_index_has_vectors_to_hold(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Qdrant is of use only with embeddings."""
    if settings.EMBEDDINGS != "none" or not settings.QDRANT_URL:
        return []
    return [
        Warning(
            "QDRANT_URL is set, but EMBEDDINGS is none: Qdrant is not used.",
            hint="Set EMBEDDINGS to auto, voyage or local, or unset QDRANT_URL.",
            id="content.W002",
        )
    ]
