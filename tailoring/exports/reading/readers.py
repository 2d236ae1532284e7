"""The text of a PDF or Word file, by the parsers that recruiting systems use. In a child process only."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec


def text_by(reader: str, content: bytes) -> str:
    """The text that the parser of that name reads; nothing when it cannot read the file."""
    try:
        return _READERS[reader](content)
    except Exception:  # noqa: BLE001 - parsers raise anything at all on a broken file: then it has no text
        return ""


def _docx(content: bytes) -> str:
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def _pypdf(content: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _pdfium(content: bytes) -> str:
    """PDFium honours /ActualText, without which Hindi, Thai and Arabic cannot be spelt; pypdf does not."""
    if not find_spec("pypdfium2"):
        return ""
    with import_module("pypdfium2").PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


_READERS: dict[str, Callable[[bytes], str]] = {"docx": _docx, "pypdf": _pypdf, "pdfium": _pdfium}
