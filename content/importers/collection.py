"""Résumés as other systems keep them in MongoDB: a document each, in the résumé schema, beside whose it is and when."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from content.schema.resume import ResumeData

from .forms.bespoke import from_bespoke
from .forms.markup import plain_within
from .source import ImportRefused

_ABOUT = ("_id", "user_id", "deleted", "createdDate", "updatedDate")


class Kept(NamedTuple):
    """One document: whose it is, by that system's word and by its own e-mail address, and what could not be held."""

    key: str
    user: str
    resume: ResumeData
    deleted: bool
    created: datetime | None
    updated: datetime | None
    unheld: list[str]


def kept_in(url: str, collection: str) -> Iterator[Kept | ImportRefused]:
    """Each document of the collection, what was changed last at the end; in place of one that is no résumé, why.

    Raises `ImportRefused` when the server cannot be read.
    """
    from pymongo import MongoClient, errors

    try:
        client: Any = MongoClient(url, serverSelectionTimeoutMS=5_000)
        with contextlib.closing(client):
            found = (
                client.get_database()
                .get_collection(collection)
                .find()
                .sort("updatedDate")
                .allow_disk_use(True)
            )
            for document in found:
                yield _read(document)
    except (errors.PyMongoError, ValueError) as error:
        raise ImportRefused(
            f"The documents of {collection!r} cannot be read ({type(error).__name__}); give --from "
            "mongodb://USER:PASSWORD@HOST/NAME, with the name of the database."
        ) from None


def _read(document: dict[str, Any]) -> Kept | ImportRefused:
    key = str(document.get("_id"))
    unheld: list[str] = []
    data = {
        name: _plain(value, name, unheld)
        for name, value in document.items()
        if name not in _ABOUT and name != "id"
    }
    dates = {}
    for name in ("createdDate", "updatedDate"):
        dates[name] = _moment(document.get(name))
        if dates[name] is None and document.get(name) is not None:
            unheld.append(f"{name}: it is not a date")
    try:
        resume, more = from_bespoke(plain_within(data))
    except ImportRefused as error:
        return ImportRefused(f"{key}: {error}")
    return Kept(
        key, str(document.get("user_id", "")), resume, bool(document.get("deleted")),
        dates["createdDate"], dates["updatedDate"], [*unheld, *more],
    )  # fmt: skip


def _plain(value: Any, path: str, unheld: list[str]) -> Any:
    """A value of MongoDB's as JSON has it; what JSON has not is told as text, or not held."""
    if isinstance(value, dict):
        return {str(name): _plain(each, f"{path}.{name}", unheld) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, f"{path}[{number}]", unheld) for number, each in enumerate(value)]
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, bytes):
        unheld.append(f"{path}: bytes")
        return None
    return str(value)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)
