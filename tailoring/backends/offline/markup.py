"""HTML, escaped HTML, JSON-LD and Markdown → the plain lines that a reader of the ad would see. Pure."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode


def text_of(posting: str) -> str:
    """`posting` without markup: blocks are lines, list items are bullets, headings stand alone.

    JSON becomes `key:` and its values; of a page or a record that holds a schema.org JobPosting only that is read.
    """
    if posting.lstrip().startswith(("{", "[")):
        # What only looks like JSON is read as the text that it is.
        with suppress(ValueError, RecursionError):
            return _of_json(json.loads(posting))
    return _of_text(posting)


_TAG = re.compile(
    r"</?(?:!doctype|html|head|body|div|p|ul|ol|li|br|h[1-6]|strong|b|em|span|table|td|section|article)\b[^<>]{0,400}>",
    re.I,
)
_ESCAPED = re.compile(r"&(?:amp;)*lt;/?(?:div|p|ul|ol|li|br|h[1-6]|strong|b|em|span)\b", re.I)
_SKIPPED = frozenset(
    "script style noscript template head nav header footer aside form button select svg iframe dialog".split()
)
_BLOCKS = frozenset(
    "p div ul ol li br h1 h2 h3 h4 h5 h6 section article main table tr dl dt dd blockquote pre hr body".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt".split())
_DEEPEST = 200


def _of_text(text: str) -> str:
    for _ in range(3):  # boards escape once, and some once more
        if not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    if len(_TAG.findall(text[:20_000])) >= 2:
        return _of_html(text)
    return _of_markdown(text)


def _of_html(text: str) -> str:
    page = LexborHTMLParser(text)
    for script in page.css('script[type="application/ld+json"]'):
        with suppress(ValueError, RecursionError):
            record = _posting_in(json.loads(script.text()))
            if record:
                return _of_record(record)
    root = page.css_first("main") or page.css_first("article") or page.body
    return _squeezed("".join(_lines(root))) if root else ""


def _lines(root: LexborNode) -> Iterator[str]:
    """The text below `root`; walked without recursion, for pages nest as deep as they like."""
    pending: list[LexborNode | str] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag or ""
        if tag == "-text":
            yield re.sub(r"\s+", " ", node.text_content or "")
        if tag in _SKIPPED or tag.startswith(("-", "_")):
            continue
        before, after = _around(tag)
        yield before
        pending.append(after)
        pending += reversed(list(node.iter(include_text=True)))


def _around(tag: str) -> tuple[str, str]:
    if tag == "li":
        return "\n• ", "\n"
    if tag in _HEADINGS:
        return "\n\n", "\n"
    return ("\n", "\n") if tag in _BLOCKS else ("", "")


def _squeezed(text: str) -> str:
    lines = (line.strip() for line in html.unescape(text).replace("\xa0", " ").split("\n"))
    joined = re.sub(r"\n•\s*\n+", "\n• ", "\n".join(line for line in lines))
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


# --- JSON -----------------------------------------------------------------------------------------


def _of_json(value: Any) -> str:
    record = _posting_in(value)
    return _of_record(record) if record else "\n".join(_flat(value))


def _posting_in(value: Any) -> dict[str, Any] | None:
    """The JobPosting that `value` is or holds in a list or a graph."""
    if isinstance(value, list):
        return next((found for item in value[:50] if (found := _posting_in(item))), None)
    if not isinstance(value, dict):
        return None
    kind = value.get("@type")
    if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
        return value
    return _posting_in(value.get("@graph")) if "@graph" in value else None


_FIELDS = {
    "description": "",
    "responsibilities": "Responsibilities",
    "skills": "Required skills",
    "qualifications": "Requirements",
    "experienceRequirements": "Requirements",
    "educationRequirements": "Requirements",
}


def _of_record(record: dict[str, Any]) -> str:
    """A JobPosting as an ad: its title, its employer, and what it says."""
    employer = record.get("hiringOrganization")
    company = employer.get("name") if isinstance(employer, dict) else employer
    parts = [str(record.get("title") or "")]
    if company:
        parts.append(f"Company: {company}")
    for key, heading in _FIELDS.items():
        said = record.get(key)
        items = said if isinstance(said, list) else [said]
        texts = [_of_text(item) for item in items if isinstance(item, str) and item.strip()]
        if texts:
            bullet = "• " if heading and len(texts) > 1 else ""
            parts.append("\n".join([*([heading] if heading else []), *(bullet + text for text in texts)]))
    return "\n\n".join(part for part in parts if part)


def _flat(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if not str(name).startswith(("$", "@")) and name not in ("meta", "location", "date"):
                yield from _flat(inner, str(name))
    elif isinstance(value, list):
        yield f"{key}:"
        for item in value:
            yield from _flat(item)
    elif value is not None:
        said = _of_text(value) if isinstance(value, str) else str(value)
        yield f"{key}: {said}" if key and key != "name" else said


# --- Markdown -------------------------------------------------------------------------------------

_HEADING_LINE = re.compile(
    r"^[ \t]*(?:[*•·-][ \t]+)?(?:\*\*|__)([^*_\n]{2,80}?)(:?)(?:\*\*|__)(:?)[ \t]*\\?$", re.M
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\((?:[^()\n]{0,400})\)")
_MARK_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!&<>|~$])")
_MARKED = re.compile(r"\*\*|__|\\[+.&#*_-]|\]\(|^#{1,6} ", re.M)


def _of_markdown(text: str) -> str:
    """`text` without Markdown's marks; a line in bold is a heading."""
    if not _MARKED.search(text):
        return text
    text = _LINK.sub(r"\1", _MARK_ESCAPE.sub(r"\1", text))
    text = re.sub(r"^[ \t]*#{1,6}[ \t]+(.{1,200}?)[ \t#]*$", r"\n\1\n", text, flags=re.M)
    text = _HEADING_LINE.sub(lambda m: f"\n{m[1]}:" if m[2] or m[3] else f"\n{m[1]}\n", text)
    return _BOLD.sub(r"\2", text)
