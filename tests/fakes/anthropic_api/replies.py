"""What a script can make the server do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel

Ending = Literal["done", "dropped", "stalled", "trickling", "error_event"]


@dataclass(frozen=True)
class Reply:
    """One response. `text` None: the responder's. `cut`: the share of the text sent before `ending`."""

    text: str | None = None
    stop_reason: str = "end_turn"
    wait: float = 0.0
    status: int = 200
    error: str = ""
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    ending: Ending = "done"
    cut: float = 1.0


def good(value: Any) -> Reply:
    """`value` (a record or JSON data) as the model would write it."""
    return Reply(text=as_json(value))


def raw(text: str) -> Reply:
    return Reply(text=text)


def fenced(value: Any) -> Reply:
    """`value` in a code fence with prose around it, as models without structured output like to."""
    return Reply(text=f"Here is the JSON you asked for:\n\n```json\n{as_json(value)}\n```\n\nAnything else?")


def truncated(value: Any = None) -> Reply:
    """The first half of an answer, stopped by `max_tokens`."""
    text = as_json(value) if value is not None else '{"summary": {"text": "Built'
    return Reply(text=text[: max(1, len(text) // 2)], stop_reason="max_tokens")


def refusal(text: str = "") -> Reply:
    return Reply(text=text, stop_reason="refusal")


def empty() -> Reply:
    return Reply(text="")


def context_exceeded() -> Reply:
    return Reply(text="{", stop_reason="model_context_window_exceeded")


def status(
    code: int,
    *,
    retry_after: float | str | None = None,
    message: str = "",
    should_retry: bool | None = None,
    headers: dict[str, str] | None = None,
) -> Reply:
    """An error response, worded as the API words that status unless `message` is given."""
    error, words = ERRORS.get(code, ("api_error", "Unexpected status"))
    more = dict(headers or {})
    if retry_after is not None:
        more["retry-after"] = str(retry_after)
    if should_retry is not None:
        more["x-should-retry"] = str(should_retry).lower()
    return Reply(status=code, error=error, message=message or words, headers=more)


def no_credit() -> Reply:
    """How the API tells of an empty account: a 400, marked by its wording alone."""
    words = (
        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade."
    )
    return status(400, message=words)


def slow(seconds: float, then: Reply | None = None) -> Reply:
    """`then` (else the responder's answer) after `seconds` of silence."""
    return replace(then or Reply(), wait=seconds)


def dropped(then: Reply | None = None, *, mid_stream: bool = True) -> Reply:
    """The connection breaks: half way through the answer, or before any of the response."""
    return replace(then or Reply(), ending="dropped", cut=0.5 if mid_stream else 0.0)


def stalled(then: Reply | None = None, *, cut: float = 0.5) -> Reply:
    """Nothing more comes after a part of the answer, and the connection stays open."""
    return replace(then or Reply(), ending="stalled", cut=cut)


def trickling(then: Reply | None = None, *, cut: float = 0.5) -> Reply:
    """After a part of the answer only pings come, for ever."""
    return replace(then or Reply(), ending="trickling", cut=cut)


def error_event(error: str = "overloaded_error", then: Reply | None = None, *, cut: float = 0.3) -> Reply:
    """An `error` event inside the stream, after a part of the answer."""
    return replace(then or Reply(), ending="error_event", error=error, message="Overloaded", cut=cut)


def as_json(value: Any) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    return json.dumps(value, ensure_ascii=False)


ERRORS = {
    400: ("invalid_request_error", "Invalid request"),
    401: ("authentication_error", "invalid x-api-key"),
    402: ("billing_error", "There is an issue with your billing or payment information."),
    403: ("permission_error", "Your API key does not have permission to use the specified resource."),
    404: ("not_found_error", "Not found"),
    408: ("timeout_error", "Request timeout"),
    409: ("conflict_error", "Conflict"),
    413: ("request_too_large", "Request exceeds the maximum size"),
    429: ("rate_limit_error", "This request would exceed your organization's rate limit."),
    500: ("api_error", "Internal server error"),
    502: ("api_error", "Bad gateway"),
    503: ("api_error", "Service unavailable"),
    504: ("timeout_error", "Request timed out"),
    529: ("overloaded_error", "Overloaded"),
}
