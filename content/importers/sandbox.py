"""Parsing files of unknown worth in child processes, each within limits.

A file can crash a parser (libyaml recurses without bound), hang it, or have it take all memory. So no uploaded file is
parsed in the process of the web server, of a worker or of a command.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.importers import Imported, Unplaced
from content.importers.notes import Notes
from content.importers.posting import is_plain, posting_in
from content.importers.source import ImportRefused, read_bytes
from content.schema.chunking import ChunkText
from content.schema.resume import ResumeData
from core.child_pool import ChildDied, ChildPool

PARSE_SECONDS = 15.0
MOST_CHILDREN = 2
FILES_AT_ONCE = 20  # of an archive


def read_resume_safely(
    source: str | os.PathLike[str] | bytes, name: str = "", *, person: Hashable = None
) -> Imported:
    """As `read_resume`, in a child process, for a `person` or for nobody in particular.

    Raises ImportRefused as that does, and when the file takes too much time or memory or crashes its parser; raises
    NoSlot for a person when too many are read.
    """
    content = source if isinstance(source, bytes) else read_bytes(source)
    shown = name or ("The résumé" if isinstance(source, bytes) else Path(source).name)
    parsed = parse("resume", content, shown, person=person)
    resume = ResumeData.model_validate(parsed["resume"])
    unplaced = [Unplaced(*line) for line in parsed["unplaced"]]
    return Imported(resume, parsed["unheld"], parsed["format"], parsed["sure"], unplaced)


def read_posting_safely(content: bytes, name: str, *, person: Hashable = None) -> str:
    """The text of the job ad in a file, as `posting_in` reads it, in a child process unless it is plain text.

    Raises as `read_resume_safely` does.
    """
    name = name or "The file"
    if is_plain(content):
        return posting_in(content, name)
    text: str = parse("posting", content, name, person=person)["text"]
    return text


def read_notes_safely(
    source: str | os.PathLike[str] | bytes, name: str = "", *, person: Hashable = None
) -> Notes:
    """The pieces of a post, a note or a zip of them, cut in a child process. Raises as `read_resume_safely` does."""
    content = source if isinstance(source, bytes) else read_bytes(source)
    shown = name or ("The file" if isinstance(source, bytes) else Path(source).name)
    return _notes(parse("notes", content, shown, person=person))


def read_notes_by_parts(content: bytes, name: str, told: Callable[[int, int], None]) -> Notes:
    """As `read_notes_safely`, some files of an archive at a time; `told` hears how many are read, and of how many."""
    found = Notes()
    done, total = 0, 1
    while done < total:
        parsed = parse("part_of_notes", content, name, more={"first": done, "most": FILES_AT_ONCE})
        some = _notes(parsed)
        total = some.entries
        done = min(done + FILES_AT_ONCE, total)
        found = Notes([*found.pieces, *some.pieces], some.form, [*found.unheld, *some.unheld], total)
        told(done, total)
    return found.complete(name)


def _notes(parsed: dict[str, Any]) -> Notes:
    pieces = [ChunkText(**piece) for piece in parsed["pieces"]]
    return Notes(pieces, parsed["form"], parsed["unheld"], parsed["entries"])


def parse(
    parser: str,
    content: bytes,
    name: str,
    *,
    pool: ChildPool | None = None,
    seconds: float = PARSE_SECONDS,
    person: Hashable = None,
    more: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, Any]:
    """What `parser`, which may be told `more`, makes of a file. Raises ImportRefused and NoSlot."""
    asked = {"parser": parser, "name": name, "more": dict(more)}
    try:
        answer, body = (pool or readers()).ask(asked, content, seconds=seconds, person=person)
    except ChildDied:
        raise ImportRefused(
            f'"{name}" takes too much time or memory to read, or breaks the reader: '
            "check that it is the right file, and save it again in a simpler form."
        ) from None
    if "refused" in answer:
        raise ImportRefused(answer["refused"])
    parsed: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return parsed


def readers() -> ChildPool:
    """This process's pool. A forked process has its own."""
    return _readers_of(os.getpid())


def new_readers(wait_seconds: float = 10.0) -> ChildPool:
    arguments = ["-m", "content.importers.sandbox_worker"]
    return ChildPool(arguments, most=MOST_CHILDREN, each=2, wait_seconds=wait_seconds)


@lru_cache(maxsize=1)
def _readers_of(process: int) -> ChildPool:
    return new_readers()
