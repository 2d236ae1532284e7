"""A piece of HTML, escaped or not, or of Markdown, as plain lines."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

from .markdown import without_marks
from .nodes import text_below

_TAG = re.compile(
    r"</?(?:!doctype|html|head|body|div|p|ul|ol|li|br|h[1-6]|strong|b|em|span|table|td|section|article)\b[^<>]{0,400}>",
    re.I,
)
_ESCAPED = re.compile(r"&(?:amp;)*lt;/?(?:div|p|ul|ol|li|br|h[1-6]|strong|b|em|span)\b", re.I)


def unescaped(text: str) -> str:
    """HTML whose tags are escaped as HTML. Boards escape once, and some once more."""
    for _ in range(3):
        if not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    return text


def looks_like_html(text: str) -> bool:
    """Whether its beginning holds more than one of the tags that texts are marked up with."""
    return len(_TAG.findall(text[:20_000])) >= 2


def text_of_fragment(text: str) -> str:
    """All of a field that holds HTML or Markdown as lines."""
    text = unescaped(text)
    if not looks_like_html(text):
        return without_marks(text)
    body = LexborHTMLParser(text).body
    return text_below(body) if body else ""
