"""The résumé as one HTML page that holds all it needs and prints well on paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

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
from .layout.paper import direction, language

_STYLE = Path(__file__).with_name("page.css")
# Nothing is fetched and nothing runs, wherever the file is opened.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(resume: ResumeData) -> bytes:
    """An HTML document in UTF-8: `h1` the name, `h2` sections, `h3` jobs, `ul` bullets."""
    blocks = layout(resume)
    code = language(" ".join(text for block in blocks for text in block.fields))
    head = (
        f'<!doctype html>\n<html lang="{escape(code)}" dir="{direction(code)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(resume.contact.full_name)} – Résumé</title>\n"
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<main>\n"
    )
    return (head + "\n".join(_grouped(blocks)) + "\n</main>\n</body>\n</html>\n").encode()


def _grouped(blocks: list[Block]) -> Iterator[str]:
    """Each block as markup; bullets that follow one another are one list."""
    for is_list, some in groupby(blocks, key=lambda block: isinstance(block, Bullet)):
        parts = [_markup(block) for block in some]
        yield from ["<ul>", *parts, "</ul>"] if is_list else parts


def _markup(block: Block) -> str:
    match block:
        case Name(text):
            return f"<h1>{escape(text)}</h1>"
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Tagline(text):
            return f'<p class="tagline">{escape(text)}</p>'
        case Contacts(items):
            return f'<p class="contacts">{" · ".join(map(_linked, items))}</p>'
        case Entry(title, dates, under):
            below = " · ".join(map(_linked, under))
            return f"<h3>{_linked(title)}{_dated(dates)}</h3>" + (
                f'\n<p class="under">{below}</p>' if below else ""
            )
        case Line(title, beside, dates):
            rest = "".join(f", {escape(part)}" for part in beside)
            return f"<p><strong>{_linked(title)}</strong>{rest}{_dated(dates)}</p>"
        case Paragraph(text):
            return f"<p>{'<br>'.join(escape(line) for line in text.splitlines())}</p>"
        case Bullet(text, url):
            return f"<li>{_linked(Text(text, url))}</li>"
        case Items(items, label):
            name = f"<strong>{escape(label)}:</strong> " if label else ""
            return f"<p>{name}{escape(', '.join(items))}</p>"


def _dated(dates: str) -> str:
    return f' <span class="dates">{escape(dates)}</span>' if dates else ""


def _linked(part: Text) -> str:
    return f'<a href="{escape(part.url)}">{escape(part.text)}</a>' if part.url else escape(part.text)
