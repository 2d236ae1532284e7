"""Ask Claude where lines of a file belong, within the person's budget. `LINE_PLACER` names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings

from content.ports import BackendError
from tailoring.models import Charge, Spending
from tailoring.pipeline.place import place_prompt
from tailoring.ports import LLMError
from tailoring.records.placing import LinesToPlace
from tailoring.running.engines import engine_for, engine_named

if TYPE_CHECKING:
    from accounts.models import User


def place(shown: Mapping[str, Sequence[str]], owner: User | None) -> list[dict[str, Any]]:
    """The places that the model names. Whoever asks checks them. Raises `BackendError`."""
    try:
        name = engine_named("anthropic")
        if owner is not None and not Spending.objects.count_run(owner):
            raise BackendError("Today's budget is used up; it is new at midnight (UTC).")
        with closing(engine_for(name)) as engine:
            prompt = place_prompt(LinesToPlace.model_validate(shown))
            answer = engine.answer(prompt, seconds=settings.CALL_SECONDS)
    except LLMError as error:
        _charge(owner, error.usage.cost_usd if error.usage else 0.0)
        raise BackendError(str(error), permanent=error.permanent) from None
    _charge(owner, answer.usage.cost_usd)
    return [found.model_dump() for found in answer.value.places]


def _charge(owner: User | None, dollars: float) -> None:
    if owner is not None and dollars:
        Charge.objects.count_once(uuid4(), owner.pk, dollars)
