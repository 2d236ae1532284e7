"""Asking an engine within the run's time, never twice for what is stored."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any, TypeVar

from pydantic import BaseModel

from tailoring.ports import LLM, Answer, LLMError, Prompt
from tailoring.records import Answered

T = TypeVar("T", bound=BaseModel)


class Asking:
    """Asks prompts of `llm`; each answer is yielded to be stored before it is used."""

    def __init__(
        self,
        llm: LLM,
        *,
        call_seconds: float,
        run_seconds: float,
        done: Sequence[Answered] = (),
        hear: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.answered: list[Answered] = []
        self.engine = llm.engine
        self._llm = llm
        self._call_seconds = call_seconds
        self._ends = time.monotonic() + run_seconds
        self._done = {(record.step, record.attempt): record for record in done}
        self._hear = hear

    def __call__(self, prompt: Prompt[T], attempt: int = 0) -> Generator[Answered, None, T]:
        """Yield the answer as a record to store; return its value. Raises `LLMError`."""
        stored = self._stored(prompt, attempt)
        if stored is not None:
            return stored
        answer = self._ask(prompt, self._hear)
        yield self._record(prompt, attempt, answer)
        return answer.value

    def together(self, prompts: Sequence[Prompt[Any]], attempt: int) -> Generator[Answered, None, list[Any]]:
        """Ask several at the same time; return for each its value, or the `LLMError` it ended in."""
        values: list[Any] = [self._stored(prompt, attempt) for prompt in prompts]
        missing = [at for at, value in enumerate(values) if value is None]
        if missing:
            with ThreadPoolExecutor(len(missing)) as pool:
                places = {pool.submit(self._ask, prompts[at]): at for at in missing}
                # Each is stored as soon as it is there: what one has cost is not lost while another writes.
                for future in as_completed(places):
                    at, error = places[future], future.exception()
                    if isinstance(error, LLMError):
                        values[at] = error
                    else:
                        answer = future.result()
                        yield self._record(prompts[at], attempt, answer)
                        values[at] = answer.value
        return values

    def _ask(self, prompt: Prompt[T], hear: Callable[[str], None] = lambda text: None) -> Answer[T]:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise LLMError("The run took longer than it may (RUN_SECONDS).", permanent=True, code="timed_out")
        return self._llm.answer(prompt, seconds=min(left, self._call_seconds), hear=hear)

    def _stored(self, prompt: Prompt[T], attempt: int) -> T | None:
        record = self._done.get((prompt.step, attempt))
        if record is None:
            return None
        self.answered.append(record)
        return prompt.answer.model_validate(record.value)

    def _record(self, prompt: Prompt[T], attempt: int, answer: Answer[T]) -> Answered:
        record = Answered(
            step=prompt.step, attempt=attempt, value=answer.value.model_dump(mode="json"), usage=answer.usage
        )
        self.answered.append(record)
        return record
