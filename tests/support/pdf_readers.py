"""The text of a PDF as four readers give it, that applicant-tracking systems are built on."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable

import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader

POPPLER = shutil.which("pdftotext")


def pypdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def pdfminer(content: bytes) -> str:
    return extract_text(io.BytesIO(content))


def pdfium(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def poppler(content: bytes) -> str:
    assert POPPLER, "install Debian's poppler-utils"
    done = subprocess.run([POPPLER, "-", "-"], input=content, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


needs_poppler = pytest.mark.skipif(
    POPPLER is None and not os.environ.get("CI"),
    reason="there is no pdftotext here: apt-get install poppler-utils",
)
READERS: list[Callable[[bytes], str]] = [pypdf, pdfminer, pdfium, poppler]
EACH = [
    pytest.param(reader, id=reader.__name__, marks=[needs_poppler] if reader is poppler else [])
    for reader in READERS
]
