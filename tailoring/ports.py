"""What tailoring asks of the outside: one thing, an LLM (or rules that stand in for one)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from tailoring.records import Step, Usage

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a prompt. Parts that stay the same from call to call stand first and are cached."""

    text: str
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Prompt(Generic[T]):
    """One question to a model, and the type of its answer.

    `system` and `parts` are what a language model reads; `about` is the record they were rendered
    from, which is what an engine of rules reads instead. `answer` has a static JSON schema.
    """

    step: Step
    system: str
    parts: tuple[Part, ...]
    about: BaseModel
    answer: type[T]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What came back: the validated value and what it cost."""

    value: T
    usage: Usage


class LLM(Protocol):
    """Answers prompts. `engine` is its name in results: `anthropic` or `offline`.

    `revises`: whether asking it again, with what was wrong, can give a better draft.
    """

    engine: str
    revises: bool

    def answer(
        self,
        prompt: Prompt[T],
        *,
        seconds: float,
        hear: Callable[[str], None] = lambda text: None,
    ) -> Answer[T]:
        """Ask once, within `seconds` (retries included); `hear` gets the text as it is written.

        Raises `LLMError`.
        """
        ...

    def close(self) -> None:
        """Let go of connections. The engine is not asked again."""
        ...


class LLMError(Exception):
    """The one error that crosses this port: a sentence for people, and whether trying again is vain.

    `code` is what the doors make of it: `not_configured`, `provider_failed`, `timed_out`, `refused`.
    `usage` is what the failed calls have cost all the same.
    """

    def __init__(
        self, message: str, *, permanent: bool, code: str = "provider_failed", usage: Usage | None = None
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.code = code
        self.usage = usage

    @property
    def exit_code(self) -> int:
        """What a command ends with: 3 not configured, 4 the provider failed."""
        return 3 if self.code == "not_configured" else 4
