"""`manage.py import_notes`: posts and notes, cut into pieces that wait for approval."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import CommandParser

from accounts.models import User
from content.choices import Source
from content.importers import ImportRefused
from content.importers.addresses import page_at
from content.importers.fetch import is_url
from content.importers.notes import Notes
from content.importers.sandbox import read_notes_by_parts, read_notes_safely
from content.importers.source import read_bytes
from content.models import Document
from core.commands import BAD_INPUT, BadInput, SentenceCommand, ready_database

SUFFIXES = frozenset(".md .markdown .txt .html .htm .xml .rss .atom .zip .pdf .docx".split())
MOST_FILES = 2_000


class Command(SentenceCommand):
    help = (
        "Store posts and notes (Markdown, HTML, RSS, Atom, text, a folder or zip of them) as drafts to be approved. "
        "Importing again brings them up to date."
    )
    refusals: ClassVar = {ImportRefused: BAD_INPUT}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", metavar="PATH", nargs="+", help="a file, a folder or an address (https://…)"
        )
        parser.add_argument("--user", metavar="EMAIL", required=True)
        parser.add_argument(
            "--source", choices=[Source.BLOG, Source.NOTE, Source.PROJECT], default=Source.BLOG
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = [found for path in options["paths"] for found in _files(path)]
        if len(files) > MOST_FILES:
            raise BadInput(f"These are {len(files):,} files, more than {MOST_FILES:,}: import them in parts.")
        ready_database()
        owner = User.objects.known(options["user"])
        if owner is None:
            raise BadInput(f"There is no user {options['user']}: make one with import_resume --create.")
        refused = 0
        for number, (file, name) in enumerate(files, 1):
            try:
                notes, name = self._read(file, name)
            except ImportRefused as error:
                if len(files) == 1:
                    raise
                refused += 1
                self.stderr.write(str(error))
                continue
            _, counts = Document.objects.import_notes(
                owner, name, notes.pieces, source=options["source"], form=notes.form, unheld=notes.unheld
            )
            said = ", ".join(f"{count} {what}" for what, count in counts.items())
            self.stdout.write(f"{number} of {len(files)}: {name} ({notes.form}): pieces {said}.")
            for line in notes.unheld:
                self.stderr.write(f"Not taken: {line}")
        if refused == len(files):
            raise BadInput("No file could be read.")
        self.stdout.write("They are drafts: approve what is yours to say before it is used.")

    def _read(self, file: Path | str, name: str) -> tuple[Notes, str]:
        """The pieces of a file or of the page at an address, and the name that it is kept under."""
        if isinstance(file, str):
            page = page_at(file)
            return read_notes_safely(page.content, page.name), page.name
        return read_notes_by_parts(read_bytes(file), name, self._told), name

    def _told(self, done: int, total: int) -> None:
        if done < total:
            self.stderr.write(f"{done} of {total} files of the archive are read.")


def _files(given: str) -> Iterator[tuple[Path | str, str]]:
    """The files of a path with the names that they are kept under; an address as it is."""
    path = Path(given)
    if is_url(given):
        yield given, given
        return
    if not path.is_dir():
        yield path, path.name
        return
    found = [
        one
        for one in sorted(path.rglob("*"))
        if one.is_file()
        and one.suffix.lower() in SUFFIXES
        and not any(name.startswith(".") for name in one.relative_to(path).parts)
    ]
    if not found:
        raise BadInput(f'"{path}" holds no post or note: it should have files such as .md, .html or .txt.')
    yield from ((one, str(one.relative_to(path))[-200:]) for one in found)
