"""Sections that are lists: skills, languages, interests, certificates, awards, projects …"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ..lines.dates import has_dates, span_in, without
from ..lines.model import Line
from ..skill_names import names_in
from ..words import heading_kind, is_one_of
from .entries import Entry, entries_of, unlabelled
from .heads import STRONG, head_of
from .paragraphs import Paragraph, paragraphs


def skills_of(lines: list[Line]) -> tuple[list[str], list[dict[str, Any]]]:
    """The skills of a section, at commas and gaps, and the groups that have names."""
    found: dict[str, str] = {}
    groups: list[dict[str, Any]] = []
    for block in _skill_blocks(lines):
        parts = block.first.parts if len(block.lines) == 1 else [block.text]
        if len(parts) == 2 and "," in parts[1] and not re.search(r"[,:]", parts[0]) and len(parts[0]) < 40:
            parts = [f"{parts[0]}: {parts[1]}"]
        for part in parts:
            name, skills = _skills_in(part)
            for skill in skills:
                found.setdefault(skill.casefold(), skill)
            groups += [{"name": name, "keywords": skills}] if name and skills else []
    return list(found.values()), groups


def _skill_blocks(lines: list[Line]) -> list[Paragraph]:
    """A list of one skill a line has no text that is wrapped, however narrow its column is."""
    is_list = len(lines) > 2 and not any(
        re.search(r"[,;:|•·]|(?:^|\s)/|/(?:\s|$)|\S{2}\.$", line.text) for line in lines
    )
    if not is_list:
        return paragraphs(lines)
    found: list[Paragraph] = []
    for line in lines:
        if (
            found
            and (line.text[:1].islower() or line.text.startswith("("))
            and line.gap < 0.2
            and not line.bullet
        ):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line]))
    return found


def _skills_in(text: str) -> tuple[str, list[str]]:
    """The name of the group, and its skills."""
    if group := re.match(r"^([^:,]{2,45}):\s*(.*)$", text):
        return group[1].strip(), names_in(group[2])
    return "", names_in(text)


def languages_of(lines: list[Line]) -> list[dict[str, str]]:
    """Languages, each with how well where that is said."""
    found: list[dict[str, str]] = []
    parts = [part for block in _language_blocks(lines) for part in _language_parts(block)]
    texts = [part for part in parts if heading_kind(part) != "languages" and part.casefold() not in _COLUMN]
    for text in texts:
        for name, level in _language(text):
            if found and not level and (_is_level(name) or re.match(r"(?i)(?:langue|lengua|lingua)\s", name)):
                open_one = next((one for one in found if "fluency" not in one), found[-1])
                open_one.setdefault("fluency", name.strip("()"))
            elif name:
                found.append({"language": name, **({"fluency": level} if level else {})})
    return found


_COLUMN = (
    "language",
    "langue",
    "sprache",
    "idioma",
    "level",
    "proficiency",
    "niveau",
    "stufe",
    "nivel",
)  # over the second column of a table


def _language_blocks(lines: list[Line]) -> list[Paragraph]:
    """A line that begins with a language begins an item, however narrow its column is."""
    if not lines or not all(is_one_of("languages", line.text.split()[0]) for line in lines):
        return paragraphs(lines)
    return [Paragraph([line]) for line in lines]


_LEVEL = re.compile(
    r"(?i)^\(?(?:native|fluent|bilingual|conversational|intermediate|elementary|basic|proficient|advanced|beginner|professional|limited|full|muttersprache|"
    r"verhandlungssicher|fließend|gut|sehr gut|grundkenntnisse|langue maternelle|"
    r"maternelle|courant|bilingue|notions|intermédiaire|nativo|nativa|fluido|"
    r"avanzado|intermedio|básico|lengua materna|[abc][12]\b|working|good|mother)"
)


# Europass's own words for one's first language, and the levels of the others: listening, reading …
_MOTHER_TONGUE = re.compile(
    r"(?i)^(?:(?:mother tongue|native language|muttersprache|langue.{0,3} maternelle|lengua.{0,3} materna|"
    r"other language|andere sprache|weitere sprache|autre.{0,3} langue|otra.{0,3} lengua|otro.{0,3} idioma|"
    r"lingua.{0,3} madre|altr.{0,3} lingu)[^\s:]*)\s*:\s*"
)
_LEVELS = re.compile(r"([^\W\d]+)((?:\s+[ABC][12]){1,6})")


def _is_level(text: str) -> bool:
    return bool(_LEVEL.match(text))


def _language_parts(block: Paragraph) -> list[str]:
    parts = block.first.parts if len(block.lines) == 1 else [block.text]
    return [one for part in parts for one in re.split(r"\s*[;|•·]\s*|\s+/\s+|,\s+(?![^()]*\))", part) if one]


def _language(text: str) -> list[tuple[str, str]]:
    text = text.strip(" .")
    if match := _MOTHER_TONGUE.match(text):
        return [(name, "") for name in re.split(r"\s*[,/;]\s*", text[match.end() :]) if name]
    if match := _LEVELS.fullmatch(text):
        return [(match[1], " ".join(match[2].split()))]
    if match := re.fullmatch(r"(?!\()(.+?)\s*\((.+)\)?", text):
        return [(match[1], match[2].rstrip(")"))]
    if match := re.fullmatch(r"([^:–—-]+?)\s*(?::|\s[–—-])\s*(.+)", text):
        return [(match[1], match[2])]
    words = text.split()
    if re.fullmatch(r"(?i)(?:langue|lengua|lingua|mother|native)\s\w+", text):
        return [(text, "")]
    if len(words) > 1 and _is_level(" ".join(words[1:])):
        return [(words[0], " ".join(words[1:]))]
    return [(text, "")]


def interests_of(lines: list[Line]) -> list[dict[str, str]]:
    """Interests, each by its name."""
    return [{"name": skill} for skill in skills_of(lines)[0]]


def listed_entries(lines: list[Line], name: str, by: str) -> list[dict[str, Any]]:
    """Entries of a section such as certificates: a title, who gave it, its date, and what else is said."""
    items = [entry for entry in _entries(lines) if entry.head or entry.body]
    return [found for entry in items if (found := _item(entry, name, by))]


def _entries(lines: list[Line]) -> list[Entry]:
    lines = unlabelled(lines)
    blocks = _unnumbered(paragraphs(lines))
    if blocks and sum(block.bullet for block in blocks) * 2 > len(blocks) and blocks[0].bullet:
        return [Entry([block]) for block in blocks]
    heads = [block for block in blocks if not block.bullet]
    dated = [block for block in heads if _is_dated(block)]
    sameness = len({block.first.look for block in heads}) == 1
    if (
        sameness
        and (not dated or len(dated) == len(heads))
        and len(heads) == len(blocks)
        and all(block.first.gap < 0.6 for block in blocks[1:])
    ):
        return [Entry([block]) for block in blocks]
    if not dated and len(heads) == len(blocks):
        return _by_look(blocks)
    return entries_of(lines)


def _is_dated(block: Paragraph) -> bool:
    if len(block.lines) > 1:
        return span_in(block.text) is not None
    return any(has_dates(part) for part in block.first.parts)


def _unnumbered(blocks: list[Paragraph]) -> list[Paragraph]:
    """Numbered entries, such as publications, as items of a list."""
    numbers = [_NUMBER.match(block.text) for block in blocks]
    if sum(bool(one) for one in numbers) < max(1, len(blocks) // 2):
        return blocks
    return [
        Paragraph([_without_number(block.first), *block.lines[1:]]) if number else block
        for block, number in zip(blocks, numbers, strict=True)
        if block.text
    ]


_NUMBER = re.compile(r"\[?\d{1,2}[.)\]]\s+(?=\S)")


def _without_number(line: Line) -> Line:
    first = line.cells[0]
    if len(line.cells) > 1 and re.fullmatch(r"\[?\d{1,2}[.)\]]", first.text):
        return replace(line, cells=line.cells[1:], bullet=True)
    return replace(
        line, cells=(replace(first, text=_NUMBER.sub("", first.text)), *line.cells[1:]), bullet=True
    )


def _by_look(blocks: list[Paragraph]) -> list[Entry]:
    entries: list[Entry] = []
    for block in blocks:
        if (
            not entries
            or block.first.look == blocks[0].first.look
            and (block.first.gap > 0.15 or block.first.look != entries[-1].head[-1].first.look)
        ):
            entries.append(Entry([block]))
        else:
            entries[-1].head.append(block)
    return entries


def _item(entry: Entry, name: str, by: str) -> dict[str, Any]:
    head = head_of(entry)
    if len(entry.head) == 1 and len(entry.head[0].first.parts) == 1 or len(entry.head[0].lines) > 1:
        head.names = _pieces(entry.head[0].text)
        head.place, head.rest = "", []
    names = [one for one in [*head.names, head.place, *head.rest] if one]
    if by == "publisher" and (cited := _citation(entry.head[0].text)) and len(entry.head) == 1:
        return cited | ({"date": head.span.start} if head.span else {})
    if len(names) == 1 and len(entry.head) > 1:
        names = [one for block in entry.head for one in _pieces(block.text)] or names
    if not names:
        return {}
    item: dict[str, Any] = {name: names[0]}
    if len(names) > 1:
        key = by if len(names[1]) < 80 else "description"
        item[key] = re.sub(r"^(?:issued by|awarded by|by)\s+", "", names[1], flags=re.IGNORECASE)
    if len(names) > 2:
        item["description"] = ", ".join(filter(None, [item.get("description", ""), *names[2:]]))
    if span := head.span:
        if span.end or span.current or by in ("organization", "description"):
            item |= {"startDate": span.start, **({"endDate": span.end} if span.end else {})}
        else:
            item["date"] = span.start
    if entry.body:
        item["highlights"] = [block.text for block in entry.body]
    return item


_AUTHOR = r"(?:[A-ZÀ-Ý][\w'’-]*\.?,?\s*(?:[A-ZÀ-Ý]\.[ -]?)*){1,4}"
_AUTHORS = re.compile(rf"(?:{_AUTHOR}(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|et al)?\s*){{1,12}}(?:et al)?$")


def _citation(text: str) -> dict[str, Any]:
    """`Authors. Title. Where it came out, 2023.` as people cite; nothing where the text is not of that form."""
    parts = [part.strip() for part in re.split(r"(?<=[\w)]{2})\.\s+(?=[A-ZÀ-Ý\"“])", text.rstrip(". "))]
    if len(parts) < 3 or len(parts[1].split()) < 3 or not _AUTHORS.match(parts[0]):
        return {}
    out_in = ". ".join(parts[2:])
    where = without(out_in, span)[0] if (span := span_in(out_in)) else out_in
    return {"name": parts[1], "publisher": where, "authors": parts[0]}


def _pieces(text: str) -> list[str]:
    if span := (span_in(text) if has_dates(text) or re.search(r"\([^()]*\d{4}[^()]*\)\s*$", text) else None):
        text = " – ".join(filter(None, without(text, span)))
    parts = [part.strip(" ,") for part in STRONG.split(text) if part.strip(" ,")]
    if len(parts) == 1:
        parts = [part.strip() for part in re.split(r",\s+(?![^()]*\))", text, maxsplit=1) if part.strip()]
    elif parts and ", " in parts[-1] and len(text) < 120:
        parts = [text[: text.rindex(", ")], text[text.rindex(", ") + 2 :]]
    return parts
