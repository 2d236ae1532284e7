"""The entries of an RSS or Atom file. Documents that declare entities or a document type are refused."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from xml.etree import ElementTree

from ..source import ImportRefused

MOST_ENTRIES = 1_000
_BODY = ("encoded", "content", "description", "summary")  # the whole text first, then what only begins it


class FeedEntry(NamedTuple):
    title: str
    html: str


def is_feed(text: str) -> bool:
    """Whether a text begins as an RSS or Atom file does."""
    start = re.sub(r"<\?.*?\?>|<!--.*?-->", " ", text[:4_000], flags=re.DOTALL).lstrip()
    return bool(re.match(r"<(?:rss|feed|rdf:RDF)\b", start)) or "<!DOCTYPE rss" in text[:500]


def entries_of(text: str, name: str) -> list[FeedEntry]:
    """The entries in the file's order, each as HTML. Raises ImportRefused."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ImportRefused(f'"{name}" declares entities, which feeds do not need: export it again.')
    try:
        root = ElementTree.fromstring(re.sub(r"\A\s*<\?xml.*?\?>", "", text, flags=re.DOTALL))  # noqa: S314
    except (ElementTree.ParseError, RecursionError, ValueError) as error:
        raise ImportRefused(f'"{name}" is a damaged feed: export it again.') from error
    found = [one for one in root.iter() if _tag(one) in ("item", "entry")]
    return [_entry(one) for one in found[:MOST_ENTRIES]]


def _entry(element: ElementTree.Element) -> FeedEntry:
    children = {_tag(child): child for child in reversed(element)}
    body = next((child for kind in _BODY if (child := children.get(kind)) is not None), None)
    title = "".join(children["title"].itertext()) if "title" in children else ""
    return FeedEntry(html.unescape(" ".join(title.split()))[:80], _html(body) if body is not None else "")


def _html(body: ElementTree.Element) -> str:
    if len(body):  # XHTML within Atom
        return ElementTree.tostring(body, encoding="unicode", method="html").replace("html:", "")
    text = body.text or ""
    return text if "<" in text else html.unescape(text)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
