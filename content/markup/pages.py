"""A saved page → the text that it was saved for: its JobPosting, else its main part, with title and employer first."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .furniture import Furniture
from .nodes import beginning_of, sizes_below, text_below
from .records import head_of, name_of, posting_in, text_of_record

_FEWEST = 200  # characters of a record's description: one that says less is only a teaser
_MICRODATA = '[itemtype$="schema.org/JobPosting"]'


def text_of_page(text: str) -> str:
    """The lines of the page's text."""
    page = LexborHTMLParser(text)
    record = _record(page)
    if record and len(str(record.get("description") or "")) >= _FEWEST:
        return text_of_record(record)
    if page.body is None:
        return text_of_record(record) if record else ""
    sizes = sizes_below(page.body)
    root = main_part(page, page.body, sizes)
    named = _named(page)
    heading = _heading(root, named)
    body = text_below(root, Furniture(root, heading, sizes).holds)
    said = text_of_record(record) if record else ""
    if len(said) > len(body):
        return said
    title = _said(heading) if heading is not None else next((part for part in named if part in body), "")
    title = title or name_of((record or {}).get("title"))
    employer = _employer(root) or name_of((record or {}).get("hiringOrganization"))
    head = head_of(title, employer or _employer_in(named, title, body))
    return "\n\n".join(part for part in (head, _after_title(body, title)) if part)


def main_part(page: LexborHTMLParser, body: LexborNode, sizes: dict[int, int]) -> LexborNode:
    """The part of a page that it says to be its content, else all of it."""
    for selector in (_MICRODATA, "main", '[role="main"]', "article"):
        best = max(page.css(selector), key=lambda part: sizes.get(part.mem_id, 0), default=body)
        # An `article` may be a teaser of another page, and a `main` may be empty until a script fills it.
        least = _FEWEST if selector != "article" else sizes[body.mem_id] // 3
        if best is not body and sizes.get(best.mem_id, 0) >= least:
            return best
    return body


def _record(page: LexborHTMLParser) -> dict[str, Any] | None:
    for script in page.css('script[type="application/ld+json"]'):
        with suppress(ValueError, RecursionError):
            # Many pages put line breaks into strings, which JSON does not allow and browsers' readers forgive.
            if record := posting_in(json.loads(script.text(), strict=False)):
                return record
    return None


def _heading(root: LexborNode, named: list[str]) -> LexborNode | None:
    """The page's own heading: what it marks as the title, its first h1, or a heading that its title names."""
    marked = root.css_first('[itemprop="title"]') or next(
        (node for node in root.css("h1") if _said(node)), None
    )
    others = (node for node in root.css("h2, h3")[:50] if _said(node) in named)
    return marked or next(others, None)


def _after_title(body: str, title: str) -> str:
    """`body` without its title, and without the little that stands before that, as a path through the site does."""
    before, found, after = body.partition(f"\n{title}\n") if title else (body, "", "")
    if body.startswith(f"{title}\n"):
        return body.removeprefix(title).strip()
    return after.strip() if found and len(before) < len(after) // 3 else body


_NAMES_EMPLOYER = re.compile(
    r"(?:^|[-_ ])(?:company|employer|organi[sz]ation|societe|entreprise|empresa|arbeitgeber|firma|unternehmen)"
    r"(?:[-_ ]?(?:name|nom|nombre|title|link))?(?:$|\s)",
    re.I,
)


def _employer(root: LexborNode) -> str:
    """The employer that the page marks as one."""
    marked = root.css_first('[itemprop="hiringOrganization"] [itemprop="name"]') or root.css_first(
        '[itemprop="hiringOrganization"]'
    )
    if marked is not None:
        return _said(marked)
    for node in root.css("[class], [data-testid], [data-qa]")[:2_000]:
        names = " ".join(node.attributes.get(key) or "" for key in ("class", "data-testid", "data-qa"))
        if len(names) < 500 and _NAMES_EMPLOYER.search(names) and 1 < len(said := _said(node)) <= 60:
            return said
    return ""


_HIRING = re.compile(r"^(.{2,60}?) (?:is hiring|hiring|recrute|sucht|busca|stellt ein)\b", re.I)
_PARTS = re.compile(r"\s+[-–—|·•:]\s+|\s*\|\s*|\s+(?:at|bei|chez|@)\s+")


def _named(page: LexborHTMLParser) -> list[str]:
    """What the page's title and those that it gives to social networks name, in order."""
    said = [
        node.attributes.get("content") or ""
        for node in page.css('meta[property="og:title"], meta[name="twitter:title"]')
    ]
    titles = [*said, *([_said(title)] if (title := page.css_first("title")) is not None else [])]
    return list(
        dict.fromkeys(part.strip() for text in titles for part in _PARTS.split(text[:300]) if part.strip())
    )


def _employer_in(named: list[str], title: str, body: str) -> str:
    """Of what the page's title names, what is neither the job nor the site: what its text speaks of."""
    for part in named:
        if hiring := _HIRING.match(part):
            return hiring[1]
    others = [
        part
        for part in named
        if title and part.casefold() not in title.casefold() and title.casefold() not in part.casefold()
    ]
    spoken = {part: len(re.findall(re.escape(part), body)) for part in others if 1 < len(part) <= 60}
    best = max(spoken, key=lambda part: spoken[part], default="")
    if spoken.get(best):
        return best
    # A page may name it nowhere but in its title and its frame.
    own = [part for part in others if part in spoken and not _SITE.search(part)]
    return own[0] if len(own) == 1 else ""


_SITE = re.compile(
    r"\b(?:jobs?|careers?|vacanc\w+|stellen\w*|karriere|emplois?|recrutement|offres?|"
    r"empleo|trabaja|trabajo|ofertas?|home|page|work with us|join us)\b",
    re.I,
)


def _said(node: LexborNode) -> str:
    return beginning_of(node, 300)
