"""Claude, or a server that speaks its Messages API, as the engine that answers prompts."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from tailoring.backends.anthropic.answers import Unusable, parse
from tailoring.backends.anthropic.failures import NOT_CONFIGURED, Failure, Names, explain
from tailoring.backends.anthropic.metering import Meter
from tailoring.backends.anthropic.requests import again, request
from tailoring.backends.anthropic.streams import Deadline, Reply, stream
from tailoring.ports import Answer, LLMError, Prompt
from tailoring.records import Step

if TYPE_CHECKING:
    import anthropic

T = TypeVar("T", bound=BaseModel)
Hear = Callable[[str], None]

logger = logging.getLogger(__name__)


class Anthropic:
    """Answers prompts over the Messages API; one HTTP client for all threads, made at the first call.

    `call_seconds` bounds each answer, however much time its caller would give; `max_retries` counts the calls
    after the first of one question. `base_url` is for servers that may ignore schemas: the schema then also
    stands in the prompt, unless `schema_in_prompt` says otherwise.
    """

    engine = "anthropic"
    revises = True

    def __init__(
        self,
        *,
        api_key: str | None,
        analysis_model: str,
        generation_model: str,
        evaluation_model: str,
        base_url: str | None = None,
        call_seconds: float = 120.0,
        max_retries: int = 4,
        backoff_seconds: float = 0.5,
        schema_in_prompt: bool | None = None,
    ) -> None:
        self._api_key = (api_key or "").strip()
        self._base_url = _without_version(base_url) if base_url else None
        self._models = {
            Step.ANALYZE: ("ANALYSIS_MODEL", analysis_model),
            Step.MATCH: ("ANALYSIS_MODEL", analysis_model),
            Step.GENERATE: ("GENERATION_MODEL", generation_model),
            Step.REPAIR: ("GENERATION_MODEL", generation_model),
            Step.REREAD: ("EVALUATION_MODEL", evaluation_model),
            Step.JUDGE: ("EVALUATION_MODEL", evaluation_model),
            Step.READ: ("EVALUATION_MODEL", evaluation_model),
        }
        self._schema_in_prompt = self._base_url is not None if schema_in_prompt is None else schema_in_prompt
        self._call_seconds = call_seconds
        self._max_retries = max_retries
        self._backoff_seconds = backoff_seconds
        self._client: anthropic.Anthropic | None = None
        self._making = threading.Lock()

    def answer(self, prompt: Prompt[T], *, seconds: float, hear: Hear = lambda text: None) -> Answer[T]:
        """Ask within `seconds`, retries and one repair of an invalid answer included.

        `hear` gets the text as it is written, in the caller's thread; after a retry it begins anew.
        Raises `LLMError`, with what the calls have cost.
        """
        client = self._connected()  # before the clock starts: the SDK takes a second to load, once
        setting, model = self._models[prompt.step]
        names = Names(model=model, setting=setting, base_url=_shown(self._base_url))
        meter, deadline = Meter(model), Deadline(min(seconds, self._call_seconds))
        asked = request(prompt, model, schema_in_prompt=self._schema_in_prompt)
        text = self._ask(client, asked, prompt.step, names, deadline, meter, hear)
        try:
            value = parse(text, prompt.answer)
        except Unusable as problem:
            logger.info("%s: the answer was not valid; asking for it once more", prompt.step)
            repair = again(asked, text, str(problem))
            text = self._ask(client, repair, prompt.step, names, deadline, meter, hear)
            value = _parsed_at_last(text, prompt.answer, model, meter)
        return Answer(value=value, usage=meter.usage)

    def close(self) -> None:
        """Close the connections; the next answer opens new ones."""
        with self._making:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _ask(
        self,
        client: anthropic.Anthropic,
        asked: dict[str, Any],
        step: Step,
        names: Names,
        deadline: Deadline,
        meter: Meter,
        hear: Hear,
    ) -> str:
        """The text of a whole answer. Raises `LLMError`."""
        for attempt in range(self._max_retries + 1):
            try:
                reply = stream(client, asked, deadline=deadline, meter=meter, hear=hear)
            except Exception as error:
                # The vendor's edge. What is not the provider's doing, such as the listener's, goes on unchanged.
                failure = explain(error, names)
                if failure is None:
                    raise
                pause = self._pause(failure, attempt, deadline)
                if pause is None:
                    raise _gave_up(failure, deadline, meter) from None
            else:
                _refuse_unfinished(reply, names, meter)
                return reply.text
            logger.info("%s: %s Asking again in %.1f s.", step, failure.message, pause)
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _pause(self, failure: Failure, attempt: int, deadline: Deadline) -> float | None:
        """Seconds until the next try; `None` when there is none, or no time for one."""
        if not failure.retry or attempt == self._max_retries:
            return None
        # Jitter, so that workers that failed together do not come back together.
        jitter = random.uniform(0.5, 1.0)  # noqa: S311
        pause = failure.after or min(self._backoff_seconds * 2**attempt, 8.0) * jitter
        return pause if pause < deadline.left else None

    def _connected(self) -> anthropic.Anthropic:
        """The client. Raises `LLMError` `not_configured`."""
        if not self._api_key or not self._api_key.isascii() or not self._api_key.isprintable():
            raise LLMError(NOT_CONFIGURED, permanent=True, code="not_configured")
        with self._making:
            if self._client is None:
                self._client = _client(self._api_key, self._base_url)
            return self._client


def _client(api_key: str, base_url: str | None) -> anthropic.Anthropic:
    import anthropic

    # At DEBUG the SDK logs whole requests; a root logger at DEBUG must not put a person's content in the log.
    sdk = logging.getLogger("anthropic")
    if sdk.level == logging.NOTSET:
        sdk.setLevel(logging.INFO)
    return anthropic.Anthropic(
        api_key=api_key,
        base_url=base_url or "https://api.anthropic.com",
        max_retries=0,  # ours know the deadline
        # The SDK sends the key as a bearer token since 2.0; older servers look for it here.
        default_headers={"x-api-key": api_key} if base_url else None,
        open_telemetry=False,  # its spans can carry prompts
    )


def _refuse_unfinished(reply: Reply, names: Names, meter: Meter) -> None:
    """Raise `LLMError` for a reply that stopped for any reason but that it was done."""
    problem = {
        "max_tokens": "The model's answer was cut off because it grew too long; tailor with less content.",
        "model_context_window_exceeded": f"The request is longer than model {names.model} can read.",
        "refusal": "The model declined to answer this request.",
    }.get(reply.stop_reason)
    if problem:
        code = "refused" if reply.stop_reason == "refusal" else "provider_failed"
        raise LLMError(problem, permanent=True, code=code, usage=meter.usage)
    if not reply.text.strip():
        raise LLMError("The model gave an empty answer.", permanent=False, usage=meter.usage)


def _parsed_at_last(text: str, answer: type[T], model: str, meter: Meter) -> T:
    try:
        return parse(text, answer)
    except Unusable:
        message = f"The model {model} twice gave an answer that is not of the form it was asked for."
        raise LLMError(message, permanent=False, usage=meter.usage) from None


def _gave_up(failure: Failure, deadline: Deadline, meter: Meter) -> LLMError:
    message = failure.message
    if failure.retry and failure.after and failure.after >= deadline.left:
        message += f" It asks to wait {failure.after:.0f} s, and only {deadline.left:.0f} s are left."
    return LLMError(message, permanent=failure.permanent, code=failure.code, usage=meter.usage)


def _without_version(base_url: str) -> str:
    """`base_url` as the SDK wants it: it adds `/v1/messages` itself."""
    return base_url.strip().rstrip("/").removesuffix("/v1")


def _shown(base_url: str | None) -> str | None:
    """`base_url` without a password that may stand in it."""
    if base_url is None:
        return None
    parts = urlsplit(base_url)
    return parts._replace(netloc=parts.netloc.rsplit("@", 1)[-1], query="").geturl()
