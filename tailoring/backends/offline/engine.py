"""The engine without a model: rules find what the job asks for, and the person's own words are chosen and ordered."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from tailoring import selection
from tailoring.backends.offline.analysis import analyze
from tailoring.matching.rules import match
from tailoring.ports import Answer, Prompt
from tailoring.records import (
    Brief,
    Doubts,
    Draft,
    Judgement,
    JudgeRequest,
    MatchRequest,
    Posting,
    Readings,
    RepairRequest,
    Usage,
)
from tailoring.summary import summary_of

T = TypeVar("T", bound=BaseModel)


class Offline:
    """Answers every step by rules. It never writes a sentence: a draft cites, it does not reword."""

    engine = "offline"
    revises = False

    def answer(
        self, prompt: Prompt[T], *, seconds: float, hear: Callable[[str], None] = lambda text: None
    ) -> Answer[T]:
        """Ask once; takes milliseconds, costs nothing."""
        started = time.monotonic()
        value = prompt.answer.model_validate(_ANSWERS[type(prompt.about)](prompt.about).model_dump())
        return Answer(value, Usage(model="offline", seconds=time.monotonic() - started, calls=1))

    def close(self) -> None:
        """Rules hold nothing open."""


def _analyze(posting: Posting) -> BaseModel:
    return analyze(posting.text)


def _draft(brief: Brief) -> BaseModel:
    return Draft(
        summary=summary_of(brief),
        roles=selection.roles_of(brief),
        skills=selection.skills_of(brief),
        achievements=selection.achievements_of(brief),
    )


def _fixes(request: RepairRequest) -> BaseModel:
    return Draft()


def _judgement(request: JudgeRequest) -> BaseModel:
    return Judgement(relevance=request.relevance)


def _doubts(readings: Readings) -> BaseModel:
    """Rules have nothing to add to what the guard's rules have said."""
    return Doubts()


_ANSWERS: dict[type[BaseModel], Callable[..., BaseModel]] = {
    Posting: _analyze,
    Brief: _draft,
    RepairRequest: _fixes,
    JudgeRequest: _judgement,
    Readings: _doubts,
    MatchRequest: match,
}
