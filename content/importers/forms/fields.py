"""Reading fields out of a résumé's data: what has the wrong type is refused by its path, not guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, NoReturn

from pydantic import ValidationError

from content.schema.limits import Unstorable
from content.schema.resume import ResumeData, lines_of

from ..lines.dates import span_in, without
from ..source import ImportRefused
from ..words import listed

_KINDS: dict[type, str] = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
_DASH = re.compile(r"\s+(?:-|–|—|to|until)\s+|\s*[–—]\s*", re.IGNORECASE)


def text(data: Mapping[str, Any], key: str, path: str) -> str:
    """`data[key]` as text, numbers too; missing and null are empty."""
    value = data.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        refuse(path, key, "a text", value)
    return " ".join(str(value).split())


def prose(data: Mapping[str, Any], key: str, path: str) -> str:
    """`data[key]` as text that keeps its lines; a list of texts is one line each."""
    if isinstance(data.get(key), list):
        return "\n".join(texts(data, key, path))
    text(data, key, path)
    return str(data.get(key) or "").strip()


def texts(data: Mapping[str, Any], key: str, path: str) -> list[str]:
    """`data[key]` as a list of non-empty texts; one text is its lines."""
    value = data.get(key)
    if value is None:
        return []
    if isinstance(value, str):
        return lines_of(value)
    if not isinstance(value, list):
        refuse(path, key, "a list of texts", value)
    found = []
    for number, item in enumerate(value):
        if isinstance(item, bool) or not isinstance(item, str | int | float | None):
            refuse(path, f"{key}[{number}]", "a text", item)
        if item is not None:
            found += [" ".join(lines_of(str(item)))]
    return [line for line in found if line]


def objects(data: Mapping[str, Any], key: str, path: str = "") -> list[tuple[dict[str, Any], str]]:
    """`data[key]` as a list of objects, each with its path for messages."""
    value = data.get(key)
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        refuse(path, key, "a list of objects", value)
    for number, item in enumerate(value):
        if not isinstance(item, dict):
            refuse(path, f"{key}[{number}]", "an object", item)
    return [(item, join(path, f"{key}[{number}]")) for number, item in enumerate(value)]


def mapping(data: Mapping[str, Any], key: str, path: str = "") -> dict[str, Any]:
    """`data[key]` as an object; missing and null are empty."""
    value = data.get(key)
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        refuse(path, key, "an object", value)
    return dict(value)


def rest(data: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """What `data` holds beside the known keys, empty values left out."""
    used = set(known)
    return {key: value for key, value in data.items() if key not in used and value not in (None, "", [], {})}


def goes_on(start: str, end: str) -> bool:
    """Whether a job with these dates is the current one, where its file does not say: it ends "now", or not at all."""
    return end.strip(" .").casefold() in listed("present") or bool(start and not end)


class Dates(NamedTuple):
    """Two dates as written, and whether what they are of goes on."""

    start: str = ""
    end: str = ""
    current: bool = False


def dates_in(written: str) -> Dates:
    """`Jan 2021 - Present`, `2020-now` or `Since 2018` as its dates. A single date is the start."""
    text = " ".join(written.split())
    if (found := span_in(text)) and not any(without(text, found)):
        return Dates(found.start, found.now or found.end, found.current)
    start, *end = _DASH.split(text, maxsplit=1)
    last = end[0].strip() if end else ""
    return Dates(start.strip(), last, bool(end) and goes_on("", last))


def dates(start: str, end: str, stated: object = None) -> Dates:
    """The dates of a job from its two fields. `stated`: what the file itself says of whether it goes on."""
    found = dates_in(start) if start and not end else Dates()
    if found.end or found.current:
        start, end = found.start, found.end
    ongoing = found.current or goes_on(start, end)
    return Dates(start, end, stated if isinstance(stated, bool) else ongoing)


def join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def validated(data: dict[str, Any]) -> ResumeData:
    """The résumé that the data makes. Raises ImportRefused when it has no name or breaks a bound of the schema."""
    if not str((data.get("contact") or {}).get("full_name") or "").strip():
        raise ImportRefused("The résumé has no name: add the person's full name.")
    try:
        return ResumeData.accept(data)
    except Unstorable as error:
        raise ImportRefused(f"The résumé cannot be used: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("Achievement", "str"))
        if "too_long" in first["type"]:
            limit = first.get("ctx", {}).get("max_length", "too many")
            raise ImportRefused(
                f'The résumé\'s "{where}" is too long: shorten it to {limit} characters.'
            ) from error
        raise ImportRefused(f'The résumé\'s "{where}" cannot be used: {first["msg"].lower()}.') from error


def refuse(path: str, key: str, wanted: str, value: Any) -> NoReturn:
    """Raise ImportRefused for a field of the wrong type."""
    given = next((said for kind, said in _KINDS.items() if isinstance(value, kind)), "a number")
    raise ImportRefused(f'"{join(path, key)}" must be {wanted}, not {given}: correct it in the file.')
