"""Every call to Claude tells what it cost, and the second reads from the cache what the first wrote."""

from __future__ import annotations

from typing import get_args

import pytest

from tailoring.backends.anthropic.model_traits import traits
from tailoring.ports import Part
from tailoring.records import Draft, Text, Usage
from tests.fakes.anthropic_api import MODELS, AnthropicAPI, dropped, good
from tests.support.claude import CONTENT, DRAFT, Make, prompt


def test_usage_counts_tokens_calls_seconds_and_dollars(api: AnthropicAPI, engine: Make) -> None:
    api.script(Draft, good(DRAFT))
    usage = engine().answer(prompt(), seconds=5).usage
    told = api.recorded[0].usage
    assert (usage.model, usage.calls) == ("claude-sonnet-4-6", 1)
    assert (usage.input_tokens, usage.output_tokens) == (told["input_tokens"], told["output_tokens"])
    assert usage.cost_usd == pytest.approx((usage.input_tokens * 3 + usage.output_tokens * 15) / 1e6)
    assert 0 < usage.seconds < 5


def test_a_second_call_reads_from_the_cache_what_the_first_wrote(api: AnthropicAPI, engine: Make) -> None:
    llm, long = engine(), CONTENT * 200
    first = llm.answer(prompt(content=long), seconds=5).usage
    second = llm.answer(prompt(content=long), seconds=5).usage
    assert first.cache_write_tokens > 1_024
    assert first.cache_read_tokens == 0
    assert (second.cache_read_tokens, second.cache_write_tokens) == (first.cache_write_tokens, 0)
    assert second.cost_usd < first.cost_usd / 3
    parts = second.input_tokens * 3 + second.cache_read_tokens * 0.3 + second.output_tokens * 15
    assert second.cost_usd == pytest.approx(parts / 1e6)


def test_a_prefix_too_short_to_cache_is_not_marked(api: AnthropicAPI, engine: Make) -> None:
    engine().answer(prompt(), seconds=5)
    assert "cache_control" not in str(api.recorded[0].body)


def test_nothing_after_the_last_cached_part_is_marked(api: AnthropicAPI, engine: Make) -> None:
    parts = (Part(CONTENT * 200, cached=True), Part("The job.", cached=True), Part("Feedback."))
    engine().answer(prompt(parts=parts), seconds=5)
    blocks = api.recorded[0].body["messages"][0]["content"]
    assert ["cache_control" in block for block in blocks[:3]] == [True, True, False]


def test_a_broken_off_stream_is_paid_for(api: AnthropicAPI, engine: Make) -> None:
    long = Draft(summary=Text(text="word " * 400))
    api.script(None, dropped(good(long)), good(DRAFT))
    usage = engine().answer(prompt(), seconds=5).usage
    assert usage.input_tokens == sum(each.usage["input_tokens"] for each in api.recorded)
    assert usage.output_tokens > api.recorded[1].usage["output_tokens"] + 200


def test_every_model_that_the_sdk_names_is_in_the_table() -> None:
    from anthropic.types import ModelParam

    named = get_args(get_args(ModelParam)[0])
    assert named
    assert set(named) == set(MODELS)
    assert [model for model in named if not traits(model).prices.output] == []


def test_usage_of_an_unknown_model_costs_nothing() -> None:
    assert traits("qwen3:8b").cost(read=1_000, written=1_000, cache_read=0, cache_written=0) == 0


def test_long_prompts_have_their_own_price() -> None:
    haiku = traits("claude-haiku-5-5")
    short = haiku.cost(read=100_000, written=1_000, cache_read=0, cache_written=0)
    long = haiku.cost(read=100_001, written=1_000, cache_read=0, cache_written=0)
    assert long / short == pytest.approx(5, rel=0.01)


def test_calls_add_up() -> None:
    assert (Usage(calls=1, cost_usd=0.5) + Usage(calls=2, cost_usd=0.25)).calls == 3
