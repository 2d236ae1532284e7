"""A file that holds a job ad, of whichever form, as the ad's text."""

from __future__ import annotations

import codecs
import email
import re
from email.message import Message

from content.markup import looks_like_html, text_of_page
from content.markup import text_of as text_of_markup

from .documents import text_of
from .lines.docx import docx_lines, zip_of
from .lines.model import Line
from .lines.pdf import pdf_lines
from .source import ImportRefused, refuse_unusable

READ = "a text, a saved web page, a PDF or a Word document (.docx)"
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}content-type:\s*multipart/related", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,100}charset\s*=\s*[\"']?([\w-]{2,30})", re.I)
_PAGE_NUMBER = re.compile(r"\d+")
_EDGE = 2  # lines at the top and at the foot of a page that may be its header and footer


def posting_in(content: bytes, name: str) -> str:
    """The text of the job ad in a file; what the file is is told by what it holds. Raises ImportRefused."""
    refuse_unusable(content, name, READ)
    if b"%PDF-" in content[:1024]:
        return _text_of(_without_running_heads(pdf_lines(content, name)))
    if content.startswith(b"PK"):
        return _of_archive(content, name)
    if _MHTML.match(content[:8_000]):
        return _of_mhtml(content, name)
    return _of_text(content, name)


def is_plain(content: bytes) -> bool:
    """Whether a file is text without markup, which needs no parser."""
    start = content[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return not (
        start.startswith((b"PK", b"{", b"["))
        or b"%PDF-" in start
        or b"<" in content
        or b"\0" in content[:4_000]
    ) and not _MHTML.match(start)


def _of_archive(content: bytes, name: str) -> str:
    archive = zip_of(content, name)
    if "word/document.xml" not in archive.namelist()[:5_000]:
        raise ImportRefused(f'"{name}" is an archive or an Office document of another kind: give {READ}.')
    return _text_of(docx_lines(archive, name))


def _of_mhtml(content: bytes, name: str) -> str:
    """The page in a web archive, as browsers save one in a single file."""
    parts = (
        part for part in email.message_from_bytes(content).walk() if part.get_content_type() == "text/html"
    )
    page: Message | None = next(parts, None)
    body = page.get_payload(decode=True) if page is not None else None
    if not isinstance(body, bytes):
        raise ImportRefused(f'"{name}" is a saved message without a page in it: give {READ}.')
    charset = (page.get_content_charset() or "").encode() if page is not None else b""
    return _of_text(body, name, charset)


def _of_text(content: bytes, name: str, charset: bytes = b"") -> str:
    text = _decoded(content, charset) or _utf8(content) or text_of(content, name)
    read = _plain(text)
    if not read.strip():
        raise ImportRefused(
            f'"{name}" holds no text that can be read: open it, copy the job\'s text, and give that.'
        )
    return read


def _plain(text: str) -> str:
    """A text without its markup; a record's description may hold some, and makes it no page."""
    if text.lstrip()[:1] in "{[":
        return text_of_markup(text)
    return text_of_page(text) if looks_like_html(text) else text


def _decoded(content: bytes, charset: bytes) -> str | None:
    """A page in the encoding that it names; None when it names none that is known, or another than it is in."""
    named = charset or (match[1] if (match := _CHARSET.search(content[:4_000])) else b"")
    try:
        codec = codecs.lookup(named.decode("ascii")) if named else None
        # What a page calls Latin-1 is Windows-1252, as every browser reads it.
        encoding = "cp1252" if codec and codec.name in ("iso8859-1", "ascii") else codec.name if codec else ""
        return content.decode(encoding) if encoding else None
    except (LookupError, UnicodeError):
        return None


def _utf8(content: bytes) -> str | None:
    """A text in UTF-8, whatever hidden characters it holds: they go later."""
    try:
        return None if b"\0" in content else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """The lines of a PDF without those that stand at the edge of more than one page, whatever number they hold."""
    edges: dict[int, list[Line]] = {}
    for page in {line.page for line in lines}:
        mine = sorted((line for line in lines if line.page == page), key=lambda line: line.top)
        edges[page] = mine[:_EDGE] + mine[-_EDGE:]
    seen: dict[str, set[int]] = {}
    for page, some in edges.items():
        for line in some:
            seen.setdefault(_PAGE_NUMBER.sub("#", line.text), set()).add(page)
    heads = {text for text, pages in seen.items() if len(pages) > 1}
    at_edge = {id(line) for some in edges.values() for line in some}
    return [one for one in lines if id(one) not in at_edge or _PAGE_NUMBER.sub("#", one.text) not in heads]


def _text_of(lines: list[Line]) -> str:
    """Lines as text: bullets marked, an empty line before headings and wide gaps."""
    found: list[str] = []
    for line in lines:
        if found and not line.bullet and (line.level or line.bold or line.gap > 0.6):
            found.append("")
        found.append(f"• {line.text}" if line.bullet else line.text)
    return "\n".join(found)
