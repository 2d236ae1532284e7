"""HTML, escaped HTML, JSON-LD and Markdown → the plain lines that a reader of the text would see. Pure."""

from __future__ import annotations

import json
from contextlib import suppress

from .fragments import looks_like_html, unescaped
from .markdown import without_marks
from .pages import text_of_page
from .records import text_of_json

__all__ = ["looks_like_html", "text_of", "text_of_page"]


def text_of(posting: str) -> str:
    """`posting` without markup: blocks are lines, list items are bullets, headings stand alone.

    JSON becomes `key:` and its values; of a page or a record that holds a schema.org JobPosting only that is read.
    """
    if posting.lstrip().startswith(("{", "[")):
        # What only looks like JSON is read as the text that it is.
        with suppress(ValueError, RecursionError):
            return text_of_json(json.loads(posting))
    text = unescaped(posting)
    return text_of_page(text) if looks_like_html(text) else without_marks(text)
