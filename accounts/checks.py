"""Misconfiguration that people who log in would meet, said before they do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security)
def https_comes_through_a_proxy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Where HTTPS is on, somebody before this server speaks it, and is known."""
    if not settings.SECURE_SSL_REDIRECT or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "HTTPS is on, but TRUSTED_PROXIES is 0: every page is redirected to itself without end, "
            "and all people seem to come from the proxy's address.",
            hint="Set TRUSTED_PROXIES to the number of proxies before this server, usually 1.",
            id="accounts.W001",
        )
    ]
