"""What a job asks for and what the person has: each thing asked, the relation, and the words that show it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from tailoring.records.base import Record

Relation = Literal["same", "implied", "partial", "none"]


class Wanted(Record):
    """One thing that a job asks for, in the job's own words."""

    id: str
    asked: str
    required: bool = True


class Statement(Record):
    """One string of the résumé. `entry`: the job, study or certificate it belongs to; `kind`: the part of the résumé.

    `start` and `end` are the entry's dates, as the person wrote them. A computed statement is a fact of code.
    """

    id: str
    text: str
    where: str
    kind: str = "other"
    entry: str = ""
    start: str = ""
    end: str = ""


class Shown(Record):
    """Words that show a thing: verbatim in the statement `id`; no words are the whole statement.

    A model is asked for one text, "s7: led a team" or "s7", which is half the tokens of an object.
    """

    id: str
    words: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_one_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        id, _, words = value.strip().lstrip("[").replace("]", ":", 1).partition(":")
        return {"id": id.strip(), "words": words.strip(' :"“”')}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string"}


class Match(Record):
    """How one thing asked relates to what the person has."""

    id: str
    relation: Relation = "none"
    evidence: list[Shown] = Field(default_factory=list)


class Matches(Record):
    """The answer to a `MatchRequest`: one match for each thing asked."""

    matches: list[Match] = Field(default_factory=list)


class MatchedWords(Record):
    """Words of the person that show a thing asked: where they stand, and which citable pieces hold them."""

    words: str
    where: str
    ids: list[str] = Field(default_factory=list)


class RequirementMatch(Record):
    """One line of the map: a thing that the job asks for, how it relates to what the person has, and the words.

    `by`: who found it, so that what a model has equated can be told from what rules read, and from what the person
    has said to be the same.
    """

    id: str
    asked: str
    required: bool = True
    relation: Relation = "none"
    by: Literal["rules", "model", "person"] = "rules"
    evidence: list[MatchedWords] = Field(default_factory=list)

    @property
    def has(self) -> bool:
        """Whether the person has it: the same, or what entails it."""
        return self.relation in ("same", "implied")

    @property
    def ids(self) -> list[str]:
        """The citable pieces that show it, each once."""
        return list(dict.fromkeys(id for words in self.evidence for id in words.ids))


class PlanPart(Record):
    """Something that a text is to say: what it answers, in which words of the person, and the pieces that hold them."""

    about: str
    words: str
    ids: list[str] = Field(default_factory=list)


class Plan(Record):
    """What a résumé for one job leads with, made by code from the map.

    `who`: title, years and the hard requirements met; `outcomes`: the pieces nearest the job that tell a result;
    `musts`: what else is required and there; `leads`: for each job what its first bullets answer; `keep`: the pieces
    that answer a requirement and are never left out.
    """

    who: list[PlanPart] = Field(default_factory=list)
    outcomes: list[PlanPart] = Field(default_factory=list)
    musts: list[PlanPart] = Field(default_factory=list)
    leads: dict[str, list[PlanPart]] = Field(default_factory=dict)
    keep: list[str] = Field(default_factory=list)


class MatchRequest(Record):
    """Everything that is to be matched, and the month it is (counted from year 0).

    `names`: groups of names that the person has accepted for one thing.
    """

    wanted: list[Wanted]
    statements: list[Statement]
    today: int
    names: list[list[str]] = Field(default_factory=list)
