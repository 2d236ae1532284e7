"""The pieces of a school's entry: which is a degree, a school, a place, a grade, by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..lines.dates import Span, has_dates, span_in, without
from ..words import is_one_of, listed
from .entries import Entry
from .heads import STRONG, by_commas, like_place
from .paragraphs import LEGAL, Paragraph


@dataclass(eq=False)
class Piece:
    """A part of an entry's head between two signs, what it is, and the line that it stands on."""

    text: str
    row: int
    kind: str = ""
    comma: bool = False  # a comma stands before it


def pieces_of(entry: Entry) -> tuple[list[Piece], Span | None]:
    """The pieces of an entry's head in their order, and its dates."""
    span: Span | None = None
    pieces: list[Piece] = []
    for row, block in enumerate(entry.head):
        if row and _NOTE.match(block.text):
            pieces.append(Piece(block.text, row, "note"))
            continue
        for text in _parts(block):
            found = span_in(text) if span is None and (has_dates(text) or block.bullet) else None
            span = span or found
            around = _around(text, found) if found else [text]
            pieces += [one for part in around for one in pieces_in(part, row)]
    return _unwrapped(pieces), span


_OPEN = re.compile(r"(?:(?:^|\s)(?:of|de|des|du|del|la|für|und|and|for|in|the|y|et|en|zu|zum|zur|der|&)|-)$")


