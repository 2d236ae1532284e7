"""A prompt as the parameters of `messages.create`."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel

from tailoring.backends.anthropic.model_traits import settings_of, traits
from tailoring.backends.anthropic.schemas import schema_of
from tailoring.ports import Prompt

T = TypeVar("T", bound=BaseModel)

_EPHEMERAL = {"type": "ephemeral"}


def request(prompt: Prompt[T], model: str, *, schema_in_prompt: bool) -> dict[str, Any]:
    """The request for `prompt`: what stays the same from call to call stands first, marked for the cache."""
    settings, schema = settings_of(model), schema_of(prompt.answer)
    marked = _marks(prompt, model)
    texts = [prompt.system, *(part.text for part in prompt.parts)]
    system, *content = [_text(text, cached=at in marked) for at, text in enumerate(texts) if text or at == 0]
    if schema_in_prompt:
        content.append(_text(_SCHEMA_WORDS + json.dumps(schema)))
    return {
        "model": model,
        "max_tokens": traits(model).limit(prompt.max_tokens),
        "system": [system],
        "messages": [{"role": "user", "content": content}],
        **settings,
        "output_config": {
            **settings.get("output_config", {}),
            "format": {"type": "json_schema", "schema": schema},
        },
    }


def again(asked: dict[str, Any], answer: str, problem: str) -> dict[str, Any]:
    """The same request, its answer, and what is wrong with it; all that was cached still stands first."""
    turns = [
        {"role": "assistant", "content": [_text(answer)]},
        {"role": "user", "content": [_text(_REPAIR_WORDS.format(problem=problem))]},
    ]
    return {**asked, "messages": [*asked["messages"], *turns]}


_SCHEMA_WORDS = "Answer with one JSON object, no prose and no code fence, that matches this JSON schema:\n"
_REPAIR_WORDS = "Your answer was not valid: {problem}. Answer again, with the JSON object only."
_MAX_MARKS = 4  # of the API


def _marks(prompt: Prompt[T], model: str) -> set[int]:
    """Which texts end a prefix to cache, the system being 0: none unless a part asks for it.

    Every cached part and the system are marked, not the last part alone: it costs no more, and another run
    still finds the system, or the same person's content. Prefixes too short for the model are left out.
    """
    known = traits(model)
    if not known.min_cacheable or not any(part.cached for part in prompt.parts):
        return set()
    texts = [(prompt.system, True), *((part.text, part.cached) for part in prompt.parts)]
    marked, length = [], 0
    for at, (text, wanted) in enumerate(texts):
        length += len(text)
        if wanted and text and known.tokens_in(length) >= known.min_cacheable:
            marked.append(at)
    return set(marked[-_MAX_MARKS:])


def _text(text: str, *, cached: bool = False) -> dict[str, Any]:
    # A lone surrogate cannot be sent.
    block: dict[str, Any] = {"type": "text", "text": text.encode("utf-8", "replace").decode("utf-8")}
    return {**block, "cache_control": _EPHEMERAL} if cached else block
