"""Counting what the calls for one answer cost, the failed ones included."""

from __future__ import annotations

import time
from typing import Any

from tailoring.backends.anthropic.model_traits import traits
from tailoring.records import Usage

_COUNTS = {
    "input_tokens": "input_tokens",
    "output_tokens": "output_tokens",
    "cache_read_tokens": "cache_read_input_tokens",
    "cache_write_tokens": "cache_creation_input_tokens",
}


class Meter:
    """What one answer has cost so far. Each HTTP call is started, then told what its stream reports."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._began = time.monotonic()
        self._calls: list[_Call] = []

    def call(self) -> _Call:
        """A new HTTP call, counted from now on."""
        self._calls.append(_Call())
        return self._calls[-1]

    @property
    def usage(self) -> Usage:
        known = traits(self._model)
        total = Usage(model=self._model, seconds=time.monotonic() - self._began)
        for call in self._calls:
            counts = call.counts(known.tokens_in(call.heard))
            cost = known.cost(
                read=counts["input_tokens"],
                written=counts["output_tokens"],
                cache_read=counts["cache_read_tokens"],
                cache_written=counts["cache_write_tokens"],
            )
            total += Usage.model_validate({**counts, "cost_usd": cost, "calls": 1})
        return total


class _Call:
    def __init__(self) -> None:
        self.heard = 0
        self._reported: dict[str, int] = {}
        self._settled = False

    def report(self, usage: Any, *, final: bool = False) -> None:
        """Take the counts of one of the stream's `usage` objects: cumulative; absent ones stay."""
        for name, theirs in _COUNTS.items():
            count = getattr(usage, theirs, None)
            if isinstance(count, int):
                self._reported[name] = max(count, 0)
        self._settled = self._settled or (final and usage is not None)

    def counts(self, heard_tokens: int) -> dict[str, int]:
        counts = {name: self._reported.get(name, 0) for name in _COUNTS}
        if not self._settled:
            # A stream that broke off never told its output; what was heard is billed all the same.
            counts["output_tokens"] = max(counts["output_tokens"], heard_tokens)
        return counts
