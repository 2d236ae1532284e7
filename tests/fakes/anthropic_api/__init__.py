"""A local server that speaks the Messages API as the real one does, and does what a script says.

    with AnthropicAPI() as api:
        api.script(Draft, status(529), good(draft))      # for requests whose schema has Draft's keys
        engine = Anthropic(api_key=api.api_key, base_url=api.url, …)

What no script answers, `api.responder` does: a function of the request's JSON to a record, JSON data, text
or a `Reply`.
`api.recorded` holds every request in order, with what it was answered.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import ThreadingHTTPServer
from typing import Any, Self, cast

import pytest
from pydantic import BaseModel

from tests.fakes.anthropic_api.models import MODELS, Model, Speed
from tests.fakes.anthropic_api.prompt_cache import PromptCache
from tests.fakes.anthropic_api.replies import (
    Reply,
    as_json,
    context_exceeded,
    dropped,
    empty,
    error_event,
    fenced,
    good,
    no_credit,
    raw,
    refusal,
    slow,
    stalled,
    status,
    trickling,
    truncated,
)
from tests.fakes.anthropic_api.speaking import Pace, Responder, Speaking, least_answer

__all__ = [
    "MODELS",
    "AnthropicAPI",
    "Model",
    "Recorded",
    "Reply",
    "Speed",
    "anthropic_api",
    "context_exceeded",
    "dropped",
    "empty",
    "error_event",
    "fenced",
    "good",
    "no_credit",
    "raw",
    "refusal",
    "slow",
    "stalled",
    "status",
    "trickling",
    "truncated",
]

Matcher = type[BaseModel] | str | Callable[[dict[str, Any]], bool] | None


@dataclass
class Recorded:
    """One request and what became of it. Times are of `time.monotonic()`; `usage` as the response told it."""

    headers: dict[str, str]
    body: dict[str, Any]
    arrived: float = field(default_factory=time.monotonic)
    status: int = 0
    usage: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    first_text: float | None = None
    ended: float | None = None

    @property
    def prompt(self) -> str:
        """All that the model reads, system first."""
        parts = [self.body.get("system") or [], *(turn["content"] for turn in self.body["messages"])]
        return "\n\n".join(
            part if isinstance(part, str) else "\n\n".join(b["text"] for b in part) for part in parts
        )


class AnthropicAPI:
    """The server, on a free port of this machine while it is entered.

    `scale` is how long a simulated second takes: 0 answers at once, 0.05 is twenty times faster than real.
    `speeds` overrides the speed of single models.
    """

    def __init__(
        self,
        *,
        api_key: str = "sk-ant-test",
        scale: float = 0.0,
        speeds: dict[str, Speed] | None = None,
        responder: Responder = least_answer,
    ) -> None:
        self.api_key = api_key
        self.scale = scale
        self.speeds = speeds or {}
        self.responder = self._first_responder = responder
        self.recorded: list[Recorded] = []
        self.connections = 0
        self.cache = PromptCache()
        self.closing = threading.Event()
        self._scripts: list[tuple[Matcher, list[Reply]]] = []
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)

    def script(self, matcher: Matcher, *replies: Reply) -> None:
        """Answer the next requests that match with `replies`, in order, each once.

        `matcher`: a record type (the output schema has its keys), a part of the model's name, a predicate
        of the request's JSON, or `None` for any. Earlier scripts are asked first.
        """
        with self._lock:
            self._scripts.append((matcher, list(replies)))

    def reset(self) -> None:
        """As new, but for the port: for tests that share one server."""
        with self._lock:
            self.recorded, self._scripts, self.cache = [], [], PromptCache()
            self.responder, self.connections = self._first_responder, 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def simulated(self, seconds: float) -> float:
        """Real seconds as they would have been at the real speed."""
        return seconds / self.scale if self.scale else seconds

    def __enter__(self) -> Self:
        from tests.fakes.anthropic_api.serving import handler_for

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        serve = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        serve.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    # --- for the handler -----------------------------------------------------------------------

    def record(self, headers: dict[str, str], body: dict[str, Any]) -> Recorded:
        record = Recorded(headers, body)
        with self._lock:
            self.recorded.append(record)
        return record

    def next_id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._numbers):024d}"

    def reply_to(self, body: dict[str, Any]) -> Reply:
        """What the scripts say to `body`; its text from the responder where they leave it open."""
        reply = self._scripted(body)
        if reply.text is not None or reply.status != 200:
            return reply
        answer = self.responder(body)
        if isinstance(answer, Reply):
            return answer
        return replace(reply, text=answer if isinstance(answer, str) else as_json(answer))

    def speaking(self, body: dict[str, Any], model: Model, reply: Reply) -> Speaking:
        speed = self.speeds.get(body["model"], model.speed)
        pace = Pace(speed, self.scale)
        return Speaking(body, model, reply, self.cache.read(body, model), pace, self.next_id("msg"))

    def _scripted(self, body: dict[str, Any]) -> Reply:
        with self._lock:
            for matcher, replies in self._scripts:
                if replies and _matches(matcher, body):
                    return replies.pop(0)
        return Reply()


@pytest.fixture
def anthropic_api() -> Iterator[AnthropicAPI]:
    """The server, answering at once with the smallest valid answers until scripted."""
    with AnthropicAPI() as api:
        yield api


def _matches(matcher: Matcher, body: dict[str, Any]) -> bool:
    if matcher is None:
        return True
    if isinstance(matcher, str):
        return matcher in body["model"]
    keys = getattr(matcher, "model_fields", None)
    if keys is not None:
        schema = ((body.get("output_config") or {}).get("format") or {}).get("schema", {})
        return set(schema.get("properties", {})) == set(keys)
    return cast("Callable[[dict[str, Any]], bool]", matcher)(body)
