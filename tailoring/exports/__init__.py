"""A résumé as a file in any of `FORMATS`, all drawn from one structure (`layout`)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from content.schema.resume import ResumeData

from .errors import ExportError
from .formats import FORMATS, in_words

__all__ = ["FORMATS", "ExportError", "render", "writable", "write"]


def render(resume: ResumeData, suffix: str) -> bytes:
    """The résumé as a file of the kind that `suffix` (`.pdf`, in any case) names.

    Raises ExportError for another suffix, and when the résumé cannot be shown in that kind of file.
    """
    made = FORMATS.get(suffix.lower())
    if made is None:
        raise ExportError(f'"{suffix}" is not a kind of file Bespoke writes: use {in_words()}.')
    return made.render(resume)


def write(resume: ResumeData, *paths: str | os.PathLike[str]) -> None:
    """Write the résumé to each of `paths`, in the format of its extension; each file whole or not at all.

    All are rendered before the first is written. Raises ExportError when an extension is unknown, or a
    folder is missing or cannot be written to.
    """
    targets = [writable(path) for path in paths]
    contents = [render(resume, target.suffix) for target in targets]
    for target, content in zip(targets, contents, strict=True):
        try:
            _replace(target, content)
        except OSError as error:
            reason = error.strerror or "the system refused"
            raise ExportError(f'"{target}" cannot be written: {reason[:1].lower()}{reason[1:]}.') from error


def writable(path: str | os.PathLike[str]) -> Path:
    """`path`, when a résumé can be written there. Raises ExportError, so that this is known before the work."""
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise ExportError(f'"{target}" does not end in a kind of file Bespoke writes: use {in_words()}.')
    try:
        refusal = _refusal(target)
    except (OSError, ValueError):
        refusal = f'"{str(target)[:80]}…" cannot be the name of a file: choose a shorter one.'
    if refusal:
        raise ExportError(refusal)
    return target


def _refusal(target: Path) -> str | None:
    if target.is_dir():
        return f'"{target}" is a folder: name a file in it.'
    if not target.parent.is_dir():
        return f'The folder "{target.parent}" does not exist: create it first, or choose another.'
    if not os.access(target.parent, os.W_OK):
        return f'The folder "{target.parent}" may not be written to: choose another.'
    return None


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target and rename, so that no reader ever sees half a file."""
    beside = target.with_name(f".{target.stem[:40]}.{secrets.token_hex(4)}{target.suffix}")
    try:
        with beside.open("xb") as file:
            file.write(content)
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
