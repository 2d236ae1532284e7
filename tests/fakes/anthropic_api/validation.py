"""What the Messages API refuses, and in which words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.anthropic_api.models import MODELS, Model
from tests.fakes.anthropic_api.schema_rules import check_schema

MAX_BODY = 32 * 1024 * 1024
VERSIONS = ("2023-01-01", "2023-06-01", "2026-10-21")
_FIELDS = frozenset(
    (
        *("cache_control", "container", "diagnostics", "inference_geo", "max_tokens", "messages", "metadata"),
        *("model", "output_config", "service_tier", "speed", "stop_sequences", "stream", "system"),
        *("thinking", "tool_choice", "tools"),
    )
)
_SAMPLING = ("temperature", "top_p", "top_k")


class Refused(Exception):
    """A request that the API does not take: `status` and the error's message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def check_headers(headers: Mapping[str, str], api_key: str) -> None:
    """Raises `Refused`. The key comes as a bearer token (SDKs since 2.0) or as `x-api-key`, which wins."""
    key = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
    if not key:
        raise Refused(401, "x-api-key header is required")
    if key != api_key:
        raise Refused(401, "invalid x-api-key")
    version = headers.get("anthropic-version")
    if not version:
        raise Refused(400, "anthropic-version: header is required")
    if version not in VERSIONS:
        raise Refused(400, f'anthropic-version: "{version}" is not a valid version')


def check_body(raw: bytes, version: str) -> tuple[dict[str, Any], Model]:
    """The parsed request and its model. Raises `Refused`."""
    body = _parsed(raw)
    _check_fields(body, version)
    model = _model(body)
    _check_max_tokens(body, model)
    _check_messages(body, model)
    _check_sampling(body, model)
    _check_cache_control(body)
    _check_output(body, model)
    _check_thinking(body, model)
    return body, model


