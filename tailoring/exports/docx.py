"""The résumé as a Word document: Word's own heading and list styles, one column, nothing in headers or tables.

Drawn in a child process only (word.py).
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

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
from .layout.paper import direction, language, paper

_ACCENT, _SOFT = RGBColor(0x1F, 0x3B, 0x5C), RGBColor(0x4A, 0x55, 0x60)
_FONT = "Calibri"
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
_SIZES = {"us-letter": (Cm(21.59), Cm(27.94)), "a4": (Cm(21.0), Cm(29.7))}


def drawn(resume: ResumeData) -> bytes:
    """A .docx with the person's name as author; the same résumé always gives the same bytes."""
    blocks = layout(resume)
    document = Document()
    _set_properties(document, resume.contact.full_name)
    width = _set_page(document, _SIZES[paper(resume.contact)])
    _set_styles(document)
    for block in blocks:
        _draw(document, block, width)
    if direction(language(" ".join(text for block in blocks for text in block.fields))) == "rtl":
        _turn(document)
    stream = io.BytesIO()
    document.save(stream)
    return _dated(stream.getvalue())


def _set_properties(document: WordDocument, name: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = f"{name} – Résumé", name, name
    properties.created = properties.modified = _WHEN
    properties.comments = properties.keywords = ""
    properties.revision = 1


def _set_page(document: WordDocument, size: tuple[Length, Length]) -> Length:
    """The width between the margins."""
    section = document.sections[0]
    section.page_width, section.page_height = size
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    return Length(size[0] - Cm(4))


def _set_styles(document: WordDocument) -> None:
    looks = {
        "Normal": (10.5, False, None, 0, 3),
        "Title": (23, True, _ACCENT, 0, 2),
        "Heading 1": (12.5, True, _ACCENT, 11, 4),
        "Heading 2": (10.5, True, RGBColor(0x1B, 0x1F, 0x24), 7, 0),
        "List Bullet": (10.5, False, None, 0, 2),
    }
    for name, (size, bold, colour, before, after) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # Word's own styles name theme fonts, which win over a font given by name.
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if colour is not None:
            style.font.color.rgb = colour
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.08
    for name in ("Title", "Heading 1"):
        properties = document.styles[name].element.get_or_add_pPr()
        for border in properties.findall(qn("w:pBdr")):
            properties.remove(border)
    _underline(document.styles["Heading 1"].element.get_or_add_pPr())


def _underline(properties: BaseOxmlElement) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "8F9DAE")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties.insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:bidi",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
    )


def _draw(document: WordDocument, block: Block, width: Length) -> None:
    match block:
        case Name(text):
            document.add_paragraph(text, style="Title")
        case Tagline(text):
            document.add_paragraph().add_run(text).font.color.rgb = _SOFT
        case Heading(text):
            document.add_paragraph(text, style="Heading 1")
        case Contacts(items):
            _add(document.add_paragraph(), items, " · ")
        case Entry(title, dates, under):
            head = document.add_paragraph(style="Heading 2")
            _add(head, (title,), "")
            if dates:
                head.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
                run = head.add_run(f"\t{dates}")
                run.font.bold, run.font.color.rgb = False, _SOFT
            if under:
                below = document.add_paragraph()
                below.paragraph_format.keep_with_next = True
                _add(below, under, " · ")
        case Line(title, beside, dates):
            line = document.add_paragraph()
            _add(line, (title,), "", bold=True)
            line.add_run("".join(f", {part}" for part in beside) + (f" · {dates}" if dates else ""))
        case Paragraph(text):
            document.add_paragraph(text)
        case Bullet(text, url):
            _add(document.add_paragraph(style="List Bullet"), (Text(text, url),), "")
        case Items(items, label):
            line = document.add_paragraph()
            if label:
                line.add_run(f"{label}: ").font.bold = True
            line.add_run(", ".join(items))


def _add(
    paragraph: WordParagraph, parts: tuple[Text, ...], between: str, *, bold: bool | None = None
) -> None:
    for number, part in enumerate(parts):
        run = paragraph.add_run((between if number else "") + ("" if part.url else part.text))
        run.font.bold = bold
        if part.url:
            link = OxmlElement("w:hyperlink")
            link.set(
                qn("r:id"), paragraph.part.relate_to(part.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )
            linked = paragraph.add_run(part.text)
            linked.font.bold, linked.font.color.rgb = bold, _ACCENT
            link.append(linked._r)
            paragraph._p.append(link)


def _turn(document: WordDocument) -> None:
    """Set every paragraph from right to left."""
    for paragraph in document.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )
        for run in paragraph.runs:
            run.font.rtl = True


def _dated(content: bytes) -> bytes:
    """The same package with fixed times in its archive, which python-docx fills with the clock."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()
