"""The simulated provider caches, counts tokens and takes time as the real one does."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.fakes.anthropic_api import MODELS, AnthropicAPI, Speed, raw
from tests.support.by_hand import NEWEST, SCHEMA, SONNET, body, formatted, post


def cached(text: str, **more: Any) -> dict[str, Any]:
    block = {"type": "text", "text": text, "cache_control": {"type": "ephemeral"}}
    return body(messages=[{"role": "user", "content": [block, {"type": "text", "text": "Go."}]}], **more)


def counts(api: AnthropicAPI, sent: dict[str, Any]) -> tuple[int, int, int]:
    usage = post(api, sent)[2]["usage"]
    return usage["input_tokens"], usage["cache_creation_input_tokens"], usage["cache_read_input_tokens"]


def test_a_marked_prefix_is_written_then_read(api: AnthropicAPI) -> None:
    plain, written, read = counts(api, cached("word " * 2_000))
    assert (plain < 10, written > 2_000, read) == (True, True, 0)
    assert counts(api, cached("word " * 2_000)) == (plain, 0, written)


def test_a_prefix_below_the_minimum_is_not_cached(api: AnthropicAPI) -> None:
    assert counts(api, cached("word " * 100))[1:] == (0, 0)


@pytest.mark.parametrize(
    "change", [{"model": "claude-sonnet-5"}, {"thinking": {"type": "disabled"}}, formatted(SCHEMA)]
)
def test_another_model_schema_or_thinking_misses_the_cache(api: AnthropicAPI, change: dict[str, Any]) -> None:
    counts(api, cached("word " * 2_000))
    assert counts(api, cached("word " * 2_000, **change))[2] == 0


def test_newer_models_count_more_tokens_for_the_same_text() -> None:
    assert MODELS[NEWEST].tokens("word " * 100) == pytest.approx(
        1.3 * MODELS[SONNET].tokens("word " * 100), abs=1
    )


def test_time_passes_at_the_set_speed_and_scale() -> None:
    speed = Speed(first_token=2, read=1e9, cached=1e9, written=100)
    with AnthropicAPI(scale=0.05, speeds={SONNET: speed}) as api:
        api.script(None, raw("x" * 380))
        began = time.monotonic()
        post(api, body(stream=True, max_tokens=200))
        took = api.simulated(time.monotonic() - began)
        first = api.simulated((api.recorded[0].first_text or 0) - began)
    assert 2.9 < took < 20
    assert 2 < first < took
