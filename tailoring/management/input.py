"""What the commands of `tailoring` read: job texts and JSON Lines, from files or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from content.importers import ImportRefused
from content.importers.sandbox import read_posting_safely
from content.importers.source import MAX_BYTES
from core.commands import BAD_INPUT, BadInput, SentenceCommand
from tailoring.exports import ExportError
from tailoring.ports import LLMError
from tailoring.posting import UnusablePosting, posting_of

PROVIDER_FAILED = 4


class TailoringCommand(SentenceCommand):
    """A command that reads job texts or résumés, or asks an engine."""

    refusals: ClassVar = {
        ImportRefused: BAD_INPUT,
        ExportError: BAD_INPUT,
        UnusablePosting: BAD_INPUT,
        LLMError: PROVIDER_FAILED,
    }


def text_of(name: str) -> str:
    """The job text in the file `name`, or on standard input for `-`: a text, a saved page, a PDF or a Word document.

    Raises `BadInput`, `ImportRefused` or `UnusablePosting`.
    """
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else _bytes_of(Path(name))
    shown = "Standard input" if name == "-" else name
    return posting_of(read_posting_safely(data, shown), shown)


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
        if path.exists() and not path.is_file() and not path.is_dir():
            raise BadInput(f"{path} is no ordinary file; give a file, or - to read standard input.")
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
