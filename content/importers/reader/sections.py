"""The sections of a résumé: headings by their words and by their look."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ..lines.dates import has_dates, is_only_dates
from ..lines.model import FOOTER, Line
from ..words import heading_kind, is_one_of, listed


@dataclass
class Section:
    """The lines under one heading. `kind` is "" where the heading's words are not known."""

    kind: str
    title: str
    lines: list[Line] = field(default_factory=list)
    sure: float = 1.0
    is_side: bool = False


def sections_of(lines: list[Line]) -> tuple[list[Line], list[Section]]:
    """What stands above the first heading, and the sections."""
    lines = [part for line in lines for part in _with_own_line(line)]
    body = Counter[tuple[float, bool, bool]]()
    for line in lines:
        body[line.look[:3]] += len(line.text) // 10 + 1
    plain = body.most_common(1)[0][0] if body else (0, False, False)
    lines = [_unmarked(line, plain) for line in lines]
    known = [line for line in lines if _named(line, plain)]
    looks = Counter(line.look for line in known)
    main = {look for look, count in looks.items() if count >= 2 or len(known) < 4}
    head: list[Line] = []
    sections: list[Section] = []
    at_top = False
    for number, line in enumerate(lines):
        kind = heading_kind(line.text.rstrip(":")) if line in known else None
        distinct = line.look in main
        if kind and not (distinct or line.look[:3] != plain or line.look[3] or line.text.endswith(":")):
            kind = None if len(main) and not _alone(lines, number) else kind
        if kind is None and distinct and _unnamed(lines, number, plain, sections):
            kind = ""
        if number and _starts_over(lines[number - 1], line):
            at_top = True
        if kind is not None:
            at_top = False
        if kind is None and at_top:
            head.append(line)
        elif kind is None:
            (sections[-1].lines if sections else head).append(line)
        elif kind != "skip":
            sections.append(
                Section(kind, line.text.strip(" :"), sure=1.0 if kind else 0.5, is_side=line.column > 0)
            )
    return head, sections


def _starts_over(last: Line, line: Line) -> bool:
    """Whether a column begins beside the first one: what stands on its top is no part of the section before."""
    return (
        line.page == 0
        and last.page == 0
        and line.column != last.column
        and line.top < last.top
        and line.top < 300
    )


def _with_own_line(line: Line) -> list[Line]:
    """A heading that stands beside its section's first line, on a line of its own."""
    kind = heading_kind(line.parts[0]) if len(line.parts) > 1 and not line.bullet else None
    rest = line.cells[1:]
    if (
        not kind
        or not rest[0].apart
        or rest[0].x0 - line.x0 > 250
        or has_dates(line.text)
        and kind == "work"
        and line.x0 < 0
    ):
        return [line]
    first = replace(line, cells=line.cells[:1], gap=max(line.gap, 1.0))
    if (
        line.cells[0].bold == rest[0].bold
        and first.look[3] is False
        and kind in ("languages", "skills", "contact", "other")
    ):
        return [line]
    return [replace(first, level=first.level or 1), replace(line, cells=rest, gap=0.0)]


def _unmarked(line: Line, plain: tuple[float, bool, bool]) -> Line:
    """A heading that a mark of a list stands before, as in Europass, is no item of one."""
    stands_out = line.bullet and (line.look[:3] != plain or line.look[3])
    if stands_out and len(line.parts) == 1 and heading_kind(line.text.rstrip(":")):
        return replace(line, bullet=False)
    return line


def _named(line: Line, plain: tuple[float, bool, bool]) -> bool:
    text = line.text.rstrip(":")
    if line.bullet or len(line.parts) > 1 or not heading_kind(text):
        return False
    return (
        bool(line.level)
        or line.look[:3] != plain
        or line.look[3]
        or line.gap > 0.2
        or line.text.endswith(":")
        or line.size <= 1.5
    )


