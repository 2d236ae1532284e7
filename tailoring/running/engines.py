"""Which engine runs: the one place where settings become a backend."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from tailoring.backends.anthropic.failures import NOT_CONFIGURED
from tailoring.ports import LLM, LLMError


def engine_named(asked: str | None = None) -> str:
    """`anthropic` or `offline`: as asked, else as `TAILORING_ENGINE` says. Raises `LLMError` without a key."""
    engine = asked or settings.TAILORING_ENGINE
    if engine == "auto":
        return "anthropic" if settings.ANTHROPIC_API_KEY else "offline"
    if engine == "anthropic" and not settings.ANTHROPIC_API_KEY:
        raise LLMError(NOT_CONFIGURED, permanent=True, code="not_configured")
    return engine


def engine_for(name: str) -> LLM:
    """The engine called `name`, made from the settings."""
    make = import_string(settings.TAILORING_BACKENDS[name])
    engine: LLM = make(**_arguments(name))
    return engine


def _arguments(name: str) -> dict[str, object]:
    if name != "anthropic":
        return {}
    return {
        "api_key": settings.ANTHROPIC_API_KEY,
        "base_url": settings.ANTHROPIC_BASE_URL or None,
        "analysis_model": settings.ANALYSIS_MODEL,
        "generation_model": settings.GENERATION_MODEL,
        "evaluation_model": settings.EVALUATION_MODEL,
        "call_seconds": settings.CALL_SECONDS,
    }