def _unwrapped(pieces: list[Piece]) -> list[Piece]:
    """A piece that ends in the middle of a phrase, with the next one as one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and _OPEN.search(found[-1].text) and piece.kind != "note":
            found[-1].text += f" {piece.text}"
            found[-1].kind = kind_of(found[-1].text)
        else:
            found.append(piece)
    return found


def pieces_in(text: str, row: int) -> list[Piece]:
    """The pieces of one text: at signs, full stops and commas, and a grade or a place in brackets."""
    if _EXPECTED.match(text):
        return [Piece(text, row, "note")]
    found: list[Piece] = []
    for strong in STRONG.split(_unstopped(text)):
        for part in _STOPS.split(strong.strip()):
            for number, one in enumerate(by_commas(part.strip(" ,;"))):
                if number and _is_state(one, found[-1]):
                    found[-1].text += f", {one}"
                    found[-1].kind = "place"
                    continue
                first, *bracketed = _unbracketed(one.strip(" ,;"))
                found.append(Piece(first, row, kind_of(first), comma=number > 0))
                found += [Piece(two, row, kind_of(two)) for two in bracketed]
    found = [one for one in found if one.text]
    if found and text.lstrip().startswith(","):
        found[0].comma = True
    return found


_STOPS = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])|;\s+|\s+(?=C?GPA\b)")


def _unbracketed(text: str) -> list[str]:
    """A text, and what stands behind it in brackets where that is a grade or a place."""
    match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text)
    return [match[1], match[2]] if match and (grade_in(match[2]) or like_place(match[2])) else [text]


def _is_state(text: str, before: Piece) -> bool:
    """Whether a text behind a comma is the state or the country of the city before it."""
    if before.kind not in ("", "place"):
        return False
    return bool(re.fullmatch(r"[A-Z]{2}", text)) or text.casefold() in listed("countries")


def _unstopped(text: str) -> str:
    """Without the full stop that ends a head written as a sentence."""
    return text[:-1] if text.endswith(".") and "," in text and not LEGAL.search(text) else text


def _parts(block: Paragraph) -> list[str]:
    """The texts of a line between wide gaps and where its weight changes."""
    if len(block.lines) > 1 and len(block.first.parts) == 1:
        kinds = [kind_of(line.text) for line in block.lines]
        apart = len(set(kinds)) > 1 and "school" in kinds and bool({"degree", "field"} & set(kinds))
        apart = apart and not _OPEN.search(block.first.text) and not block.lines[1].text[:1].islower()
        return [line.text for line in block.lines] if apart else [block.text]
    found: list[str] = []
    bold = False
    for cell in block.first.cells:
        if found and not cell.apart and not (cell.bold != bold and re.match(r"[^\W\d_a-z]", cell.text)):
            found[-1] += cell.text if cell.text[:1] in ",;:)." else f" {cell.text}"
        else:
            found.append(cell.text)
        bold = cell.bold
    found[-1] = " ".join([found[-1], *(line.text for line in block.lines[1:])])
    return found


_EXPECTED = re.compile(r"(?i)\(?\b(?:expected|anticipated|voraussichtlich|prévue?|previst[oa])\b")


def _around(text: str, span: Span) -> list[str]:
    """What stands before and after dates. That they are expected is said with them."""
    if expected := _EXPECTED.search(text):
        at, to = min(span.at, expected.start()), max(span.to, expected.end())
        before, after = without(text, Span("", "", current=False, at=at, to=to))
        return [before, text[at:to].strip("() "), after]
    return list(without(text, span))


_NOTE = re.compile(
    r"(?:(?:bachelor|master|diplom|doctoral|phd|final|senior|honou?rs|end-of-study)?[- ]?"
    r"(?:thesis|dissertation|project)|"
    r"\w*arbeit|thema\b.{0,40}|mémoire|thèse|tesis|trabajo fin de \w+|tfg|tfm|proyecto|sujet|"
    r"(?:relevant |key |selected )?(?:course ?work|courses|modules|subjects)|"
    r"schwerpunkte|kurse|matières|cours|asignaturas|"
    r"(?:co-?)?(?:supervisors?|advis[eo]rs?)|betreuer(?:in)?|directeur|director|honou?rs|awards?|activities|societies)\s*:",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?:(?:cumulative|overall|final|major)\s+)?(?:c?gpa|grade|(?:abschluss|gesamt|end|durchschnitts)?note|moyenne|mention|"
    r"nota(?:\s(?:media|final))?|(?:notendurchschnitt|score|result|calificación|promedio))\b\s*:?\s*(?P<gpa>.+)$",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?:(?:upper |lower )?(?:first|second|third)[- ]class|(?:summa |magna )?cum laude|"
    r"with (?:high |highest )?(?:distinction|merit|honou?rs)|(?:high )?distinction$|merit$|"
    r"mention (?:très )?bien|mention assez bien|sobresaliente|matrícula de honor|2:[12]$|mit auszeichnung)\b|"
    r"\d[.,]?\d*\s?/\s?\d[.,]?\d*$|\d[.,]\d{1,2}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:abschluss|degree|diplôme|título|qualification|studiengang|fachrichtung|studienrichtung|major|field of study|"
    r"ciudad|city|place|ort|lieu|ville|location|país|country|land|pays)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_PLACED = (
    "ciudad:",
    "city:",
    "place:",
    "ort:",
    "lieu:",
    "ville:",
    "location:",
    "país:",
    "country:",
    "land:",
    "pays:",
)
_FIELD = re.compile(
    r"(?:minor|major|minoring|majoring|concentration|specialization|specialisation|speciali[sz]ing|schwerpunkt|"
    r"vertiefung|nebenfach|hauptfach|option|spécialité|mineure|majeure|parcours|especialidad|mención|"
    r"fachrichtung|studiengang|spécialisation)\b",
    re.IGNORECASE,
)


def unlabelled(text: str) -> str:
    """Without the word that says what a text is, as `Degree:`."""
    return _LABEL.sub("", text)


def kind_of(text: str) -> str:
    """What a piece's own words say that it is; nothing where they do not tell."""
    if _NOTE.match(text) or _EXPECTED.match(text):
        return "note"
    if grade_in(text):
        return "grade"
    if _FIELD.match(text):
        return "field"
    if text.casefold().startswith(_PLACED):
        return "place"
    text = unlabelled(text)
    school, degree = is_one_of("schools", text), is_one_of("degrees", text)
    if degree and school:
        words = text.casefold().split()
        return "degree" if {words[0], words[-1]} & listed("degrees") else "school"
    if school:
        return "school"
    if like_place(text):
        return "place"
    return "degree" if degree else "field" if is_one_of("fields", text) else ""


def grade_in(text: str) -> str:
    """The grade or the honours that a text states, if it does."""
    if _CLASS.match(text):
        return text
    match = _GRADE.match(text) if len(text) < 50 else None
    return match["gpa"] if match else ""
