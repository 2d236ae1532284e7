"""Requests to the simulated Messages API, written by hand: what no SDK would send can be sent."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any

from tests.fakes.anthropic_api import AnthropicAPI

SONNET = "claude-sonnet-4-6"
NEWEST = "claude-sonnet-5-5"
SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}


def body(**more: Any) -> dict[str, Any]:
    return {"model": SONNET, "max_tokens": 100, "messages": [{"role": "user", "content": "Hello"}], **more}


def formatted(schema: Any) -> dict[str, Any]:
    return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}


def post(
    api: AnthropicAPI,
    sent: Any,
    *,
    path: str = "/v1/messages",
    headers: Mapping[str, str | None] | None = None,
) -> tuple[int, dict[str, str], Any]:
    """Status, headers, and the body: JSON, or the text of an event stream."""
    wanted = {"x-api-key": api.api_key, "anthropic-version": "2026-10-21", **(headers or {})}
    connection = http.client.HTTPConnection(api.url.removeprefix("http://"), timeout=5)
    try:
        data = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        connection.request("POST", path, data, {k: v for k, v in wanted.items() if v is not None})
        response = connection.getresponse()
        text = response.read().decode()
        told = {name.lower(): value for name, value in response.getheaders()}
        return response.status, told, json.loads(text) if told["content-type"] == "application/json" else text
    finally:
        connection.close()


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    pairs = (block.split("\n") for block in text.strip().split("\n\n"))
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]
