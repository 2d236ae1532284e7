"""The base of every record, its bounds, and what a call took."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from content.schema.text import one_line


def short(limit: int) -> BeforeValidator:
    """Text on one line, cut to `limit` characters."""
    return BeforeValidator(lambda value: one_line(value, limit) if isinstance(value, str) else value)


def distinct(limit: int) -> BeforeValidator:
    """Keep the first `limit` items that are text and not empty, each once whatever its case."""

    def bound(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        kept: dict[str, Any] = {}
        for item in value:
            if not isinstance(item, str) or one_line(item, 10):
                kept.setdefault(item.strip().casefold() if isinstance(item, str) else repr(item), item)
        return list(kept.values())[:limit]

    return BeforeValidator(bound)


def few(limit: int) -> BeforeValidator:
    """The first `limit` items of a list."""
    return BeforeValidator(lambda value: value[:limit] if isinstance(value, list) else value)


Skill = Annotated[str, short(80)]
Requirement = Annotated[str, short(240)]


class Record(BaseModel):
    """The base of every record: frozen, and strict about what it is given."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Step(StrEnum):
    """The steps that an engine answers, as they are named in usage and in stored records."""

    ANALYZE = "analyze"
    GENERATE = "generate"
    REPAIR = "repair"
    JUDGE = "judge"
    READ = "read"
    REREAD = "reread"
    REREPAIR = "rerepair"  # asked before 0.2, and stored in runs of then
    MATCH = "match"


class Usage(Record):
    """What one call took: tokens, US dollars, seconds. Cache reads and writes stand apart from input."""

    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    calls: int = 0

    def __add__(self, other: Usage) -> Usage:
        fields = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens")
        return Usage(
            model=self.model or other.model,
            **{name: getattr(self, name) + getattr(other, name) for name in fields},
            cost_usd=self.cost_usd + other.cost_usd,
            seconds=self.seconds + other.seconds,
            calls=self.calls + other.calls,
        )
