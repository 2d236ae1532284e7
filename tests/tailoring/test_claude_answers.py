"""What Claude answers is heard as it is written, and validated before anyone uses it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tailoring.records import Analysis, Doubts, Draft, Judgement, Step
from tests.fakes.anthropic_api import (
    MODELS,
    AnthropicAPI,
    Reply,
    context_exceeded,
    empty,
    fenced,
    good,
    raw,
    refusal,
    truncated,
)
from tests.support.claude import CONTENT, DRAFT, Make, fails, prompt


def test_an_answer_is_heard_as_it_is_written_and_validated(api: AnthropicAPI, engine: Make) -> None:
    api.script(Draft, good(DRAFT))
    heard: list[str] = []
    answer = engine().answer(prompt(), seconds=5, hear=heard.append)
    assert answer.value == DRAFT
    assert len(heard) > 1
    assert Draft.model_validate_json("".join(heard)) == DRAFT


@pytest.mark.parametrize(
    ("step", "answer", "model"),
    [
        (Step.ANALYZE, Analysis, "claude-haiku-4-5"),
        (Step.GENERATE, Draft, "claude-sonnet-4-6"),
        (Step.REPAIR, Draft, "claude-sonnet-4-6"),
        (Step.JUDGE, Judgement, "claude-haiku-5-5"),
        (Step.READ, Doubts, "claude-haiku-5-5"),
    ],
)
def test_each_step_asks_its_own_model(
    api: AnthropicAPI, engine: Make, step: Step, answer: Any, model: str
) -> None:
    llm = engine(analysis_model="claude-haiku-4-5", evaluation_model="claude-haiku-5-5")
    assert llm.answer(prompt(step, answer), seconds=5).usage.model == model
    assert api.recorded[0].body["model"] == model


def test_steps_that_run_side_by_side_do_not_mix(api: AnthropicAPI, engine: Make) -> None:
    api.responder = lambda body: {
        "relevance": len(body["messages"][0]["content"][0]["text"]) / 100,
        "issues": [],
    }
    llm = engine()

    def ask(length: int) -> float:
        asked = prompt(Step.JUDGE, Judgement, content="x" * length)
        return float(llm.answer(asked, seconds=5).value.relevance)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(1, 33))) == [length / 100 for length in range(1, 33)]


def test_calls_reuse_one_connection(api: AnthropicAPI, engine: Make) -> None:
    llm = engine()
    for _ in range(3):
        llm.answer(prompt(), seconds=5)
    assert api.connections <= 1


@pytest.mark.parametrize("model", sorted(MODELS))
@pytest.mark.filterwarnings("ignore:The model:DeprecationWarning")
def test_every_model_of_the_sdk_answers_without_needless_thinking(
    api: AnthropicAPI, engine: Make, model: str
) -> None:
    api.script(Draft, good(DRAFT))
    answer = engine(generation_model=model).answer(prompt(), seconds=5)
    sent = api.recorded[0].body
    always = MODELS[model].thinking == {"adaptive"}
    assert answer.value == DRAFT
    assert answer.usage.cost_usd > 0
    assert (sent["output_config"].get("effort") == "low") is always
    if not always:
        assert answer.usage.output_tokens == MODELS[model].tokens(api.recorded[0].text)


def test_the_newest_models_get_their_own_switch(api: AnthropicAPI, engine: Make) -> None:
    switches = {
        "claude-sonnet-4-6": None,
        "claude-haiku-5-5": {"type": "disabled"},
        "claude-opus-5": {"type": "disabled"},
        "claude-sonnet-5-5": {"type": "between_tools"},
        "claude-opus-5-5": None,
    }
    for model in switches:
        engine(generation_model=model).answer(prompt(), seconds=5)
    assert {each.body["model"]: each.body.get("thinking") for each in api.recorded} == switches


@pytest.mark.parametrize(
    ("reply", "code", "says"),
    [
        (truncated(DRAFT), "provider_failed", "cut off"),
        (refusal(), "refused", "declined"),
        (empty(), "provider_failed", "empty answer"),
        (context_exceeded(), "provider_failed", "longer than model claude-sonnet-4-6 can read"),
    ],
)
def test_stop_reasons_are_checked_before_anything_is_parsed(
    api: AnthropicAPI, engine: Make, reply: Reply, code: str, says: str
) -> None:
    api.script(Draft, reply)
    error = fails(engine())
    assert error.code == code
    assert says in str(error)
    assert error.usage is not None
    assert error.usage.input_tokens > 0
    assert len(api.recorded) == 1


def test_max_tokens_stops_the_answer(api: AnthropicAPI, engine: Make) -> None:
    api.script(Draft, good(DRAFT))
    assert "cut off" in str(fails(engine(), asked=prompt(max_tokens=5)))


@pytest.mark.parametrize(
    "reply",
    [
        fenced(DRAFT),
        raw(f"<think>{{maybe}}</think>{DRAFT.model_dump_json()}"),
        raw(f"Sure! {DRAFT.model_dump_json()} Good luck {{with it}}."),
        raw(DRAFT.model_dump_json().replace('"', "'")),
        raw(DRAFT.model_dump_json()[:-1] + ",}"),
    ],
    ids=["fenced", "thought aloud", "amid prose", "single quotes", "trailing comma"],
)
def test_bent_json_is_read_all_the_same(api: AnthropicAPI, engine: Make, reply: Reply) -> None:
    api.script(Draft, reply)
    assert engine().answer(prompt(), seconds=5).value == DRAFT
    assert len(api.recorded) == 1


def test_an_invalid_answer_is_asked_for_once_more_on_the_same_prefix(api: AnthropicAPI, engine: Make) -> None:
    api.script(Judgement, good({"relevance": 7, "issues": []}), good(Judgement(relevance=0.7)))
    asked = prompt(Step.JUDGE, Judgement, content=CONTENT * 600)
    answer = engine().answer(asked, seconds=5)
    first, second = (each.body for each in api.recorded)
    assert answer.value == Judgement(relevance=0.7)
    assert answer.usage.calls == 2
    assert answer.usage.cache_read_tokens == answer.usage.cache_write_tokens > 0
    assert second["output_config"] == first["output_config"]
    assert second["messages"][0] == first["messages"][0]
    assert "relevance" in second["messages"][-1]["content"][0]["text"]


@pytest.mark.parametrize("text", ["No.", "[]", "{}", '{"other": 1}', "[1, 2]", '"text"', "{" * 5_000])
def test_what_stays_invalid_is_an_error_that_quotes_nothing(
    api: AnthropicAPI, engine: Make, text: str
) -> None:
    api.script(Draft, raw(text), raw(f"{text} "))
    error = fails(engine())
    assert "twice" in str(error)
    assert not error.permanent
    assert error.usage is not None
    assert error.usage.calls == len(api.recorded) == 2


def test_the_schema_stands_in_the_prompt_for_servers_that_ignore_it(api: AnthropicAPI, engine: Make) -> None:
    engine().answer(prompt(), seconds=5)
    assert '"additionalProperties": false' in api.recorded[0].prompt


def test_an_error_of_the_listener_goes_through_unchanged(api: AnthropicAPI, engine: Make) -> None:
    class Cancelled(Exception):
        pass

    def hear(text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        engine().answer(prompt(), seconds=5, hear=hear)
