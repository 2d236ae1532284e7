"""What differs from model to model: how thinking is switched off, what a token costs, what can be cached.

Sources: the model, pricing, prompt caching and thinking pages of platform.claude.com, November 2026.
Where a page for a model could not be found, the entry says what it was inferred from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Thinking(Enum):
    """How a model is kept from thinking before it writes."""

    OMIT = "does not think unless asked"
    DISABLED = "thinks by default, takes `disabled`"
    BETWEEN_TOOLS = "thinks by default, takes `between_tools` and refuses `disabled`"
    ALWAYS = "always thinks; `disabled` is an error, effort is all that can be lowered"

    @property
    def parameter(self) -> dict[str, str] | None:
        """The request's `thinking`; `None` when it is to be left out."""
        return {
            Thinking.DISABLED: {"type": "disabled"},
            Thinking.BETWEEN_TOOLS: {"type": "between_tools"},
        }.get(self)

    @property
    def output_config(self) -> dict[str, str]:
        return {"effort": "low"} if self is Thinking.ALWAYS else {}


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars per million tokens; cache writes for the five-minute cache."""

    input: float
    output: float
    cache_write: float
    cache_read: float


@dataclass(frozen=True, slots=True)
class Traits:
    """One model. `min_cacheable` and `max_output` in tokens; 0 means never and unknown."""

    thinking: Thinking = Thinking.OMIT
    prices: Prices = Prices(0, 0, 0, 0)
    min_cacheable: int = 0
    max_output: int = 0
    tokenizer: float = 1.0  # tokens for the same text, against the tokenizer before Opus 4.7
    long_prompt: tuple[int, Prices] | None = (
        None  # other prices when the prompt is longer than so many tokens
    )

    def tokens_in(self, characters: int) -> int:
        """A rough count for English text: four characters to a token."""
        return int(characters / 4 * self.tokenizer)

    def limit(self, max_tokens: int) -> int:
        """`max_tokens`, plus room for thinking that cannot be switched off, up to what it can write."""
        wanted = max_tokens + (_THINKING_ROOM if self.thinking is Thinking.ALWAYS else 0)
        return min(wanted, self.max_output) if self.max_output else wanted

    def cost(self, *, read: int, written: int, cache_read: int, cache_written: int) -> float:
        """Dollars for a call that read and wrote so many tokens; cached ones stand apart from `read`."""
        prices = self.prices
        if self.long_prompt and read + cache_read + cache_written > self.long_prompt[0]:
            prices = self.long_prompt[1]
        dollars = (
            read * prices.input
            + written * prices.output
            + cache_read * prices.cache_read
            + cache_written * prices.cache_write
        )
        return dollars / 1_000_000


def traits(model: str) -> Traits:
    """The traits of `model`, dated or not. A model not in the table costs nothing and is asked plainly."""
    known = _MODELS.get(model) or _MODELS.get(re.sub(r"-(\d{8}|latest)$", "", model))
    if known:
        return known
    return _NEW_CLAUDE if model.startswith("claude-") else Traits()


def settings_of(model: str) -> dict[str, Any]:
    """The request parameters that only depend on the model: `thinking`, and `output_config` if it has any."""
    thinking = traits(model).thinking
    parts = {"thinking": thinking.parameter, "output_config": thinking.output_config}
    return {name: value for name, value in parts.items() if value}


# Thinking counts towards max_tokens; at low effort a page of JSON is thought about for some hundred tokens.
_THINKING_ROOM = 4_096

_OPUS_4 = Prices(5, 25, 6.25, 0.5)
_SONNET_4 = Prices(3, 15, 3.75, 0.3)
_FABLE_5 = Prices(10, 50, 12.5, 1)
_FABLE_5_1 = Prices(10, 50, 12.5, 0.25)
# From a release note that quotes the price list (archid21/rightsize v0.10.2); the page itself was not found.
_FABLE_5_2 = Prices(8, 40, 10, 0.2)

_MODELS = {
    "claude-haiku-4-5": Traits(Thinking.OMIT, Prices(1, 5, 1.25, 0.1), 4_096, 64_000),
    "claude-sonnet-4-5": Traits(Thinking.OMIT, _SONNET_4, 1_024, 64_000),
    # The page says 1,024; anthropic-sdk-python#1194 measured 2,048. A marker below the minimum costs nothing.
    "claude-sonnet-4-6": Traits(Thinking.OMIT, _SONNET_4, 1_024, 64_000),
    "claude-opus-4-5": Traits(Thinking.OMIT, _OPUS_4, 4_096, 64_000),
    "claude-opus-4-6": Traits(Thinking.OMIT, _OPUS_4, 4_096, 128_000),
    "claude-opus-4-7": Traits(Thinking.OMIT, _OPUS_4, 2_048, 128_000, 1.3),
    "claude-opus-4-8": Traits(Thinking.OMIT, _OPUS_4, 1_024, 128_000, 1.3),
    # Takes `disabled` up to effort `high`, its default.
    "claude-opus-5": Traits(Thinking.DISABLED, _OPUS_4, 512, 128_000, 1.3),
    "claude-sonnet-5": Traits(Thinking.DISABLED, Prices(2, 10, 2.5, 0.2), 1_024, 128_000, 1.3),
    "claude-haiku-5-5": Traits(
        Thinking.DISABLED,
        Prices(0.1, 0.5, 0.125, 0.01),
        512,
        128_000,
        1.3,
        long_prompt=(100_000, Prices(0.5, 2.5, 0.625, 0.05)),
    ),
    # Cache reads were cut from 0.20 to 0.10 on 2026-10-07.
    "claude-sonnet-5-5": Traits(Thinking.BETWEEN_TOOLS, Prices(2, 10, 2.5, 0.1), 512, 128_000, 1.3),
    "claude-opus-5-5": Traits(Thinking.ALWAYS, Prices(4, 20, 5, 0.2), 512, 128_000, 1.3),
    "claude-fable-5": Traits(Thinking.ALWAYS, _FABLE_5, 512, 128_000, 1.3),
    "claude-fable-5-1": Traits(Thinking.ALWAYS, _FABLE_5_1, 512, 128_000, 1.3),
    "claude-fable-5-2": Traits(Thinking.ALWAYS, _FABLE_5_2, 512, 128_000, 1.3),
    # Mythos is Fable under other safeguards, at its price; 5.2 is inferred from that.
    "claude-mythos-5": Traits(Thinking.ALWAYS, _FABLE_5, 512, 128_000, 1.3),
    "claude-mythos-5-1": Traits(Thinking.ALWAYS, _FABLE_5_1, 512, 128_000, 1.3),
    "claude-mythos-5-2": Traits(Thinking.ALWAYS, _FABLE_5_2, 512, 128_000, 1.3),
    # No price page found; the price of its successor.
    "claude-mythos-preview": Traits(Thinking.ALWAYS, _FABLE_5, 1_024, 128_000),
}

# A Claude newer than this table: no price is known, nor a thinking switch that every model takes. Leaving the
# parameter out is never an error, and asking for little effort is not one on any model since Opus 4.6.
_NEW_CLAUDE = Traits(Thinking.ALWAYS, min_cacheable=1_024, tokenizer=1.3)