def blocks(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The request's text blocks in the order the model reads them, each with whose it is."""
    for block in _as_blocks(body.get("system") or []):
        yield "system", block
    for message in body["messages"]:
        for block in _as_blocks(message["content"]):
            yield message["role"], block


def _as_blocks(content: Any) -> list[dict[str, Any]]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise Refused(400, f"The request body is not valid JSON: {error}") from None
    if not isinstance(body, dict):
        raise Refused(400, "Input should be an object")
    return body


def _check_fields(body: dict[str, Any], version: str) -> None:
    allowed = _FIELDS if version >= "2026-10-21" else {*_FIELDS, *_SAMPLING}
    for name in body:
        if name not in allowed:
            raise Refused(400, f"{name}: Extra inputs are not permitted")
    for name in ("model", "max_tokens", "messages"):
        if name not in body:
            raise Refused(400, f"{name}: Field required")


def _model(body: dict[str, Any]) -> Model:
    if body["model"] not in MODELS:
        raise Refused(404, f"model: {body['model']}")
    return MODELS[body["model"]]


def _check_max_tokens(body: dict[str, Any], model: Model) -> None:
    wanted = body["max_tokens"]
    if not isinstance(wanted, int) or isinstance(wanted, bool) or wanted < 0:
        raise Refused(400, "max_tokens: Input should be a valid integer greater than or equal to 0")
    if wanted > model.max_output:
        raise Refused(
            400,
            f"max_tokens: {wanted} > {model.max_output}, which is the maximum allowed number of output tokens "
            f"for {body['model']}",
        )
    if not body.get("stream") and 3600 * wanted / 128_000 > 600:
        raise Refused(400, "Streaming is required for operations that may take longer than 10 minutes.")


def _check_messages(body: dict[str, Any], model: Model) -> None:
    messages = body["messages"]
    if not isinstance(messages, list) or not messages:
        raise Refused(400, "messages: at least one message is required")
    for at, message in enumerate(messages):
        if not isinstance(message, dict) or message.get("role") not in ("user", "assistant"):
            raise Refused(400, f"messages.{at}.role: Input should be 'user' or 'assistant'")
        _check_content(f"messages.{at}.content", message.get("content"))
    if messages[0]["role"] != "user":
        raise Refused(400, "messages: first message must use the user role")
    if messages[-1]["role"] == "assistant" and not model.prefill:
        raise Refused(
            400,
            "This model does not support assistant message prefill. "
            "The conversation must end with a user message.",
        )
    if "system" in body:
        _check_content("system", body["system"])
    length = sum(model.tokens(block["text"]) for _, block in blocks(body))
    if length > model.context:
        raise Refused(400, f"prompt is too long: {length} tokens > {model.context} maximum")


def _check_content(where: str, content: Any) -> None:
    if not isinstance(content, str | list) or not content:
        raise Refused(400, f"{where}: Input should be a non-empty string or a list of content blocks")
    for at, block in enumerate(_as_blocks(content)):
        if (
            not isinstance(block, dict)
            or block.get("type") != "text"
            or not isinstance(block.get("text"), str)
        ):
            raise Refused(400, f"{where}.{at}.type: Input should be 'text'")  # all this fake reads
        for name in block:
            if name not in ("type", "text", "cache_control", "citations"):
                raise Refused(400, f"{where}.{at}.text.{name}: Extra inputs are not permitted")
        if not block["text"].strip():
            raise Refused(400, f"{where}: text content blocks must contain non-whitespace text")


def _check_sampling(body: dict[str, Any], model: Model) -> None:
    if model.sampling:
        return
    for name in _SAMPLING:
        if name in body:
            raise Refused(400, f"`{name}` is deprecated for this model.")


def _check_cache_control(body: dict[str, Any]) -> None:
    marked = [block["cache_control"] for _, block in blocks(body) if block.get("cache_control") is not None]
    for mark in marked:
        known = isinstance(mark, dict) and mark.get("type") == "ephemeral"
        if not known or mark.get("ttl", "5m") not in ("5m", "1h"):
            raise Refused(400, "cache_control.type: Input should be 'ephemeral'")
    if len(marked) > 4:
        raise Refused(400, f"A maximum of 4 blocks with cache_control may be provided. Found {len(marked)}.")


def _check_output(body: dict[str, Any], model: Model) -> None:
    config = body.get("output_config") or {}
    for name in config:
        if name not in ("effort", "format"):
            raise Refused(400, f"output_config.{name}: Extra inputs are not permitted")
    effort = config.get("effort")
    if effort is not None and effort not in model.efforts:
        if not model.efforts:
            raise Refused(400, "This model does not support the effort parameter.")
        raise Refused(400, f"output_config.effort: Input should be one of {', '.join(sorted(model.efforts))}")
    form = config.get("format")
    if form is None:
        return
    if (
        not isinstance(form, dict)
        or form.get("type") != "json_schema"
        or not isinstance(form.get("schema"), dict)
    ):
        raise Refused(400, "output_config.format: Input should be {'type': 'json_schema', 'schema': …}")
    if problem := check_schema(form["schema"]):
        raise Refused(400, f"output_config.format.schema: {problem}")
    if body["messages"][-1]["role"] == "assistant":
        raise Refused(400, "output_config.format: Prefill is not supported with structured outputs")


def _check_thinking(body: dict[str, Any], model: Model) -> None:
    thinking = body.get("thinking")
    if thinking is None:
        return
    kind = thinking.get("type") if isinstance(thinking, dict) else None
    if kind not in ("enabled", "disabled", "adaptive", "between_tools"):
        raise Refused(
            400, "thinking.type: Input should be 'enabled', 'disabled', 'between_tools' or 'adaptive'"
        )
    if kind not in model.thinking:
        hint = (
            'To turn thinking off on this model, send "thinking": {"type": "between_tools"}.'
            if "between_tools" in model.thinking and kind == "disabled"
            else 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'
        )
        raise Refused(400, f'"thinking.type.{kind}" is not supported for this model. {hint}')
    effort = (body.get("output_config") or {}).get("effort")
    if kind in ("disabled", "between_tools") and model.thinks and effort in ("xhigh", "max"):
        raise Refused(400, f'"thinking.type.{kind}" is not supported with effort {effort}.')
    if kind == "enabled" and not 1_024 <= thinking.get("budget_tokens", 0) < body["max_tokens"]:
        raise Refused(
            400, "thinking.enabled.budget_tokens: Input should be at least 1024 and below max_tokens"
        )
