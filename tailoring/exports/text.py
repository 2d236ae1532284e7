"""The résumé as plain text, for the boxes of application forms: 80 columns, ASCII bullets, no markup."""

from __future__ import annotations

import textwrap

from content.schema.resume import ResumeData

from .layout import layout
from .layout.blocks import Block, Bullet, Contacts, Entry, Heading, Items, Line, Name, Paragraph, Tagline

WIDTH = 80


def render(resume: ResumeData) -> bytes:
    """A text in UTF-8, wrapped at 80 columns."""
    text = ""
    before: Block | None = None
    for block in layout(resume):
        text += ("\n" if _stands_apart(block, before) else "") + _drawn(block) + "\n"
        before = block
    return text.encode()


def _stands_apart(block: Block, before: Block | None) -> bool:
    """Whether an empty line goes before the block."""
    if isinstance(before, Heading):
        return False
    return isinstance(block, Heading | Entry) or (isinstance(block, Line) and not isinstance(before, Line))


def _drawn(block: Block) -> str:
    match block:
        case Name(text) | Tagline(text):
            return _wrapped(text)
        case Heading(text):
            return f"{text}\n{'-' * len(text)}"
        case Contacts(items):
            return _joined([item.text for item in items])
        case Entry(title, dates, under):
            plain = _plain(dates)
            head = f"{title.text} ({plain})" if title.text and plain else title.text or plain
            below = _joined([part.text for part in under])
            return "\n".join(part for part in (_wrapped(head), below) if part)
        case Line(title, beside, dates):
            return _wrapped(", ".join([title.text, *beside]) + (f" ({_plain(dates)})" if dates else ""))
        case Paragraph(text):
            return "\n".join(_wrapped(line) for line in text.splitlines())
        case Bullet(text):
            return _wrapped(text, "- ")
        case Items(items, label):
            return _wrapped((f"{label}: " if label else "") + ", ".join(items))


def _plain(dates: str) -> str:
    """Dates with a plain hyphen between them: some forms split them at no other."""
    return dates.replace(" – ", " - ")


def _joined(parts: list[str]) -> str:
    """Parts separated by bars, a new line where one would not fit."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 3 + len(part) <= WIDTH:
            lines[-1] += f" | {part}"
        else:
            lines.append(part)
    return "\n".join(lines)


def _wrapped(text: str, bullet: str = "") -> str:
    """Wrapped at spaces only, so that no word or address is cut."""
    return textwrap.fill(
        text, WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
