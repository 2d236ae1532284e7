"""Where people reach this service: what a mailed link begins with."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

_THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}


def public_address(request: HttpRequest) -> tuple[str, bool]:
    """The host, with a port only where one is needed, and whether it speaks HTTPS.

    As PUBLIC_URL says. Without it the host by which the client called the server, which ALLOWED_HOSTS knows, but never
    the port that the client wrote: on this machine alone the port that the server listens on.
    """
    if settings.PUBLIC_URL:
        parts = urlsplit(settings.PUBLIC_URL)
        return parts.netloc, parts.scheme.lower() == "https"
    name, _ = split_domain_port(request.get_host())
    port = str(request.META.get("SERVER_PORT", ""))
    local = name in _THIS_MACHINE and port not in ("", "80", "443")
    return f"{name}:{port}" if local else name, request.is_secure()
