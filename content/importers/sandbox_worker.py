"""The child process that parses files of unknown worth, one after the other, within limits of the system."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from content.importers import ImportRefused, read_resume
from content.importers.notes import Notes, notes_in, part_of_notes
from content.importers.posting import posting_in
from core.child_process import serve

MEGABYTES = 1024
CPU_SECONDS = 10


def _resume(content: bytes, name: str) -> dict[str, Any]:
    imported = read_resume(content, name)
    return {
        "resume": imported.resume.model_dump(mode="json"),
        "unheld": imported.unheld,
        "format": imported.format,
        "sure": dict(imported.sure),
        "unplaced": list(imported.unplaced),
    }


def _posting(content: bytes, name: str) -> dict[str, Any]:
    return {"text": posting_in(content, name)}


def _notes(content: bytes, name: str) -> dict[str, Any]:
    return _told(notes_in(content, name))


def _part_of_notes(content: bytes, name: str, first: int, most: int) -> dict[str, Any]:
    return _told(part_of_notes(content, name, first, most))


def _told(notes: Notes) -> dict[str, Any]:
    return {
        "pieces": [asdict(piece) for piece in notes.pieces],
        "form": notes.form,
        "unheld": notes.unheld,
        "entries": notes.entries,
    }


# What a parent may ask for, by name. The answer travels as JSON: nothing of the child's runs in the parent.
PARSERS: dict[str, Callable[..., dict[str, Any]]] = {
    "resume": _resume,
    "posting": _posting,
    "notes": _notes,
    "part_of_notes": _part_of_notes,
}


def _parsed(asked: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        parsed = PARSERS[asked["parser"]](content, asked["name"], **asked.get("more", {}))
    except ImportRefused as refusal:
        return {"refused": str(refusal)[:2_000]}, b""
    return {}, json.dumps(parsed, ensure_ascii=False).encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    serve(_parsed, megabytes=MEGABYTES, cpu_seconds=CPU_SECONDS)
