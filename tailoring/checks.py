"""Misconfiguration that a run would meet, said before it does."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.compatibility)
def engine_has_its_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The engine that the settings ask for can be reached."""
    if settings.TAILORING_ENGINE != "anthropic" or settings.ANTHROPIC_API_KEY:
        return []
    return [
        Warning(
            "TAILORING_ENGINE is anthropic, but ANTHROPIC_API_KEY is not set: every run will be refused.",
            hint="Set ANTHROPIC_API_KEY, or TAILORING_ENGINE=offline.",
            id="tailoring.W001",
        )
    ]
