"""When Claude fails, what may get better is tried again until the deadline, and the rest is said at once."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest

from tests.fakes.anthropic_api import (
    AnthropicAPI,
    Reply,
    dropped,
    error_event,
    good,
    no_credit,
    slow,
    stalled,
    status,
    trickling,
)
from tests.support.claude import DRAFT, Make, fails, prompt


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (status(401), "ANTHROPIC_API_KEY"),
        (status(402), "billing"),
        (no_credit(), "billing"),
        (status(400), "refused the request as invalid"),
        (status(403), "may not use model claude-sonnet-4-6 (GENERATION_MODEL)"),
        (status(404), "does not know the model claude-sonnet-4-6: check GENERATION_MODEL"),
        (status(413), "larger than the provider accepts"),
        (status(429, message="You have reached your specified API usage limits."), "billing"),
        (status(529, should_retry=False), "overloaded"),
    ],
)
def test_what_cannot_get_better_is_said_at_once(
    api: AnthropicAPI, engine: Make, reply: Reply, says: str
) -> None:
    api.script(None, reply)
    error = fails(engine())
    assert says in str(error)
    assert error.permanent
    assert error.code == "provider_failed"
    assert len(api.recorded) == 1


@pytest.mark.parametrize(
    "reply",
    [
        *(status(code) for code in (408, 409, 429, 500, 502, 503, 504, 529)),
        status(400, should_retry=True),
        error_event("overloaded_error"),
        error_event("api_error"),
        dropped(),
        dropped(mid_stream=False),
    ],
    ids=lambda reply: f"{reply.status} {reply.ending} {reply.error}",
)
def test_what_may_get_better_is_tried_again(api: AnthropicAPI, engine: Make, reply: Reply) -> None:
    api.script(None, reply, reply, good(DRAFT))
    answer = engine().answer(prompt(), seconds=5)
    assert answer.value == DRAFT
    assert answer.usage.calls == len(api.recorded) == 3


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (status(429), "rate limit"),
        (status(529), "overloaded"),
        (status(500), "failed with status 500 (request req_"),
        (error_event("overloaded_error"), "overloaded"),
        (dropped(), "broke off midway"),
    ],
)
def test_what_does_not_get_better_ends_after_the_last_try(
    api: AnthropicAPI, engine: Make, reply: Reply, says: str
) -> None:
    api.script(None, *[reply] * 9)
    error = fails(engine(max_retries=2))
    assert says in str(error)
    assert not error.permanent
    assert error.usage is not None
    assert error.usage.calls == len(api.recorded) == 3


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        ({"retry-after": "0.3"}, 0.3),
        ({"retry-after-ms": "300", "retry-after": "60"}, 0.3),
        ({"retry-after": "date"}, 0.0),
    ],
)
def test_retry_after_is_obeyed(
    api: AnthropicAPI, engine: Make, headers: dict[str, str], least: float
) -> None:
    if headers.get("retry-after") == "date":
        headers = {"retry-after": formatdate(time.time() + 1, usegmt=True)}
    api.script(None, status(429, headers=headers), good(DRAFT))
    began = time.monotonic()
    assert engine().answer(prompt(), seconds=5).value == DRAFT
    assert least <= time.monotonic() - began < 4


def test_a_retry_after_beyond_the_deadline_fails_at_once(api: AnthropicAPI, engine: Make) -> None:
    api.script(None, status(429, retry_after=60), good(DRAFT))
    began = time.monotonic()
    error = fails(engine(), seconds=5)
    assert time.monotonic() - began < 2
    assert "asks to wait 60 s" in str(error)
    assert not error.permanent
    assert len(api.recorded) == 1


@pytest.mark.parametrize(
    "reply",
    [slow(30, good(DRAFT)), stalled(good(DRAFT)), stalled(good(DRAFT), cut=0), trickling(good(DRAFT))],
    ids=["silent", "stalled midway", "stalled at the start", "trickling pings"],
)
def test_the_deadline_ends_a_call_whatever_the_server_does(
    api: AnthropicAPI, engine: Make, reply: Reply
) -> None:
    llm = engine()
    llm.answer(prompt(), seconds=5)
    api.script(None, reply)
    began = time.monotonic()
    error = fails(llm, seconds=0.25)
    assert 0.2 < time.monotonic() - began < 2
    assert error.code == "timed_out"
    assert not error.permanent
    assert error.usage is not None
    assert error.usage.calls == 1


def test_call_seconds_bound_what_a_caller_would_give(api: AnthropicAPI, engine: Make) -> None:
    api.script(None, stalled())
    assert fails(engine(call_seconds=0.3), seconds=600).code == "timed_out"


def test_after_a_deadline_the_engine_answers_again(api: AnthropicAPI, engine: Make) -> None:
    llm = engine()
    api.script(None, stalled(), good(DRAFT))
    fails(llm, seconds=0.3)
    assert llm.answer(prompt(), seconds=5).value == DRAFT
