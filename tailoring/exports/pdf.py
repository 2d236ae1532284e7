"""The résumé as a PDF, set by Typst in a child process with a time limit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from content.schema.resume import ResumeData

from .blocks import Block
from .errors import ExportError
from .layout import layout
from .paper import direction, language, paper

SECONDS = 30
WORKER = Path(__file__).with_name("pdf_worker.py")
# All under the Open Font License (NOTICE.md); Typst brings one more, for Latin, Greek and Cyrillic.
FONTS = Path(__file__).with_name("fonts")
_CJK_PACKAGE = "manimgx_fonts_cjk"  # too heavy to stand here
_INHERITED = ("PATH", "PYTHONPATH", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def render(resume: ResumeData, *, seconds: float = SECONDS, worker: Path = WORKER) -> bytes:
    """A tagged PDF (PDF/UA-1) with embedded fonts; the same résumé always gives the same bytes.

    Raises ExportError when no installed font has a character of the résumé, and when the script `worker` fails
    or takes longer than `seconds`.
    """
    return _set_in_child(json.dumps(request(resume), ensure_ascii=False).encode(), seconds, worker)


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


def _set_in_child(asked: bytes, seconds: float, worker: Path) -> bytes:
    # -P keeps this folder, whose modules are named for formats, off the child's path. The child gets
    # no secrets: nothing in its environment but what Python needs.
    command = [sys.executable, "-P", "-B", str(worker)]
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and script
            command, input=asked, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ExportError(f"The PDF was not ready after {seconds:g} seconds: shorten the résumé.") from error
    if done.returncode == 0 and done.stdout.startswith(b"%PDF"):
        return done.stdout
    raise ExportError(_reason(done.stderr.decode(errors="replace")))


def _reason(stderr: str) -> str:
    """What the worker said went wrong, as a sentence: it ends what it writes with one line of JSON."""
    try:
        said = json.loads(stderr.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return "The PDF could not be made: Typst stopped unexpectedly."
    if missing := said.get("missing"):
        points = " ".join(f"U+{ord(char):04X}" for char in missing[:4])
        return (
            f'The PDF cannot show "{missing}" ({points}): no installed font has it. '
            "Remove it from the résumé, or choose another format."
        )
    return f"The PDF could not be made: {said.get('error', 'Typst failed')}."
