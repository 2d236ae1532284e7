"""The response to one request, as JSON or as server-sent events, at a settable speed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.fakes.anthropic_api.models import THINKING_TOKENS, Model, Speed
from tests.fakes.anthropic_api.prompt_cache import Reading
from tests.fakes.anthropic_api.replies import Reply


class Broken(Exception):
    """The connection is to be cut."""


class Wire(Protocol):
    """What a response is sent over."""

    def event(self, name: str, data: dict[str, Any]) -> None: ...

    def wait(self, seconds: float) -> None:
        """Sleep; raises `Broken` when the server closes meanwhile."""
        ...


@dataclass
class Pace:
    """When what is sent, without drift. `scale` 0.05 is twenty times faster, 0 at once."""

    speed: Speed
    scale: float
    began: float = field(default_factory=time.monotonic)

    def first(self, reading: Reading) -> float:
        """Seconds from now to the first token."""
        read = (reading.plain + reading.written) / self.speed.read + reading.cached / self.speed.cached
        return self._left(self.speed.first_token + read)

    def written(self, reading: Reading, tokens: float) -> float:
        """Seconds from now until so many tokens are written."""
        read = (reading.plain + reading.written) / self.speed.read + reading.cached / self.speed.cached
        return self._left(self.speed.first_token + read + tokens / self.speed.written)

    def _left(self, seconds: float) -> float:
        return max(0.0, self.began + seconds * self.scale - time.monotonic())


@dataclass
class Speaking:
    """One answer to `body`, with `text` already settled. `message_id` and usage are filled as it goes."""

    body: dict[str, Any]
    model: Model
    reply: Reply
    reading: Reading
    pace: Pace
    message_id: str
    first_text: float | None = None
    _stop: str = ""

    def __post_init__(self) -> None:
        self.thinking = self._thinking_tokens()
        self.text = self._within_limit(self.reply.text or "")
        self.tokens = self.thinking + self.model.tokens(self.text)

    @property
    def usage(self) -> dict[str, Any]:
        written = self.reading.written
        return {
            "input_tokens": self.reading.plain,
            "cache_creation_input_tokens": written,
            "cache_read_input_tokens": self.reading.cached,
            "cache_creation": {"ephemeral_5m_input_tokens": written, "ephemeral_1h_input_tokens": 0},
            "output_tokens": max(1, self.tokens),
            "service_tier": "standard",
        }

    def message(self) -> dict[str, Any]:
        """The whole response as one JSON body."""
        content: list[dict[str, Any]] = []
        if self.thinking:
            content.append({"type": "thinking", "thinking": "", "signature": "c2ln"})
        if self.text:
            content.append({"type": "text", "text": self.text})
        return {
            **self._envelope(),
            "content": content,
            "stop_reason": self._stop or self.reply.stop_reason,
            "stop_details": self._details(),
            "usage": self.usage,
        }

    def stream(self, wire: Wire) -> None:
        """Send the events in the order the API sends them. Raises `Broken` where the script breaks off."""
        start = {**self._envelope(), "content": [], "stop_reason": None}
        start["usage"] = {**self.usage, "output_tokens": 1}
        wire.event("message_start", {"message": start})
        at = self._think(wire)
        if self.text:
            self._write(wire, at)
        self._end_early(wire)
        wire.event(
            "message_delta",
            {
                "delta": {
                    "stop_reason": self._stop or self.reply.stop_reason,
                    "stop_sequence": None,
                    "stop_details": self._details(),
                },
                "usage": self.usage,
            },
        )
        wire.event("message_stop", {})

    def _think(self, wire: Wire) -> int:
        if not self.thinking:
            return 0
        block = {"type": "thinking", "thinking": "", "signature": ""}
        wire.event("content_block_start", {"index": 0, "content_block": block})
        wire.event("ping", {})
        wire.wait(self.pace.written(self.reading, self.thinking))
        wire.event(
            "content_block_delta", {"index": 0, "delta": {"type": "signature_delta", "signature": "c2ln"}}
        )
        wire.event("content_block_stop", {"index": 0})
        return 1

    def _write(self, wire: Wire, at: int) -> None:
        wire.event("content_block_start", {"index": at, "content_block": {"type": "text", "text": ""}})
        wire.event("ping", {})
        ends = len(self.text) if self.reply.ending == "done" else int(len(self.text) * self.reply.cut)
        for begin in range(0, ends, _PIECE):
            piece = self.text[begin : min(begin + _PIECE, ends)]
            share = (begin + len(piece)) / len(self.text)
            wire.wait(self.pace.written(self.reading, self.thinking + share * (self.tokens - self.thinking)))
            wire.event("content_block_delta", {"index": at, "delta": {"type": "text_delta", "text": piece}})
            self.first_text = self.first_text or time.monotonic()
        self._end_early(wire)
        wire.event("content_block_stop", {"index": at})

    def _end_early(self, wire: Wire) -> None:
        if self.reply.ending == "dropped":
            raise Broken
        if self.reply.ending == "error_event":
            wire.event("error", {"error": {"type": self.reply.error, "message": self.reply.message}})
            raise Broken
        while self.reply.ending in ("stalled", "trickling"):
            wire.wait(0.05)
            if self.reply.ending == "trickling":
                wire.event("ping", {})

    def _envelope(self) -> dict[str, Any]:
        return {
            "id": self.message_id,
            "type": "message",
            "role": "assistant",
            "model": self.body["model"],
            "stop_sequence": None,
        }

    def _details(self) -> dict[str, Any] | None:
        refused = (self._stop or self.reply.stop_reason) == "refusal"
        return {"type": "refusal", "category": None, "explanation": None} if refused else None

    def _thinking_tokens(self) -> int:
        kind = (self.body.get("thinking") or {}).get("type")
        if kind in ("disabled", "between_tools") or (kind is None and not self.model.thinks):
            return 0
        effort = (self.body.get("output_config") or {}).get("effort") or self.model.default_effort
        return min(THINKING_TOKENS[effort], int(self.body["max_tokens"]))

    def _within_limit(self, text: str) -> str:
        room = self.body["max_tokens"] - self.thinking
        if self.model.tokens(text) <= room:
            return text
        self._stop = "max_tokens"
        return text[: max(0, int(room / self.model.tokens_per_character))]


_PIECE = 24  # characters in one event

Responder = Callable[[dict[str, Any]], Any]


def least_answer(body: dict[str, Any]) -> Any:
    """The smallest value of the request's schema; a word when it asks for none."""
    form = (body.get("output_config") or {}).get("format")
    return _least(form["schema"], form["schema"].get("$defs", {})) if form else "Hello."


def _least(node: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in node:
        return _least(definitions[node["$ref"].removeprefix("#/$defs/")], definitions)
    if "enum" in node:
        return node["enum"][0]
    if "const" in node:
        return node["const"]
    if "anyOf" in node:
        return _least(node["anyOf"][0], definitions)
    if node.get("type") == "object":
        return {name: _least(value, definitions) for name, value in node.get("properties", {}).items()}
    return json.loads(
        {"array": "[]", "string": '""', "boolean": "false", "null": "null"}.get(node["type"], "0")
    )
