"""What the commands of this application have in common: reading what they are given."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from accounts.commands import BAD_INPUT, BadInput, SentenceCommand
from content.importers import ImportRefused
from content.plaintext import clean
from tailoring.exports import ExportError
from tailoring.ports import LLMError

MAX_POSTING = 50_000
PROVIDER_FAILED = 4


class DoorCommand(SentenceCommand):
    """A command of this application."""

    refusals: ClassVar = {ImportRefused: BAD_INPUT, ExportError: BAD_INPUT, LLMError: PROVIDER_FAILED}


def posting_of(text: str, name: str = "The job text") -> str:
    """A job description that can be tailored to: cleaned, 1 to 50,000 characters. Raises `BadInput`."""
    cleaned = str(clean(text)).strip()
    if not cleaned:
        raise BadInput(f"{name} is empty; give the text of the job description.")
    if len(cleaned) > MAX_POSTING:
        raise BadInput(
            f"{name} has {len(cleaned):,} characters; {MAX_POSTING:,} is the most. Cut it to the job description."
        )
    if not any(character.isalpha() for character in cleaned):
        raise BadInput(f"{name} holds no words; give the text of the job description.")
    return cleaned


def text_of(name: str) -> str:
    """The job text in the file `name`, or on standard input for `-`. Raises `BadInput`."""
    data = sys.stdin.buffer.read(MAX_POSTING * 8) if name == "-" else _bytes_of(Path(name))
    shown = "Standard input" if name == "-" else name
    return posting_of(_decoded(data, shown), shown)


def jsonl(path: Path, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, each with `keys`. Raises `BadInput` that names the line."""
    for number, line in enumerate(_decoded(_bytes_of(path), str(path)).split("\n"), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except ValueError as error:
            raise BadInput(f"{path}, line {number}: not JSON ({error}).") from None
        if not isinstance(case, dict) or any(key not in case for key in keys):
            raise BadInput(f"{path}, line {number}: give an object with {' and '.join(keys)}.")
        yield case


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"{path} does not exist.") from None
    except IsADirectoryError:
        raise BadInput(f"{path} is a folder; give a file.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}).") from None


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadInput(f"{name} is not text in UTF-8; save it as plain text (UTF-8) and try again.") from None
    if "\0" in text:
        raise BadInput(f"{name} is not a text file; give the job description as plain text.")
    return text
