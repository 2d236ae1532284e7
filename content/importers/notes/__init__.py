"""What a person has written beside a résumé, posts and notes, cut into pieces that stand alone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from content.schema.chunking import ChunkText
from content.schema.text import clean

from ..documents import text_of
from ..lines.docx import docx_lines, part, zip_of
from ..lines.html import html_lines
from ..lines.pdf import pdf_lines
from ..source import ImportRefused, refuse_unusable
from .blocks import Block, blocks_of_lines, blocks_of_markdown
from .feeds import entries_of, is_feed
from .front_matter import without_front_matter
from .kinds import tags_of
from .pieces import pieces_of

__all__ = ["Notes", "notes_in", "part_of_notes"]

READ = "Markdown, a web page, an RSS or Atom file, a text, a PDF or Word document, or a zip of such"
MOST_FILES = 500
MOST_PIECES = 2_000
_PAGE = re.compile(r"\s*<(?:\?xml|!doctype\s+html|html|head|body|article|main|div|p|h1)\b", re.IGNORECASE)
_TAKEN = (".md", ".markdown", ".txt", ".html", ".htm", ".xml", ".rss", ".atom")


@dataclass
class Notes:
    """The pieces of a file in its order, the form it came in, and what of it was not taken, in sentences."""

    pieces: list[ChunkText] = field(default_factory=list)
    form: str = ""
    unheld: list[str] = field(default_factory=list)
    entries: int = 1  # how many files it has, which is one where it is no archive

    def complete(self, name: str) -> Notes:
        """All of it, the same words once: a feed and a page often hold the same post. Raises ImportRefused."""
        if not self.pieces:
            raise ImportRefused(f'"{name}" holds no text that can be read: give {READ}.')
        if len(self.pieces) > MOST_PIECES:
            raise ImportRefused(
                f'"{name}" holds {len(self.pieces):,} pieces, more than {MOST_PIECES:,}: import it in parts.'
            )
        pieces = list({piece.content_hash: piece for piece in reversed(self.pieces)}.values())[::-1]
        return replace(self, pieces=pieces)


def notes_in(content: bytes, name: str) -> Notes:
    """The pieces of a post, a note, a feed or a zip of them. Raises ImportRefused."""
    return part_of_notes(content, name, 0, MOST_FILES).complete(name)


def part_of_notes(content: bytes, name: str, first: int, most: int) -> Notes:
    """The pieces of `most` of an archive's files from the number `first` on; all where it is none."""
    refuse_unusable(content, name, READ)
    notes = Notes()
    for place, blocks in _texts(content, name, notes, slice(first, first + most)):
        for piece in pieces_of(blocks):
            kind, lens = tags_of(piece.text)
            where = " › ".join(filter(None, [place, piece.heading, str(piece.number)]))
            notes.pieces.append(ChunkText(piece.text, kind, where[-120:], lens=lens))
        quoted = sum(block.is_quoted for block in blocks)
        if quoted:
            notes.unheld.append(
                f"{place or name}: {quoted} quotations or listings, which are not your own words."
            )
    return notes


def _texts(content: bytes, name: str, notes: Notes, some: slice) -> Iterator[tuple[str, list[Block]]]:
    if content.startswith(b"PK"):
        archive = zip_of(content, name)
        if "word/document.xml" in archive.namelist()[:5_000]:
            notes.form = "Word"
            yield "", blocks_of_lines(docx_lines(archive, name))
        else:
            notes.form = "zip"
            yield from _of_zip(archive, name, notes, some)
    elif b"%PDF-" in content[:1024]:
        notes.form = "PDF"
        yield "", blocks_of_lines(pdf_lines(content, name))
    else:
        yield from _of_text(clean(text_of(content, name)), name, "", notes)


def _of_zip(
    archive: zipfile.ZipFile, name: str, notes: Notes, some: slice
) -> Iterator[tuple[str, list[Block]]]:
    members = [one for one in archive.namelist()[:5_000] if not one.endswith("/")]
    taken = [one for one in members if one.lower().endswith(_TAKEN) and not _is_hidden(one)]
    if not taken:
        raise ImportRefused(f'"{name}" holds no post or note: give {READ}.')
    if len(taken) > MOST_FILES:
        raise ImportRefused(
            f'"{name}" holds {len(taken):,} files, more than {MOST_FILES}: import it in parts.'
        )
    notes.entries = len(taken)
    for member in sorted(taken)[some]:
        form, written = notes.form, part(archive, member, name)
        try:
            text = clean(text_of(written, member))
        except ImportRefused as refused:
            notes.unheld.append(str(refused))  # the others are read
            continue
        yield from _of_text(text, member, member, notes)
        notes.form = form
    others = len([one for one in members if not _is_hidden(one)]) - len(taken)
    if others and some.start == 0:
        notes.unheld.append(f"{others} files of the archive are no texts and were not read.")


def _is_hidden(member: str) -> bool:
    return any(one.startswith((".", "__MACOSX", "node_modules")) for one in member.split("/"))


def _of_text(text: str, name: str, place: str, notes: Notes) -> Iterator[tuple[str, list[Block]]]:
    if is_feed(text):
        notes.form = "feed"
        for entry in entries_of(text, name):
            yield " › ".join(filter(None, [place, entry.title])), blocks_of_lines(html_lines(entry.html))
    elif _PAGE.match(text[:2_000]):
        notes.form = "HTML"
        yield place, blocks_of_lines(html_lines(text))
    else:
        title, body = without_front_matter(text)
        notes.form = "Markdown" if title or name.lower().endswith((".md", ".markdown")) else "text"
        yield " › ".join(filter(None, [place, title])), blocks_of_markdown(body)
