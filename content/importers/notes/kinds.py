"""What a piece of prose is and how it may be used, proposed by rules; the person decides."""

from __future__ import annotations

import re
from functools import cache

from content.choices import ChunkType, Lens

from ..words import listed


def tags_of(text: str) -> tuple[str, str]:
    """The chunk type and the lens of a piece.

    What the writer states to have done is facts; advice on résumés is strategy; all else tells how the writer thinks
    and speaks. Where a text is not sure to state a deed it is not taken for one.
    """
    if _has("about_resumes", text) and _has("advice", text):
        return ChunkType.META, Lens.STRATEGY
    if any(_states_a_deed(sentence) for sentence in re.split(r"(?<=[.!?])\s+", text)):
        outcome = bool(re.search(r"\d", text)) or _has("outcomes", text)
        return (ChunkType.ACHIEVEMENT if outcome else ChunkType.SKILL_CONTEXT), Lens.FACTS
    return ChunkType.META, Lens.PERSONALITY


def _states_a_deed(sentence: str) -> bool:
    if sentence.rstrip().endswith("?") or _has("opinions", sentence) or _has("unfulfilled", sentence):
        return False
    return _has("own_deeds", sentence)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A list's phrases as one pattern: `*` is the rest of a word, `_` any one word."""
    forms = sorted(listed(name), key=len, reverse=True)
    escaped = (
        re.escape(form).replace(r"\*", r"\w+").replace(r"_", r"[\w-]+").replace(r"\ ", r"\s+")
        for form in forms
    )
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(escaped)})(?!\w)", re.IGNORECASE)


def _has(name: str, text: str) -> bool:
    return bool(_pattern(name).search(text.replace("’", "'")))
