"""`DATABASE_URL` → Django's settings for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

# Readers do not block the writer (WAL), a writer waits its turn (busy timeout) and takes it when it
# begins (IMMEDIATE), so that a web process, a worker and a command can share the file.
_SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str) -> dict[str, Any]:
    """Settings for the database at `url`: `sqlite:///FILE`. Raises `ImproperlyConfigured`."""
    scheme = urlsplit(url).scheme
    if scheme != "sqlite":
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme or 'no scheme'!r}; set it to sqlite:///FILE."
        )
    config: dict[str, Any] = environ.Env.db_url_config(url)
    return {**config, "OPTIONS": dict(_SQLITE_OPTIONS)}
