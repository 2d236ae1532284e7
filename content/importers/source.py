"""A résumé file as it arrives: bytes of unknown worth, made into plain data within limits, or refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NoReturn

import yaml

from content.schema.text import clean

MAX_BYTES = 5 * 1024 * 1024
MAX_NODES = 100_000
MAX_DEPTH = 40
READ = (
    "a PDF, a Word (.docx) or OpenDocument text (.odt), a web page, a text or Markdown file, LinkedIn's export (.zip), "
    "or a JSON Resume"
)
SUFFIXES = (".json", ".yaml", ".yml")
_MAGIC = {
    b"\xd0\xcf\x11\xe0": "an old or locked Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "an RTF document",
}


class ImportRefused(ValueError):
    """A résumé file cannot be used. The message is one sentence for people that says what to do."""


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a file of at most 5 MB. Raises ImportRefused when it cannot be read or is larger."""
    file = Path(path)
    if not file.is_file() and not file.is_dir() and file.exists():
        raise ImportRefused(f'"{file}" is no ordinary file: name the résumé file.')
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ImportRefused(f'"{file}" does not exist: check the path.') from error
    except PermissionError as error:
        raise ImportRefused(f'"{file}" may not be read: change its permissions.') from error
    except IsADirectoryError as error:
        raise ImportRefused(f'"{file}" is a folder: name the résumé file in it.') from error
    except (OSError, ValueError) as error:
        raise ImportRefused(f'"{file}" cannot be read: check that it is a file on this machine.') from error
    return content


def refuse_unusable(content: bytes, name: str, instead: str = READ) -> None:
    """Raises ImportRefused for an empty or overlong file, and for a kind that no reader takes."""
    if len(content) > MAX_BYTES:
        raise ImportRefused(f'"{name}" is larger than 5 MB: check that it is the right one.')
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise ImportRefused(f'"{name}" is empty: give {instead}.')
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            raise ImportRefused(f'"{name}" is {kind}, whatever its name says: give {instead}.')


def data_of(content: bytes, name: str) -> Any:
    """JSON or YAML as cleaned, bounded plain data: dicts, lists, texts, numbers, booleans and None.

    Raises ImportRefused when the content is not that, says so of what it seems to be, and where it breaks.
    """
    suffix = Path(name).suffix.lower()
    text = _text(content, name)
    is_yaml = suffix in (".yaml", ".yml") or (suffix != ".json" and text.lstrip()[:1] not in "{[")
    data = _from_yaml(text, name) if is_yaml else _from_json(text, name)
    return _bounded(data, name, [MAX_NODES], MAX_DEPTH)


def _text(content: bytes, name: str) -> str:
    try:
        # Also tells UTF-16 and UTF-32, with a byte order mark or without.
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f'"{name}" is not text in UTF-8 (byte {error.start + 1} is not): save it again as UTF-8.'
        ) from error
    if "\0" in text:
        raise ImportRefused(f'"{name}" is not a text file: give {READ}.')
    return text.removeprefix("\ufeff")


def _from_json(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ImportRefused(
            f'"{name}" is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}.'
        ) from error
    except _NotJson as error:
        raise ImportRefused(
            f'"{name}" holds {error}, which JSON does not allow: put a number or a text.'
        ) from error
    except (RecursionError, ValueError) as error:
        raise ImportRefused(
            f'"{name}" is nested too deeply or holds a number too long for a résumé.'
        ) from error


class _NotJson(Exception):
    pass


def _refuse_constant(constant: str) -> NoReturn:
    raise _NotJson(constant)


def _from_yaml(text: str, name: str) -> Any:
    try:
        _refuse_deep_yaml(text, name)
        # The base loader makes texts of everything and objects of nothing, so a date such as 2021-03
        # or a version such as 1.10 stays as the person wrote it.
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark, problem = error.problem_mark, (error.problem or "it does not parse").replace("\n", " ")
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ImportRefused(f'"{name}" is not valid YAML: {problem}{where}.') from error
    except yaml.YAMLError as error:
        raise ImportRefused(f'"{name}" is not valid YAML: it holds characters that YAML forbids.') from error
    except ImportRefused:
        raise
    except (RecursionError, ValueError) as error:
        raise ImportRefused(f'"{name}" is nested too deeply for a résumé.') from error


def _refuse_deep_yaml(text: str, name: str) -> None:
    """Refuse nesting that the loader would recurse into, and aliases that stand for more values than are allowed.

    Events come one by one, without recursion. Raises ImportRefused, and what the parser raises.
    """
    sizes: dict[str, int] = {}  # how many values each anchor stands for
    opened: list[
        tuple[str | None, int]
    ] = []  # the anchors of the collections around, and the count before each
    values = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        if isinstance(event, yaml.AliasEvent):
            values += sizes.get(event.anchor or "", 1)
        elif isinstance(event, yaml.ScalarEvent):
            values += 1
            if event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.CollectionStartEvent):
            opened.append((event.anchor, values))
            values += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = opened.pop()
            if anchor:
                sizes[anchor] = values - before
        if values > 2 * MAX_NODES or len(opened) > MAX_DEPTH:
            raise ImportRefused(f'"{name}" is nested too deeply or holds too many values for a résumé.')


def _bounded(value: Any, name: str, budget: list[int], depth: int) -> Any:
    """A copy of `value` with cleaned texts. Counts as it copies: YAML aliases can be a small file of endless size."""
    budget[0] -= 1
    if budget[0] < 0 or depth < 0:
        raise ImportRefused(f'"{name}" is nested too deeply or holds too many values for a résumé.')
    if isinstance(value, dict):
        return {
            str(clean(key)): _bounded(part, name, budget, depth - 1)
            for key, part in value.items()
            if key is not None
        }
    if isinstance(value, list):
        return [_bounded(part, name, budget, depth - 1) for part in value]
    return clean(value)
