"""Misconfiguration that people who log in would meet, and servers that cannot be used, said before they are met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from core.readiness import troubles


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


@register(Tags.security)
def links_lead_here(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What is mailed begins with an address that no client has chosen."""
    if settings.PUBLIC_URL or "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            "ALLOWED_HOSTS is *: links for a new password would lead wherever whoever asks for one says.",
            hint="Set PUBLIC_URL to the address of this service, such as https://bespoke.example.org.",
            id="accounts.W002",
        )
    ]


@register(Tags.database)
def what_the_settings_name_can_be_used(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The database and the queue's broker answer, are new enough, may be written to, and were migrated for here.

    They are asked, so this runs where a database is asked for: before `migrate`, and in `check` when it is a server.
    """
    if not databases:
        return []
    return [Error(sentence, id="accounts.E001") for sentence in troubles(before_migrate=True)]
