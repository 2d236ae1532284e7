"""The prompt cache, as its documentation describes it."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import dataclass
from typing import Any

from tests.fakes.anthropic_api.models import Model
from tests.fakes.anthropic_api.validation import blocks

_LIFETIME = 300.0
_LOOKBACK = 20
_OVERHEAD = 4  # tokens around each block


@dataclass(frozen=True)
class Reading:
    """How a prompt's tokens were read: plainly, from the cache, written to it; and what that leaves there."""

    plain: int
    cached: int
    written: int
    entries: tuple[str, ...] = ()


class PromptCache:
    """Prefixes that end at a `cache_control` mark, readable once the response that wrote them has begun.

    Model, output schema and thinking are part of what is cached: changing one misses.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._lock = threading.Lock()

    def read(self, body: dict[str, Any], model: Model) -> Reading:
        form = (body.get("output_config") or {}).get("format")
        # The schema is put in the prompt for the model to read.
        length = model.tokens(json.dumps(form)) if form else 0
        key = hashlib.sha256(json.dumps([body["model"], form, body.get("thinking")]).encode())
        keys, lengths, marks = [], [], []
        for at, (whose, block) in enumerate(blocks(body)):
            length += model.tokens(block["text"]) + _OVERHEAD
            key.update(json.dumps([whose, block["text"]]).encode())
            keys.append(key.hexdigest())
            lengths.append(length)
            if block.get("cache_control") and length >= model.min_cacheable:
                marks.append(at)
        hit = self._longest_hit(keys, marks)
        cached = lengths[hit] if hit is not None else 0
        written = lengths[marks[-1]] - cached if marks else 0
        return Reading(length - cached - written, cached, written, tuple(keys[at] for at in marks))

    def remember(self, reading: Reading) -> None:
        with self._lock:
            for entry in reading.entries:
                self._until[entry] = time.monotonic() + _LIFETIME

    def _longest_hit(self, keys: list[str], marks: list[int]) -> int | None:
        now = time.monotonic()
        with self._lock:
            looked_at = {at for mark in marks for at in range(max(0, mark - _LOOKBACK), mark + 1)}
            return max((at for at in looked_at if self._until.get(keys[at], 0) > now), default=None)
