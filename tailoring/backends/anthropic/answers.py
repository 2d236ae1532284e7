"""From what a model wrote to a validated answer; tolerant, as servers that ignore schemas bend their JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)

_FENCED = re.compile(r"```[a-zA-Z0-9]*\s*\n(.*?)```", re.DOTALL)
_MAX_OBJECTS = 1_000
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


class Unusable(Exception):
    """The text holds no valid answer. Says why to the model; quotes nothing of what it wrote."""


def parse(text: str, answer: type[T]) -> T:
    """The first reading of `text` that validates as `answer`, strictest reading first. Raises `Unusable`."""
    problem = "there is no JSON object in it"
    for found in _readings(text):
        try:
            return _validated(found, answer)
        except Unusable as error:
            problem = str(error)
    raise Unusable(problem)


def _validated(found: Any, answer: type[T]) -> T:
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if not isinstance(found, dict):
        raise Unusable("it is not a JSON object")
    # Records have defaults, so any object at all would validate as an empty answer.
    if answer.model_fields and not answer.model_fields.keys() & found.keys():
        raise Unusable(f"it has none of the keys {', '.join(answer.model_fields)}")
    try:
        return answer.model_validate(found)
    except ValidationError as error:
        raise Unusable(_problems(error)) from None


def _problems(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, each['loc'])) or 'answer'}: {each['msg']}" for each in problems[:5])


def _readings(text: str) -> Iterator[Any]:
    """Every JSON value that `text` may be meant as, the plainest first, the most forgiving last."""
    text = _THOUGHT.sub("", text).strip().removeprefix("\ufeff")
    candidates = [text, *(match.group(1) for match in _FENCED.finditer(text))]
    for candidate in candidates:
        try:
            yield json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    yield from _embedded(text)
    yield from _mended(text)


def _embedded(text: str) -> Iterator[Any]:
    """Objects that stand among prose, outermost only."""
    decoder, at = json.JSONDecoder(), text.find("{")
    while at != -1:
        try:
            found, at = decoder.raw_decode(text, at)
            yield found
        except (ValueError, RecursionError):
            at += 1
        at = text.find("{", at)


def _mended(text: str) -> Iterator[Any]:
    start = text.find("{")
    # What opens objects without end is not an answer, and takes seconds to mend.
    if start == -1 or text.count("{") > _MAX_OBJECTS:
        return
    from json_repair import repair_json

    try:
        yield repair_json(text[start:], return_objects=True)
    except (ValueError, RecursionError):
        return
