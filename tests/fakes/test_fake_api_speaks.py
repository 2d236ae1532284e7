"""The simulated provider answers and fails as the real one does, by script."""

from __future__ import annotations

import http.client
import time

import pytest

from tailoring.records import Draft
from tests.fakes.anthropic_api import (
    MODELS,
    AnthropicAPI,
    dropped,
    error_event,
    good,
    raw,
    refusal,
    slow,
    status,
)
from tests.support.by_hand import SCHEMA, SONNET, body, events, formatted, post


def test_json_has_the_shape_of_a_message(api: AnthropicAPI) -> None:
    api.script(None, raw("Hi."))
    code, headers, message = post(api, body())
    assert code == 200
    assert headers["request-id"].startswith("req_")
    assert "anthropic-ratelimit-requests-remaining" in headers
    assert (message["type"], message["role"], message["model"]) == ("message", "assistant", SONNET)
    assert message["content"] == [{"type": "text", "text": "Hi."}]
    assert message["stop_reason"] == "end_turn"
    assert message["usage"]["input_tokens"] > 0


def test_a_stream_has_the_events_in_their_order(api: AnthropicAPI) -> None:
    api.script(None, raw("word " * 20))
    code, headers, text = post(api, body(stream=True))
    got = events(text)
    kinds = [kind for kind, _ in got]
    assert code == 200
    assert headers["content-type"].startswith("text/event-stream")
    assert kinds[:3] == ["message_start", "content_block_start", "ping"]
    assert kinds[-3:] == ["content_block_stop", "message_delta", "message_stop"]
    assert set(kinds[3:-3]) == {"content_block_delta"}
    assert all(kind == data["type"] for kind, data in got)
    said = "".join(data["delta"]["text"] for kind, data in got if kind == "content_block_delta")
    assert said == "word " * 20
    assert got[-2][1]["delta"]["stop_reason"] == "end_turn"
    assert got[-2][1]["usage"]["output_tokens"] == MODELS[SONNET].tokens(said)


def test_models_that_think_do_so_in_a_block_of_their_own_and_charge_for_it(api: AnthropicAPI) -> None:
    asked = body(model="claude-opus-5-5", max_tokens=1_000, output_config={"effort": "low"}, stream=True)
    got = events(post(api, asked)[2])
    blocks = [data["content_block"]["type"] for kind, data in got if kind == "content_block_start"]
    assert blocks == ["thinking", "text"]
    assert got[-2][1]["usage"]["output_tokens"] > 150


def test_max_tokens_cuts_the_text(api: AnthropicAPI) -> None:
    api.script(None, raw("word " * 200))
    message = post(api, body(max_tokens=10))[2]
    assert message["stop_reason"] == "max_tokens"
    assert len(message["content"][0]["text"]) < 50


def test_without_a_script_the_responder_answers_and_sees_the_request(api: AnthropicAPI) -> None:
    assert post(api, body(**formatted(SCHEMA)))[2]["content"][0]["text"] == '{"n": 0}'
    api.responder = lambda request: {"n": len(request["messages"])}
    assert post(api, body(**formatted(SCHEMA)))[2]["content"][0]["text"] == '{"n": 1}'


def test_scripts_are_told_apart_by_schema_model_and_predicate(api: AnthropicAPI) -> None:
    keyed = {name: {"type": "string"} for name in Draft.model_fields}
    schema = {**SCHEMA, "properties": keyed, "required": list(keyed)}
    api.script(Draft, raw("by schema"))
    api.script("haiku", raw("by model"))
    api.script(lambda request: request["max_tokens"] == 7, raw("by predicate"))
    asked = [body(max_tokens=7), body(model="claude-haiku-4-5"), body(**formatted(schema)), body()]
    said = [post(api, each)[2]["content"][0]["text"] for each in asked]
    assert said == ["by predicate", "by model", "by schema", "Hello."]


def test_every_request_is_recorded_with_what_it_was_answered(api: AnthropicAPI) -> None:
    api.script(None, good({"n": 1}), status(529))
    post(api, body(system="Be brief.", stream=True))
    post(api, body())
    first, second = api.recorded
    ends = time.monotonic() + 10
    while first.ended is None and time.monotonic() < ends:
        time.sleep(0.01)  # the server notes the end after the client has read it
    assert first.prompt == "Be brief.\n\nHello"
    assert (first.status, first.text, second.status) == (200, '{"n": 1}', 529)
    assert first.headers["x-api-key"] == api.api_key
    assert first.arrived <= (first.first_text or 0) <= (first.ended or 0)


def test_the_fixture_is_a_running_server(anthropic_api: AnthropicAPI) -> None:
    assert post(anthropic_api, body())[0] == 200


@pytest.mark.parametrize("code", [400, 401, 402, 403, 404, 408, 409, 413, 429, 500, 503, 504, 529])
def test_errors_have_the_body_and_the_headers_of_the_api(api: AnthropicAPI, code: int) -> None:
    api.script(None, status(code, retry_after=3, should_retry=False))
    got, headers, error = post(api, body())
    assert got == code
    assert error["type"] == "error"
    assert error["error"].keys() == {"type", "message"}
    assert error["request_id"] == headers["request-id"]
    assert (headers["retry-after"], headers["x-should-retry"]) == ("3", "false")


def test_a_dropped_stream_ends_without_its_end(api: AnthropicAPI) -> None:
    api.script(None, dropped(raw("word " * 50)))
    with pytest.raises(http.client.IncompleteRead):
        post(api, body(stream=True))


def test_an_error_event_stands_in_the_stream(api: AnthropicAPI) -> None:
    api.script(None, error_event("overloaded_error", raw("word " * 50)))
    with pytest.raises(http.client.IncompleteRead) as caught:
        post(api, body(stream=True))
    assert b'"overloaded_error"' in caught.value.partial


def test_a_refusal_is_a_stop_reason(api: AnthropicAPI) -> None:
    api.script(None, refusal())
    message = post(api, body())[2]
    assert (message["stop_reason"], message["content"]) == ("refusal", [])
    assert message["stop_details"]["type"] == "refusal"


def test_slow_is_slow(api: AnthropicAPI) -> None:
    api.script(None, slow(0.2))
    began = time.monotonic()
    assert post(api, body())[0] == 200
    assert time.monotonic() - began >= 0.2
