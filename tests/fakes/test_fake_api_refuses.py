"""The simulated provider refuses what the real one refuses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.anthropic_api import AnthropicAPI
from tests.support.by_hand import NEWEST, SCHEMA, body, formatted, post


@pytest.mark.parametrize(
    ("headers", "code", "says"),
    [
        ({"x-api-key": None}, 401, "required"),
        ({"x-api-key": "wrong"}, 401, "invalid x-api-key"),
        ({"x-api-key": None, "authorization": "Bearer wrong"}, 401, "invalid x-api-key"),
        ({"anthropic-version": None}, 400, "anthropic-version: header is required"),
        ({"anthropic-version": "2024-01-01"}, 400, "is not a valid version"),
    ],
)
def test_headers_are_checked(api: AnthropicAPI, headers: dict[str, str | None], code: int, says: str) -> None:
    got, _, error = post(api, body(), headers=headers)
    assert got == code
    assert says in error["error"]["message"]
    assert api.recorded == []


def test_a_bearer_token_is_a_key(api: AnthropicAPI) -> None:
    headers = {"x-api-key": None, "authorization": f"Bearer {api.api_key}"}
    assert post(api, body(), headers=headers)[0] == 200


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"temperature": 1}, "temperature: Extra inputs are not permitted"),
        ({"foo": 1}, "foo: Extra inputs are not permitted"),
        ({"max_tokens": 64_001, "stream": True}, "64001 > 64000"),
        ({"max_tokens": 64_000}, "Streaming is required"),
        ({"max_tokens": "100"}, "valid integer"),
        ({"messages": []}, "at least one message"),
        ({"messages": [{"role": "system", "content": "x"}]}, "'user' or 'assistant'"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, "must use the user role"),
        ({"messages": [{"role": "user", "content": " "}]}, "non-whitespace"),
        ({"messages": [{"role": "user", "content": [{"type": "tex", "text": "x"}]}]}, "should be 'text'"),
        ({"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "{"}]}, "prefill"),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "x", "a": 1}]}]},
            "text.a: Extra",
        ),
        ({"system": [{"type": "text", "text": "x", "cache_control": {"type": "forever"}}]}, "'ephemeral'"),
        ({"system": [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}] * 5}, "Found 5"),
        ({"output_config": {"effort": "huge"}}, "output_config.effort"),
        ({"output_config": {"schema": {}}}, "output_config.schema: Extra inputs"),
        ({"thinking": {"type": "off"}}, "thinking.type"),
        ({"thinking": {"type": "enabled", "budget_tokens": 5}}, "budget_tokens"),
        ({"model": NEWEST, "thinking": {"type": "disabled"}}, '{"type": "between_tools"}'),
        ({"model": "claude-opus-5-5", "thinking": {"type": "disabled"}}, '"thinking.type.adaptive"'),
        ({"model": "claude-haiku-4-5", "output_config": {"effort": "low"}}, "does not support the effort"),
        (
            {"model": "claude-opus-5", "thinking": {"type": "disabled"}, "output_config": {"effort": "max"}},
            "not supported with effort",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bodies_are_checked(api: AnthropicAPI, more: dict[str, Any], says: str) -> None:
    code, _, error = post(api, body(**more))
    assert (code, error["error"]["type"]) == (400, "invalid_request_error")
    assert says in error["error"]["message"]


@pytest.mark.parametrize("name", ["model", "max_tokens", "messages"])
def test_what_must_be_there_is_missed(api: AnthropicAPI, name: str) -> None:
    sent = {key: value for key, value in body().items() if key != name}
    assert post(api, sent)[2]["error"]["message"] == f"{name}: Field required"


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ({"type": "object", "properties": {}}, "additionalProperties"),
        ({**SCHEMA, "properties": {"n": {"type": "integer", "minimum": 1}}}, "'minimum' is not supported"),
        ({**SCHEMA, "required": ["m"]}, "not defined"),
        ({**SCHEMA, "properties": {"n": {"$ref": "#/$defs/N"}}}, "cannot be resolved"),
        ({"type": "thing"}, "'thing' is not supported"),
        ({"type": "array", "items": {"type": "string"}, "minItems": 2}, "minItems"),
        ({"$ref": "#/$defs/N", "$defs": {"N": {"anyOf": [{"$ref": "#/$defs/N"}]}}}, "Recursive"),
    ],
)
def test_schemas_are_checked(api: AnthropicAPI, schema: dict[str, Any], says: str) -> None:
    code, _, error = post(api, body(**formatted(schema)))
    assert code == 400
    assert says in error["error"]["message"]


def test_sampling_is_refused_by_newer_models_in_the_older_version_too(api: AnthropicAPI) -> None:
    old = {"anthropic-version": "2023-06-01"}
    assert post(api, body(temperature=0), headers=old)[0] == 200
    assert post(api, body(temperature=0, model=NEWEST), headers=old)[0] == 400


def test_unknown_models_and_paths_are_not_found(api: AnthropicAPI) -> None:
    assert post(api, body(model="claude-9"))[0] == 404
    assert post(api, body(), path="/v1/complete")[0] == 404


def test_what_is_not_json_is_refused(api: AnthropicAPI) -> None:
    assert "not valid JSON" in post(api, b"{")[2]["error"]["message"]


def test_what_is_too_large_is_refused(api: AnthropicAPI) -> None:
    code, _, error = post(api, b" " * (32 * 1024 * 1024 + 1))
    assert (code, error["error"]["type"]) == (413, "request_too_large")
