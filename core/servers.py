"""Whether the servers that the settings name can be used, as a sentence that says what to do if not.

Each is asked with a deadline of a few seconds; an address is never shown, since it may hold a password.
"""

from __future__ import annotations

import contextlib
from typing import Any
from urllib.parse import urlsplit

SECONDS = 3
OLDEST_MONGODB = (6, 0)


def mongodb(url: str, variable: str) -> str:
    """What keeps the MongoDB server at `url` from being used; empty when nothing does."""
    from pymongo import MongoClient, errors

    server = f"The MongoDB server that {variable} names ({_host(url)})"
    deadline: Any = {"serverSelectionTimeoutMS": SECONDS * 1000, "connectTimeoutMS": SECONDS * 1000}
    try:
        client: Any = MongoClient(url, **deadline)
        with contextlib.closing(client):
            hello = client.admin.command("hello")
            version = tuple(client.server_info()["versionArray"][:2])
            client.get_database(
                "bespoke" if not urlsplit(url).path.strip("/") else None
            ).list_collection_names()
    except errors.ServerSelectionTimeoutError as error:
        if "No replica set members" in str(error) or "No primary" in str(error):
            return f"{server} has no primary; look at the members of its replica set, and at replicaSet= in {variable}."
        return f"{server} cannot be reached; start it, or correct {variable}."
    except errors.ConfigurationError as error:
        if "wire version" in str(error):
            return _too_old(server, "")
        return f"{variable} cannot be used as it is ({type(error).__name__}); set it to mongodb://HOST/NAME."
    except errors.OperationFailure as error:
        if error.code in (13, 18, 8000):
            return f"{server} refuses the user or password; correct them in {variable}."
        return f"{server} refuses to answer (code {error.code}); look at its log."
    except errors.PyMongoError as error:
        return f"{server} cannot be used ({type(error).__name__}); correct {variable}."
    if version < OLDEST_MONGODB:
        return _too_old(server, f" {version[0]}.{version[1]}")
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        return (
            f"{server} is not a member of a replica set, which writes that are repeated safely need; "
            "start it with --replSet and initiate it, one member is enough."
        )
    return ""


def postgres(config: dict[str, Any], variable: str) -> str:
    """What keeps the PostgreSQL database with these settings of Django's from being used."""
    import psycopg

    server = f"The PostgreSQL server that {variable} names ({config['HOST'] or 'this machine'})"
    options = {**config["OPTIONS"], "connect_timeout": SECONDS}
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    options |= {key: config[name] for key, name in names.items() if config[name]}
    try:
        with psycopg.connect(**options) as connection:
            version = connection.info.server_version // 10_000
            shown = connection.execute("SHOW transaction_read_only").fetchone()
    except psycopg.OperationalError as error:
        said = str(error)
        if "does not exist" in said and "database" in said:
            return f"{server} has no database {config['NAME']!r}; create it, or correct {variable}."
        if any(word in said for word in ("authentication failed", "no password supplied", "role ", "pg_hba")):
            return f"{server} refuses the user or password; correct them in {variable}."
        return f"{server} cannot be reached; start it, or correct {variable}."
    except psycopg.Error as error:
        return f"{server} cannot be used ({type(error).__name__}); correct {variable}."
    if version < 14:
        return f"{server} is PostgreSQL {version}; Bespoke needs 14 or newer."
    if shown and shown[0] == "on":
        return f"{server} is read-only, as a standby is; name the primary in {variable}."
    return ""


def redis(url: str, variable: str) -> str:
    """What keeps the Redis server at `url` from being used."""
    from redis import Redis, exceptions

    server = f"The Redis server that {variable} names ({_host(url)})"
    try:
        with contextlib.closing(
            Redis.from_url(url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS)
        ) as client:
            client.set("bespoke:reached", 1, ex=10)
    except exceptions.ReadOnlyError:
        return f"{server} is read-only, as a replica is; name the primary in {variable}."
    except (exceptions.AuthenticationError, exceptions.NoPermissionError):
        return f"{server} refuses the user or password; correct them in {variable}."
    except (exceptions.ConnectionError, exceptions.TimeoutError, OSError):
        return f"{server} cannot be reached; start it, or correct {variable}."
    except (exceptions.RedisError, ValueError) as error:
        return (
            f"{server} cannot be written to ({type(error).__name__}); look at its log, or correct {variable}."
        )
    return ""


def _too_old(server: str, version: str) -> str:
    oldest = ".".join(map(str, OLDEST_MONGODB))
    return f"{server} is MongoDB{version}; Bespoke needs {oldest} or newer."


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
