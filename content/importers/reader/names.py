"""The name of the person, and what they are called at work: which lines of the head hold it."""

from __future__ import annotations

import re

from ..lines.model import Line
from ..words import is_one_of

NAME_LABEL = re.compile(
    r"^(?:full name|vor- und (?:nach|zu)name|vorname|name|nom et prénom|prénom et nom|nom|nombre completo|"
    r"nombre y apellidos|nombre|nome e cognome|nome|naam)\b\s*:?\s+(?=\S)",
    re.IGNORECASE,
)


_DOCUMENT = re.compile(
    r"(?:tabellarischer )?lebenslauf|curriculum vitae|cv|r[ée]sum[ée]|curr[ií]cul(?:um|o)(?: vitae)?|hoja de vida",
    re.IGNORECASE,
)


def without_title(lines: list[Line]) -> list[Line]:
    """The lines above the first section without the word for what the document is."""
    return [line for line in lines if not _DOCUMENT.fullmatch(line.text.strip(" :"))]


def name_lines(lines: list[Line]) -> list[Line]:
    """The lines that hold the name: one, or two where a large name is wrapped; none where there are no lines."""
    labelled = [line for line in lines if ":" in line.text and NAME_LABEL.match(line.text)]
    if labelled:
        return labelled[:1]
    name = _name(lines)
    return _whole_name(name, lines) if name is not None else []


def _name(lines: list[Line]) -> Line | None:
    """The largest text that can be a name, the first where sizes do not tell."""
    able = [
        line
        for line, after in zip(lines[:14], [*lines[1:], None], strict=False)
        if _can_be_name(line.text)
        or after
        and line.look == after.look
        and _can_be_name(f"{line.text} {after.text}")
    ]
    if not able:
        return lines[0] if lines else None
    titled = next((line for line in able if line.level == 1), None)
    least = min(line.size for line in lines[:14])
    # A title in capitals may be larger than the name.
    people = [line for line in able if line.size > 1.2 * least and not is_one_of("titles", line.text)]
    return titled or max(people or able, key=lambda line: round(line.size))


def _whole_name(name: Line, lines: list[Line]) -> list[Line]:
    """The name's line, and the next where a large name is wrapped over two."""
    at = next(number for number, line in enumerate(lines) if line is name)
    after = lines[at + 1] if at + 1 < len(lines) else None
    least = min(line.size for line in lines)
    if (
        after is not None
        and after.look == name.look
        and name.size > 1.3 * least
        and len(name.text.split()) + len(after.text.split()) <= 6
        and not re.search(r"[@\d:|/,]", after.text)
        and not is_one_of("titles", after.text)
    ):
        return [name, after]
    return [name]


def titled(text: str) -> tuple[str, str]:
    """A name, and what the person is called at work where that stands behind it."""
    match = re.match(r"(.{5,40}?)(,\s+|\s+--?\s+|\s+[–—|·•]\s+)(?=\S)(.{4,})$", text)
    if not match or len(match[1].split()) < 2 or is_one_of("titles", match[1]):
        return text, ""
    return (match[1], match[3]) if match[2].strip() != "," or is_one_of("titles", match[3]) else (text, "")


def _can_be_name(text: str) -> bool:
    return not re.search(r"[@\d:|/]|\bwww\.", text) and 1 < len(text.split()) <= 6
