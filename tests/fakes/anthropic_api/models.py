"""What the real API knows of each model; apart from the backend's table, so that each checks the other."""

from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Speed:
    """Seconds to the first token of a short prompt; then tokens a second read, read from cache, written."""

    first_token: float
    read: float
    cached: float
    written: float


@dataclass(frozen=True)
class Model:
    """A model as the server sees it. `thinks`: what it does when `thinking` is left out."""

    max_output: int
    min_cacheable: int
    thinking: frozenset[str]
    thinks: bool = False
    tokens_per_character: float = 1 / 3.8
    context: int = 1_000_000
    efforts: frozenset[str] = frozenset()
    default_effort: str = "high"
    prefill: bool = False
    sampling: bool = False
    speed: Speed = field(default=Speed(1.0, 4_000, 40_000, 80))

    def tokens(self, text: str) -> int:
        """How many tokens `text` is: deterministic, about right for English."""
        return math.ceil(len(text) * self.tokens_per_character)


_NEWER = 1.3 / 3.8  # the tokenizer since Opus 4.7 makes some 30 % more of the same text
_HAIKU, _SONNET, _OPUS, _FABLE = (
    Speed(0.6, 10_000, 100_000, 150),
    Speed(1.2, 5_000, 50_000, 75),
    Speed(1.8, 4_000, 40_000, 60),
    Speed(2.5, 3_000, 30_000, 45),
)
_LEVELS = frozenset({"low", "medium", "high", "max"})
_ALL_LEVELS = _LEVELS | {"xhigh"}
_MANUAL = frozenset({"enabled", "disabled"})
_BOTH = frozenset({"enabled", "adaptive", "disabled"})
_ADAPTIVE = frozenset({"adaptive", "disabled"})
_ALWAYS = frozenset({"adaptive"})


def _old(speed: Speed, cacheable: int, *, efforts: frozenset[str] = frozenset()) -> Model:
    return Model(
        64_000, cacheable, _MANUAL, context=200_000, efforts=efforts, prefill=True, sampling=True, speed=speed
    )


def _new(
    speed: Speed,
    thinking: frozenset[str],
    *,
    thinks: bool = True,
    cacheable: int = 512,
    default_effort: str = "high",
) -> Model:
    return Model(
        128_000,
        cacheable,
        thinking,
        thinks=thinks,
        tokens_per_character=_NEWER,
        efforts=_ALL_LEVELS,
        default_effort=default_effort,
        speed=speed,
    )


MODELS = {
    "claude-haiku-4-5": _old(_HAIKU, 4_096),
    "claude-haiku-4-5-20251001": _old(_HAIKU, 4_096),
    "claude-sonnet-4-5": _old(_SONNET, 1_024),
    "claude-sonnet-4-5-20250929": _old(_SONNET, 1_024),
    "claude-opus-4-5": _old(_OPUS, 4_096, efforts=frozenset({"low", "medium", "high"})),
    "claude-opus-4-5-20251101": _old(_OPUS, 4_096, efforts=frozenset({"low", "medium", "high"})),
    "claude-sonnet-4-6": Model(64_000, 1_024, _BOTH, efforts=_LEVELS, sampling=True, speed=_SONNET),
    "claude-opus-4-6": Model(128_000, 4_096, _BOTH, efforts=_LEVELS, sampling=True, speed=_OPUS),
    "claude-opus-4-7": _new(_OPUS, _ADAPTIVE, thinks=False, cacheable=2_048),
    "claude-opus-4-8": _new(_OPUS, _ADAPTIVE, thinks=False, cacheable=1_024),
    "claude-opus-5": _new(_OPUS, _ADAPTIVE),
    "claude-sonnet-5": _new(_SONNET, _ADAPTIVE, cacheable=1_024),
    "claude-haiku-5-5": _new(_HAIKU, _ADAPTIVE, default_effort="medium"),
    "claude-sonnet-5-5": _new(_SONNET, frozenset({"adaptive", "between_tools"})),
    "claude-opus-5-5": _new(_OPUS, _ALWAYS, default_effort="medium"),
    "claude-fable-5": _new(_FABLE, _ALWAYS),
    "claude-fable-5-1": _new(_FABLE, _ALWAYS),
    "claude-fable-5-2": _new(_FABLE, _ALWAYS),
    "claude-mythos-5": _new(_FABLE, _ALWAYS),
    "claude-mythos-5-1": _new(_FABLE, _ALWAYS),
    "claude-mythos-5-2": _new(_FABLE, _ALWAYS),
    "claude-mythos-preview": _new(_FABLE, _ALWAYS, cacheable=1_024),
}

# Tokens that a model thinks before a page of JSON, by effort: invented, but of the size that is reported.
THINKING_TOKENS = {"low": 150, "medium": 500, "high": 1_200, "xhigh": 2_500, "max": 5_000}
