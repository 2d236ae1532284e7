"""The résumé as Markdown (CommonMark), with everything escaped that Markdown would interpret."""

from __future__ import annotations

import re

from content.schema.resume import ResumeData

from .layout import layout
from .layout.blocks import (
    Block,
    Bullet,
    Contacts,
    Entry,
    Heading,
    Items,
    Line,
    Name,
    Paragraph,
    Tagline,
    Text,
)

# Characters with a meaning anywhere in a line, and the openings of lists, quotes and headings at its start.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>~|])")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-+\s*$)")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def render(resume: ResumeData) -> bytes:
    """A Markdown document in UTF-8: `#` name, `##` sections, `###` jobs."""
    blocks = layout(resume)
    parts = [_drawn(block) for block in blocks]
    text = "".join(
        part + ("\n" if isinstance(block, Bullet) and isinstance(after, Bullet) else "\n\n")
        for part, block, after in zip(parts, blocks, [*blocks[1:], None], strict=True)
    )
    return (text.rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """The text such that Markdown shows it as it is."""
    safe = _ENTITY.sub(r"\\&", _ANYWHERE.sub(r"\\\1", text))
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\1\\\2", safe))


def _drawn(block: Block) -> str:
    match block:
        case Name(text):
            return f"# {escaped(text)}"
        case Heading(text):
            return f"## {escaped(text)}"
        case Tagline(text):
            return f"**{escaped(text)}**"
        case Contacts(items):
            return " · ".join(map(_linked, items))
        case Entry(title, dates, under):
            below = " · ".join(
                [escaped(part) for part in (dates,) if part] + [_linked(part) for part in under]
            )
            return f"### {_linked(title)}" + (f"\n\n{below}" if below else "")
        case Line(title, beside, dates):
            rest = "".join(f", {escaped(part)}" for part in beside) + (
                f" · {escaped(dates)}" if dates else ""
            )
            return f"**{_linked(title)}**{rest}"
        case Paragraph(text):
            # Two spaces end a line without ending the paragraph.
            return "  \n".join(escaped(line) for line in text.splitlines())
        case Bullet(text, url):
            return f"- {_linked(Text(text, url))}"
        case Items(items, label):
            return (f"**{escaped(label)}:** " if label else "") + escaped(", ".join(items))


def _linked(part: Text) -> str:
    if not part.url:
        return escaped(part.text)
    # In angle brackets an address may hold parentheses.
    return f"[{escaped(part.text)}](<{part.url.replace('<', '%3C').replace('>', '%3E')}>)"
