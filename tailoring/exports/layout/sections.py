"""Sections that the schema does not know, such as projects, certificates or patents, as blocks.

They come in the shape of JSON Resume (a list of objects), as a list of texts, as a text or as anything else;
each is printed under its heading, nothing of it left out except what is meant for programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from content.schema.entries import HEADLINE, JOBS, LEADING
from content.schema.resume import ResumeData, lines_of
from content.schema.text import clean_within

from .blocks import Block, Bullet, Entry, Items, Line, Paragraph, Text
from .printed import display_url, link_url, span

ORDER = (
    "projects",
    "certificates",
    "publications",
    "awards",
    "volunteer",
    "languages",
    "interests",
    "references",
)
HEADINGS = {"volunteer": "Volunteering", "certificates": "Certificates"}
# Kept for other programs; no reader of a résumé looks for them.
NOT_PRINTED = {
    *("meta", "skill_groups", "basics", "design", "locale", "settings", "sectionMeta"),
    *(LEADING, HEADLINE),
}

_TITLE = ("title", "position", "name", "language", "label")
_ORGANISATION = (
    "organization", "organisation", "entity", "issuer", "publisher", "awarder", "company", "institution",
)  # fmt: skip
_DETAILS = ("role", "roles", "location", "journal", "authors")
_START = ("startDate", "start_date", "date", "releaseDate", "release_date", "years")
_END = ("endDate", "end_date")
_PROSE = ("summary", "description", "reference", "details")
_BULLETS = ("highlights", "bullets")
_KEYWORDS = ("keywords", "technologies", "tags")
_LEVEL = ("fluency", "level", "proficiency")
_PROGRAM = {"id", "uuid", "image", "type", "visible", "current", "links"}
_DEEPEST = 6


def other_sections(others: Mapping[str, Any]) -> list[tuple[str, list[Block]]]:
    """(heading, blocks) of each section that has something to print, the well-known ones first."""
    others = clean_within(dict(others))  # kept as they came, and Word refuses a file with a control character
    names = [name for name in ORDER if name in others]
    names += [name for name in others if name not in ORDER and not _is_hidden(name)]
    sections = (
        (_heading(name), list(_section(others[name], once=_happens_once(name, others[name]))))
        for name in names
    )
    return [(heading, blocks) for heading, blocks in sections if blocks]


def apart(others: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The sections that stand before the jobs, those straight after them, and the others."""
    listed = others.get(LEADING)
    named = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    jobs = named.index(JOBS) if JOBS in named else 0
    before = {name: others[name] for name in named[:jobs] if name in others}
    after = {name: others[name] for name in named[jobs:] if name in others}
    return before, after, {n: value for n, value in others.items() if n not in before and n not in after}


def tagline(resume: ResumeData) -> str:
    """The line under the name: the one aimed at a job, else what the person calls themself."""
    aimed = resume.others.get(HEADLINE)
    return (aimed.strip() if isinstance(aimed, str) else "") or resume.contact.tagline


def titled(key: str) -> str:
    """A key as a heading: `personalProjects` and `personal_projects` become `Personal Projects`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").replace("-", " ").split()
    return " ".join(word if word.isupper() else word[:1].upper() + word[1:] for word in words)


def _is_hidden(name: str) -> bool:
    return name in NOT_PRINTED or name.startswith(("$", "_", "x-", "@"))


def _happens_once(name: str, section: Any) -> bool:
    """Whether a section's entries have a day and no end: all but projects, and what is done for somebody."""
    if name in ("projects", "volunteer"):
        return False
    if name in ORDER:
        return True
    items = section if isinstance(section, list) else [section]
    return not any(
        isinstance(item, Mapping) and {"position", "role", "organization"} & set(item) for item in items
    )


def _heading(name: str) -> str:
    return HEADINGS.get(name, titled(name))


def _section(value: Any, *, once: bool) -> Iterator[Block]:
    items = value if isinstance(value, list) else [value]
    if isinstance(value, list) and (short := _on_one_line(items)):
        yield Items(tuple(short))
        return
    for item in items:
        if isinstance(item, Mapping):
            yield from _item(item, once=once)
        elif isinstance(value, list):
            yield from (Bullet(text) for text in leaves(item))
        elif isinstance(value, str):
            yield from (Paragraph("\n".join(lines)) for lines in [lines_of(value)] if lines)
        else:
            yield from (Paragraph(text) for text in leaves(value))


