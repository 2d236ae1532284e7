"""The Anthropic backend under test: through the real SDK, over HTTP, to a server that speaks the Messages API."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from tailoring.backends.anthropic import Anthropic
from tailoring.ports import LLMError, Part, Prompt
from tailoring.records import Draft, Posting, Step, Text
from tests.fakes.anthropic_api import AnthropicAPI

DRAFT = Draft(summary=Text(text="Builds data pipelines.", evidence=["c1"]), skills=["Python"])
SECRET = "sk-ant-test"
CONTENT = "Cut build times from 40 to 12 minutes. "
SETTINGS: dict[str, Any] = {
    "analysis_model": "claude-haiku-4-5-20251001",
    "generation_model": "claude-sonnet-4-6",
    "evaluation_model": "claude-haiku-4-5-20251001",
    "backoff_seconds": 0.01,
}
Make = Callable[..., Anthropic]


@pytest.fixture(scope="module")
def server() -> Iterator[AnthropicAPI]:
    with AnthropicAPI() as running:
        yield running


@pytest.fixture
def api(server: AnthropicAPI) -> AnthropicAPI:
    server.reset()
    return server


@pytest.fixture(scope="module")
def engine(server: AnthropicAPI) -> Iterator[Make]:
    """Makes engines that speak to the fake API, one for the same settings: the SDK's client is slow to make."""

    @cache
    def make(**settings: Any) -> Anthropic:
        made.append(Anthropic(**{"api_key": SECRET, "base_url": server.url, **SETTINGS, **settings}))
        return made[-1]

    made: list[Anthropic] = []
    # The first call loads the SDK: a second or more, which a test that comes first would take for its own.
    make().answer(prompt(), seconds=60)
    yield make
    for each in made:
        each.close()


def prompt(
    step: Step = Step.GENERATE, answer: Any = Draft, *, content: str = CONTENT, **more: Any
) -> Prompt[Any]:
    parts = more.pop("parts", (Part(content, cached=True), Part("Write the draft.")))
    about = Posting(text="about")
    return Prompt(
        **{"step": step, "system": "You cut a résumé to one job.", "parts": parts, "about": about},
        **{"answer": answer, "max_tokens": 2_048, **more},
    )


def fails(engine: Anthropic, *, seconds: float = 5.0, asked: Prompt[Any] | None = None) -> LLMError:
    with pytest.raises(LLMError) as caught:
        engine.answer(asked or prompt(), seconds=seconds)
    return caught.value
