"""Documents that people write, PDF, Word, text and LinkedIn's export, as data in the résumé schema."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from .europass import from_europass, is_europass
from .lines.docx import docx_lines, part, zip_of
from .lines.html import html_lines
from .lines.model import Line, Unplaced
from .lines.odt import odt_lines
from .lines.pdf import pdf_lines
from .lines.text import text_lines
from .linkedin import from_linkedin
from .reader.resume import resume_of
from .source import ImportRefused

_ODT = b"application/vnd.oasis.opendocument.text"
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Read:
    """The data, lines without a place, how sure each section is (0 to 1), the form it came in, and what it lacks."""

    data: dict[str, Any]
    unplaced: list[Unplaced]
    form: str
    sure: dict[str, float] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def document_of(content: bytes, name: str) -> Read:
    """A document by what it holds, whatever its name says. Raises ImportRefused."""
    if b"%PDF-" in content[:1024]:
        return _from_lines(pdf_lines(content, name), "PDF", name)
    if content.startswith(b"PK"):
        return _from_zip(zip_of(content, name), name)
    text = text_of(content, name)
    if is_europass(text):
        return Read(from_europass(text, name), [], "Europass")
    if _PAGE.match(text[:2_000]):
        return _from_lines(html_lines(text), "HTML", name)
    return _from_lines(text_lines(text), "text", name)


def _from_zip(archive: zipfile.ZipFile, name: str) -> Read:
    names = archive.namelist()[:5_000]
    if "word/document.xml" in names:
        return _from_lines(docx_lines(archive, name), "Word", name)
    if "content.xml" in names and part(archive, "mimetype", name).startswith(_ODT):
        return _from_lines(odt_lines(archive, name), "OpenDocument", name)
    if any(one.rsplit("/", 1)[-1] == "Profile.csv" for one in names):
        data, missing = from_linkedin(archive, name)
        return Read(data, [], "LinkedIn export", missing=missing)
    raise ImportRefused(
        f'"{name}" is an archive or an Office document without a résumé that can be read: '
        "give a PDF, a Word (.docx) or OpenDocument (.odt) text, a plain text or LinkedIn's export."
    )


def _from_lines(lines: list[Line], form: str, name: str) -> Read:
    reading = resume_of(lines)
    sections = set(reading.data) - {"contact"}
    if (
        not reading.data["contact"].get("full_name")
        or not sections
        and not reading.data["contact"].get("email")
    ):
        raise ImportRefused(
            f'"{name}" shows no résumé: it needs a name and headings such as Experience, Education or Skills.'
        )
    return Read(reading.data, reading.unplaced, form, reading.sure)


def text_of(content: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 or, as old editors write it, Windows-1252."""
    for encoding in dict.fromkeys((json.detect_encoding(content), "utf-8")):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = content.decode("cp1252", "replace")
    text = text.removeprefix("\ufeff")
    odd = sum(char < " " and char not in "\t\n\r\f\v" or char == "\ufffd" for char in text)
    if odd > len(text) // 200:
        raise ImportRefused(
            f'"{name}" is not a text: give a PDF, a Word document (.docx), a text or Markdown file, or a JSON Resume.'
        )
    return text
