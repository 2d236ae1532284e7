"""`DATABASE_URL` → what Django's settings say of it. The one place that knows the kinds of databases apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config.environment import needs_package

# Readers do not block the writer (WAL), a writer waits its turn (busy timeout) and takes it when it
# begins (IMMEDIATE), so that a web process, a worker and a command can share the file. What SQLite sets aside while
# it writes is kept in memory: a full disk for temporary files must refuse nothing.
_SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    # What is deleted is overwritten, so that what was erased cannot be read out of the file.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
    ),
}
_MONGODB_OPTIONS = {
    # An answer within ten seconds, whatever is wrong with the server; a planned change of primary takes less.
    "serverSelectionTimeoutMS": 9_000,
    "connectTimeoutMS": 5_000,
    "socketTimeoutMS": 60_000,
    "appname": "bespoke",
}
# That no run is lost rests on these, whatever the address says: a claim is read where it was written, what was
# acknowledged survives a change of primary, and what was cut off on its way is written once.
_MONGODB_PROMISES = {"readPreference": "primary", "w": "majority", "retryWrites": True}
_ACCEPTED = "sqlite:///FILE, postgres://USER:PASSWORD@HOST/NAME or mongodb://HOST/NAME"
_NAME = re.compile(r"[\w-]{1,63}")


@dataclass(frozen=True)
class Store:
    """A kind of database: Django's settings for it, and what the applications of others need on it."""

    config: dict[str, Any]
    auto_field: str = "django.db.models.BigAutoField"
    app_configs: Mapping[str, str] = field(default_factory=dict)
    migrations: Mapping[str, str] = field(default_factory=dict)


def store(url: str) -> Store:
    """What is at `url`. Raises `ImproperlyConfigured`."""
    scheme = urlsplit(url).scheme.lower()
    kind = _KINDS.get(scheme)
    if kind is None:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme or 'no scheme'!r}; set it to {_ACCEPTED}."
        )
    return kind(url)


def _sqlite(url: str) -> Store:
    config: dict[str, Any] = environ.Env.db_url_config(url)
    # pytest-django knows Django's own engine by its name alone, and would make a file of any other's test database.
    tests = {"NAME": ":memory:"}
    return Store({**config, "ENGINE": "config.sqlite", "OPTIONS": dict(_SQLITE_OPTIONS), "TEST": tests})


def _postgres(url: str) -> Store:
    needs_package("psycopg", "DATABASE_URL", "postgres")
    config: dict[str, Any] = environ.Env.db_url_config(url)
    options = {"connect_timeout": 5, "application_name": "bespoke", **config.get("OPTIONS", {})}
    return Store({**config, "OPTIONS": options})


def _mongodb(url: str) -> Store:
    needs_package("django_mongodb_backend", "DATABASE_URL", "mongodb")
    parts = urlsplit(url)
    name = unquote(parts.path.strip("/")) or "bespoke"
    if not parts.netloc or not _NAME.fullmatch(name):
        raise ImproperlyConfigured(
            "DATABASE_URL is no address of a MongoDB database; set it to mongodb://HOST/NAME, where NAME is "
            "made of letters, digits, _ and -."
        )
    said = {key.lower() for key, _ in parse_qsl(parts.query)}
    options = {key: value for key, value in _MONGODB_OPTIONS.items() if key.lower() not in said}
    config = {
        "ENGINE": "config.mongodb",
        "NAME": name,
        "HOST": url,
        "OPTIONS": {**options, **_MONGODB_PROMISES},
    }
    # What Django and django-q2 bring has integer keys that count up, which MongoDB does not have.
    return Store(
        config,
        auto_field="django_mongodb_backend.fields.ObjectIdAutoField",
        app_configs={
            "django.contrib.admin": "config.mongodb.apps.Admin",
            "django.contrib.auth": "config.mongodb.apps.Auth",
            "django.contrib.contenttypes": "config.mongodb.apps.ContentTypes",
            "django_q": "config.mongodb.apps.Queue",
        },
        migrations={
            app: f"config.mongodb.migrations.{app}" for app in ("admin", "auth", "contenttypes", "django_q")
        },
    )


_KINDS: Mapping[str, Callable[[str], Store]] = {
    "sqlite": _sqlite,
    "postgres": _postgres,
    "postgresql": _postgres,
    "mongodb": _mongodb,
    "mongodb+srv": _mongodb,
}