def _alone(lines: list[Line], number: int) -> bool:
    return lines[number].gap > 0.4


def _unnamed(
    lines: list[Line], number: int, plain: tuple[float, bool, bool], sections: list[Section]
) -> bool:
    line = lines[number]
    if re.search(r":\s+\S", line.text):
        return False  # a label, and what it labels
    if line.text.strip(" :").casefold() in listed("labels") or "," in line.text:
        return False  # a word over an entry's lines, or an entry: headings that no list knows are short names
    if number and is_only_dates(lines[number - 1].text):
        return False  # dates stand above an entry's name
    for after in lines[number + 1 : number + 4]:
        if after.bullet or after.look == line.look and after.look[:3] != plain:
            break  # a list, or the next heading
        if has_dates(after.text):
            return False  # it heads an entry
    if (
        not sections
        or line.bullet
        or len(line.parts) > 1
        or len(line.text.split()) > 5
        or len(line.text) > 45
    ):
        return False
    distinct = line.look[:3] != plain or line.look[3] or line.level
    return bool(distinct) and not has_dates(line.text) and bool(re.search(r"\w", line.text))


def without_furniture(lines: list[Line]) -> list[Line]:
    """Without the numbers and running heads of pages."""
    kept = []
    pages = max((line.page for line in lines), default=0) + 1
    counts = Counter(re.sub(r"\d+", "#", line.text) for line in lines)
    for number, line in enumerate(lines):
        text = line.text
        if line.level == FOOTER:
            continue
        if re.fullmatch(
            r"(?:.{0,60}\s[-–—|·]\s)?(?:page|seite|p\.|página|s\.)\s*\d+(?:\s*(?:of|von|sur|de|/)\s*\d+)?",
            text,
            re.IGNORECASE,
        ):
            continue
        if _ON_REQUEST.fullmatch(text):
            continue
        if re.match(r"(?:©|\(c\)|copyright)\s", text, re.IGNORECASE) and len(text) < 80:
            continue
        if line.top > 700 and _RUNNING.fullmatch(text):
            continue
        if number > len(lines) - 4 and _SIGNED.fullmatch(text):
            break  # a place and a date, and the name under a signature
        if re.fullmatch(r"\d{1,2}\s*(?:/|of|von|sur|de)\s*\d{1,2}", text) or not re.search(r"[\w]", text):
            continue
        if (
            re.match(
                r"(?:last updated|stand:|updated|letzte aktualisierung|dernière mise à jour|última actualización)",
                text,
                re.IGNORECASE,
            )
            and len(text) < 50
        ):
            continue
        if (
            pages > 1
            and (line.page > 0 or line.top > 700)
            and "#" in re.sub(r"\d+", "#", text)
            and counts[re.sub(r"\d+", "#", text)] == pages
            and number
            and len(text) < 60
            and not has_dates(text)
        ):
            continue
        kept.append(line)
    return kept


_RUNNING = re.compile(
    r"(?:\d{1,2}\s+)?.{3,60}\s[·|–—-]\s(?:résumé|resume|cv|curriculum vitae|lebenslauf)"
    r"(?:\s+(?:[·|–—-]\s)?\d{1,2}(?:\s?/\s?\d{1,2})?)?",
    re.IGNORECASE,
)
_ON_REQUEST = re.compile(
    r"(?:references|referees)\s(?:are\s)?(?:available\s)?(?:up)?on request\.?|"
    r"referenzen\s(?:\w+\s)?auf (?:anfrage|wunsch)\.?|"
    r"références\s(?:\w+\s)?sur demande\.?|referencias\s(?:\w+\s)?(?:a petición|bajo demanda|si se solicitan)\.?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"[A-ZÄÖÜ][\w .-]{2,30},\s(?:den |le |im |a )?(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}\.? \w+ \d{4}|\w+ \d{4})"
)


def language_like(text: str) -> bool:
    return is_one_of("languages", text) > 0
