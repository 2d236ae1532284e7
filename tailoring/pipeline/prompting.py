"""Prompts are Markdown files beside the steps that use them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "prompts"


@cache
def instructions(name: str) -> str:
    """The text of `prompts/{name}.md`."""
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()


def bulleted(lines: list[str]) -> str:
    """Lines as a Markdown list; `(none)` when there are none."""
    return "\n".join(f"- {line}" for line in lines) or "(none)"
