"""The résumé as a PDF, set by Typst in one of a few child processes that are kept warm, with a time limit."""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from content.schema.resume import ResumeData
from core.child_pool import ChildPool

from .children import SECONDS, made
from .errors import ExportError
from .layout import layout
from .layout.blocks import Block
from .layout.paper import direction, language, paper

# All under the Open Font License (NOTICE.md); Typst brings one more, for Latin, Greek and Cyrillic.
FONTS = Path(__file__).with_name("fonts")
_CJK_PACKAGE = "manimgx_fonts_cjk"  # too heavy to stand here


def render(
    resume: ResumeData,
    *,
    person: Hashable = None,
    seconds: float = SECONDS,
    pool: ChildPool | None = None,
) -> bytes:
    """A tagged PDF (PDF/UA-1) with embedded fonts; the same résumé always gives the same bytes.

    Raises ExportError when no installed font has a character of the résumé, and when the child fails or takes longer
    than `seconds`; raises NoSlot for a person when too many are made.
    """
    asked = json.dumps(request(resume), ensure_ascii=False).encode()
    answer, printed = made("pdf", asked, "The PDF", person=person, seconds=seconds, pool=pool)
    if not printed.startswith(b"%PDF"):
        raise ExportError(_reason(answer))
    return printed


def request(resume: ResumeData) -> dict[str, Any]:
    """What the worker needs to set the résumé: JSON data, all text, no markup."""
    blocks = layout(resume)
    code = language(" ".join(text for block in blocks for text in block.fields))
    name = resume.contact.full_name
    return {
        "title": f"{name} – Résumé",
        "author": name,
        "paper": paper(resume.contact),
        "lang": code,
        "dir": direction(code),
        "blocks": [_drawn(block) for block in blocks],
        "font_paths": _font_paths(),
    }


def _drawn(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _font_paths() -> list[str]:
    cjk = find_spec(_CJK_PACKAGE)
    return [str(FONTS), *(cjk.submodule_search_locations or () if cjk else ())]


def _reason(answer: dict[str, Any]) -> str:
    """What the child said went wrong, as a sentence."""
    if missing := answer.get("missing"):
        points = " ".join(f"U+{ord(char):04X}" for char in missing[:4])
        return (
            f'The PDF cannot show "{missing}" ({points}): no installed font has it. '
            "Remove it from the résumé, or choose another format."
        )
    return f"The PDF could not be made: {answer.get('error', 'Typst failed')}."
