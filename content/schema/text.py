"""Text as it arrives from outside, made safe to keep, compare and print."""

from __future__ import annotations

from typing import Any

import regex

# Controls (but not line breaks), bidi embeddings, overrides and isolates, zero-width and tag
# characters, soft hyphens: nothing a person typed on purpose, and the usual hiding places of
# injected text. Zero-width joiners stay where Indic, Arabic and emoji spelling needs them.
_UNSEEN = regex.compile(
    r"[\p{Cc}--[\n\t]]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]"
    r"|[\U000e0000-\U000e0fff]|[\p{Cs}\p{Co}]|(?<![\p{L}\p{M}\p{S}])[\u200c\u200d]|(?<=[A-Za-z])[\u200c\u200d]",
    regex.V1,
)


def clean(value: Any) -> Any:
    """`value` without control, bidi and invisible characters; anything but text is left alone."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNSEEN.sub("", text)


def clean_within(value: Any) -> Any:
    """`value` with every text and key within it cleaned."""
    if isinstance(value, dict):
        return {clean(key): clean_within(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean_within(part) for part in value]
    return clean(value)


def one_line(text: str, limit: int) -> str:
    """`text` cleaned, on one line, cut at a word to at most `limit` characters."""
    flat = " ".join(str(clean(text)).split())
    if len(flat) <= limit:
        return flat
    return flat[: limit + 1].rsplit(" ", 1)[0][:limit]
