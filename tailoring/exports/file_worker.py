"""The child process that sets PDFs, draws Word files and reads both back, one task after the other.

A script of its own, which loads nothing of Bespoke but its loop until a task needs it, because it must start fast.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import typst

from core.child_process import serve

MEGABYTES = 2048
CPU_SECONDS = 30
Look = dict[str, float]
Answer = tuple[dict[str, Any], bytes]
TEMPLATE = Path(__file__).with_name("template.typ")
# From airy to tight, each still comfortable to read. Size in points, spacing relative to it, margins in cm.
LOOKS: tuple[Look, ...] = (
    {"size": 10.5, "space": 1.12, "margin": 2.1},
    {"size": 10.5, "space": 1.0, "margin": 2.0},
    {"size": 10.2, "space": 0.94, "margin": 1.9},
    {"size": 9.9, "space": 0.9, "margin": 1.75},
    {"size": 9.5, "space": 0.86, "margin": 1.6},
)
_MISSING = re.compile(r'text `"(.+?)"` could not be displayed')
_BODY = ("Source Sans 3", "Noto Sans", "Libertinus Serif")
# Before Noto's: their text reads back whole, where Noto builds letters from parts (dots, vowels) that come back double.
_OTHERS = ("IBM Plex Sans Arabic", "Hind", "Sarabun")
_CJK = {"ja": "JP", "ko": "KR", "zh": "SC"}


def _set_pdf(content: bytes) -> Answer:
    try:
        return {}, fitted(json.loads(content))
    except typst.TypstError as error:
        missing = _MISSING.search(error.message)
        return (
            {"missing": _unescaped(missing[1])[:100]} if missing else {"error": error.message[:2_000]}
        ), b""


def fitted(request: dict[str, Any], looks: Sequence[Look] = LOOKS) -> bytes:
    """The airiest of `looks` (airy to tight) that takes no more pages than the tightest does."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=request["font_paths"])
    data = {**request, "fonts": _ordered(fonts.families(), request["lang"])}
    compiler = typst.Compiler(font_paths=fonts, root=TEMPLATE.parent)
    airy = _set(compiler, data, looks[0])
    if (most := _pages(airy)) == 1:
        return airy
    tight = _set(compiler, data, looks[-1])
    if (fewest := _pages(tight)) == most:
        return airy
    for look in looks[1:-1]:
        if _pages(pdf := _set(compiler, data, look)) == fewest:
            return pdf
    return tight


def _set(compiler: typst.Compiler, data: dict[str, Any], look: Look) -> bytes:
    inputs = {"data": json.dumps(data, ensure_ascii=False), "look": json.dumps(look)}
    pdf = compiler.compile(TEMPLATE, format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


def _pages(pdf: bytes) -> int:
    """How many pages a PDF written by Typst has: it leaves its page objects uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def _ordered(families: list[str], lang: str) -> list[str]:
    """The body fonts first, then those for other scripts; of the Han fonts that of the language first."""
    han = f"Noto Sans CJK {_CJK.get(lang, 'SC')}"
    body = [name for name in _BODY if name in families]
    noto = sorted(name for name in families if name.startswith("Noto") and name not in (*body, han))
    return [*body[:1], *(name for name in (*_OTHERS, han) if name in families), *noto, *body[1:]]


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda match: chr(int(match[1], 16)), text)


def _draw_docx(content: bytes) -> Answer:
    from content.schema.resume import ResumeData
    from tailoring.exports.docx import drawn

    return {}, drawn(ResumeData.model_validate_json(content))


def _read(reader: str, content: bytes) -> Answer:
    from tailoring.exports.reading.readers import text_by

    return {}, text_by(reader, content).encode("utf-8", "surrogatepass")


def _picture(content: bytes) -> Answer:
    from tailoring.exports.reading.picture import drawn

    pages = drawn(content)
    return {"sizes": [len(page) for page in pages]}, b"".join(pages)


# What a parent may ask for, by name: content in, an answer and content out.
TASKS: dict[str, Callable[[bytes], Answer]] = {
    "pdf": _set_pdf,
    "docx": _draw_docx,
    "pictures": _picture,
    "pdfium": partial(_read, "pdfium"),
    "pypdf": partial(_read, "pypdf"),
    "docx text": partial(_read, "docx"),
}


def _done(asked: dict[str, Any], content: bytes) -> Answer:
    return TASKS[asked["task"]](content)


if __name__ == "__main__":
    serve(_done, megabytes=MEGABYTES, cpu_seconds=CPU_SECONDS)