def _on_one_line(items: list[Any]) -> list[str]:
    """Languages and the like: a name, perhaps with a level, and nothing else; or short texts."""
    short = []
    for item in items:
        if isinstance(item, str):
            text = item.strip()
        elif isinstance(item, Mapping) and set(filter(item.get, item)) <= {*_TITLE, *_LEVEL, *_PROGRAM}:
            name, level = _first(item, _TITLE), _first(item, _LEVEL)
            text = f"{name} ({level})" if name and level else name or level
        else:
            return []
        if len(text) > 60 or "," in text:
            return []
        short.append(text)
    return [text for text in short if text]


def _item(item: Mapping[str, Any], *, once: bool) -> Iterator[Block]:
    """One object: its head, then prose, bullets, keywords, and whatever else it holds under its own label."""
    used: set[str] = set(_PROGRAM)
    title = _take(item, _TITLE, used)
    organisation = _take(item, _ORGANISATION, used)
    stated = item.get("current")
    # As with a job, what one does has begun and goes on; what happens once, such as an award, says nothing of that.
    begun = not once and any(item.get(key) for key in _START[:2])
    goes_on = stated if isinstance(stated, bool) else begun
    dates = span(_take(item, _START, used), _take(item, _END, used), goes_on)
    level = _take(item, _LEVEL, used)
    details = [text for key in _DETAILS if (text := ", ".join(leaves(item.get(key))))]
    keywords = [text for key in _KEYWORDS for text in leaves(item.get(key))]
    used.update(_DETAILS, _KEYWORDS, ("url",))
    url, is_long = item.get("url"), any(item.get(key) for key in _BULLETS)
    if not title:
        title, organisation = organisation, ""
    beside = [text for text in (organisation, level, *details) if text]
    has_more = beside or dates or url or any(item.get(key) for key in _PROSE + _BULLETS)
    if only_keywords := bool(title and keywords and not has_more):
        yield Items(tuple(keywords), title)
    elif is_long and title:
        under = [Text(text) for text in beside]
        if link_url(url):
            under.append(Text(display_url(url), link_url(url)))
        yield Entry(Text(title, link_url(url)), dates, tuple(under))
    elif title:
        yield Line(Text(title, link_url(url)), tuple(beside), dates)
    elif dates or beside:
        yield Paragraph(", ".join([*beside, dates] if dates else beside))
    yield from _body(item, used)
    if keywords and not only_keywords:
        yield Items(tuple(keywords), "Keywords")
    yield from _leftovers(item, used)


def _body(item: Mapping[str, Any], used: set[str]) -> Iterator[Block]:
    for key in _PROSE:
        used.add(key)
        value = item.get(key)
        if isinstance(value, str) and "\n" not in value and not value.startswith("- "):
            yield from (Paragraph(text) for text in leaves(value))
        else:
            yield from (Bullet(text) for text in leaves(value))
    for key in _BULLETS:
        used.add(key)
        yield from (Bullet(text) for text in leaves(item.get(key)))


def _leftovers(item: Mapping[str, Any], used: set[str]) -> Iterator[Block]:
    for key, value in item.items():
        if key not in used and not _is_hidden(key) and (found := tuple(leaves(value))):
            yield Items(found, titled(key))


def _first(item: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys for text in leaves(item.get(key))), "")


def _take(item: Mapping[str, Any], keys: tuple[str, ...], used: set[str]) -> str:
    """The first of `keys` that the object fills with one text; that key is used up."""
    for key in keys:
        found = leaves(item.get(key))
        if key not in used and len(found) == 1:
            used.add(key)
            return found[0]
    return ""


def leaves(value: Any, depth: int = 0) -> list[str]:
    """Every text and number inside `value`, in order, each on one line; lines of a text are apart."""
    if value is None or isinstance(value, bool) or depth > _DEEPEST:
        return []
    if isinstance(value, str):
        return lines_of(value)
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, Mapping):
        shown = [part for key, part in value.items() if not _is_hidden(key)]
        return [text for part in shown for text in leaves(part, depth + 1)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in leaves(part, depth + 1)]
    return []
