"""Reading settings from the environment, so that a wrong value says which it is and what would be right."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}
env = environ.Env()
_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?", re.IGNORECASE)


def secret(name: str, *, default: str = "") -> str:
    """The variable `name`, or what stands in the file that the variable `name` + `_FILE` names."""
    value: str = env.str(name, default="")
    file: str = env.str(f"{name}_FILE", default="").strip()
    if not file:
        return value or default
    if value:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; leave one of them out.")
    try:
        read = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read ({reason}).") from None
    if not read:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which is empty.")
    return read


def choice(name: str, accepted: Sequence[str]) -> str:
    """The variable `name`, one of `accepted`; the first of them when unset."""
    value: str = env.str(name, default=accepted[0]).strip().lower() or accepted[0]
    if value not in accepted:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to {_listed(accepted)}.")
    return value


def whole(name: str, *, default: int, least: int = 0, most: int = 86_400) -> int:
    """The variable `name` as a whole number from `least` to `most`."""
    text = env.str(name, default="").strip()
    if not text:
        return default
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ImproperlyConfigured(f"{name} is {text!r}; set it to a whole number from {least} to {most}.")
    return int(text)


def amount(name: str) -> float | None:
    """The variable `name` as a number that is not negative; `None` when unset."""
    text = env.str(name, default="").strip()
    try:
        value = float(text) if text else None
    except ValueError:
        value = -1.0
    if value is not None and not 0 <= value < 1e9:
        raise ImproperlyConfigured(f"{name} is {text!r}; set it to a number, such as 20, or leave it out.")
    return value


def queue_broker(name: str) -> dict[str, Any]:
    """The variable `name` as django-q2's settings of its broker; the database when unset."""
    text = secret(name).strip()
    scheme = text.partition("://")[0].lower()
    if not text:
        return {"orm": "default"}
    if scheme in ("redis", "rediss"):
        return {"redis": redis_url(name)}
    if scheme == "mongodb":
        needs_package("pymongo", name, scheme)
        return {"mongo": {"host": text, "serverSelectionTimeoutMS": 5_000}, "mongo_db": "bespoke"}
    raise ImproperlyConfigured(
        f"{name} begins with {scheme!r}; set it to redis://… or mongodb://…, or leave it out for the database."
    )


def redis_url(name: str) -> str:
    """The variable `name` as the address of a Redis server that is not waited for long; empty when unset."""
    text = secret(name).strip()
    scheme = text.partition("://")[0].lower()
    if not text:
        return ""
    if scheme not in ("redis", "rediss"):
        raise ImproperlyConfigured(
            f"{name} begins with {scheme!r}; set it to redis://HOST:6379/0, or leave it out for the database."
        )
    needs_package("redis", name, scheme)
    if "socket_timeout" in text:
        return text
    return f"{text}{'&' if '?' in text else '?'}socket_connect_timeout=3&socket_timeout=5"


def needs_package(package: str, name: str, scheme: str) -> None:
    """Refuse the variable `name` when what its scheme asks for is not installed; the package is not imported."""
    if find_spec(package) is None:
        raise ImproperlyConfigured(
            f"{name} begins with {scheme}://, which needs the package {package.replace('_', '-')}; "
            "run: pip install -r requirements.txt."
        )


def fraction(name: str, *, default: float) -> float:
    """The variable `name` as a number from 0 to 1."""
    text = env.str(name, default="").strip()
    try:
        value = float(text) if text else default
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ImproperlyConfigured(f"{name} is {text!r}; set it to a number from 0 to 1, such as 0.80.")
    return value


def url(name: str) -> str:
    """The variable `name` as the address of a server, without a slash at its end; empty when unset."""
    text: str = env.str(name, default="").strip().rstrip("/")
    if text and not _URL.fullmatch(text):
        raise ImproperlyConfigured(f"{name} is {text!r}; set it to an address such as https://host:port.")
    return text


def secret_key(file: Path, *, hosts: Sequence[str], debug: bool) -> str:
    """`SECRET_KEY`, or for one machine alone a random one kept in `file`.

    A server that other machines can reach must be given its key, and never runs with `DEBUG`.
    """
    public = [host for host in hosts if host not in LOCAL_HOSTS]
    if public and debug:
        raise ImproperlyConfigured(f"DEBUG is on while ALLOWED_HOSTS names {public[0]}; set DEBUG=false.")
    value = secret("SECRET_KEY")
    if value:
        if public and len(value) < 32:
            raise ImproperlyConfigured("SECRET_KEY is too short; set it to at least 32 random characters.")
        return value
    if public:
        raise ImproperlyConfigured(
            f"SECRET_KEY is not set while ALLOWED_HOSTS names {public[0]}; set it to 50 random characters."
        )
    return _kept(file)


def _kept(file: Path) -> str:
    """The key in `file`, made once. Two processes that start at once agree: only one creates the file."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip() or _unreadable(file)
    except OSError:
        # A checkout that cannot be written to: sessions end with the process, nothing else is lost.
        return get_random_secret_key()
    key = get_random_secret_key()
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(key)
    return key


def _unreadable(file: Path) -> str:
    raise ImproperlyConfigured(f"{file.name} is empty; delete it, or set SECRET_KEY.")


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values[:-1]) + f" or {values[-1]}"
