"""The documents that the API answers with, for its schema: made from the records they are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Optional
from uuid import UUID

from pydantic import BaseModel, create_model
from pydantic.json_schema import models_json_schema

from tailoring import records

Status = Literal["queued", "running", "done", "failed", "cancelled"]


class ProblemDocument(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None
    run: UUID | None = None


class ResultDocument(records.Result):
    """A finished run's result."""

    id: UUID
    status: Status


class Failure(BaseModel):
    code: str
    detail: str


class _About(BaseModel):
    id: UUID
    status: Status
    engine: str
    title: str
    resume: UUID | None
    created: datetime
    started: datetime | None
    finished: datetime | None


# A run that is not done yet has nothing of its result.
RunDocument: type[BaseModel] = create_model(
    "RunDocument",
    __base__=_About,
    __doc__="A run, however far it is; with its result once it is done.",
    error=(Failure | None, None),
    **{
        name: (Optional[field.annotation], None)  # noqa: UP045 - an annotation at run time
        for name, field in records.Result.model_fields.items()
        if name != "engine"
    },
)  # type: ignore[call-overload]

DOCUMENTS: tuple[type[BaseModel], ...] = (ProblemDocument, ResultDocument, RunDocument)


def ref(document: type[BaseModel]) -> dict[str, str]:
    """Where the schema has it."""
    return {"$ref": f"#/components/schemas/{document.__name__}"}


def components() -> dict[str, Any]:
    """All documents as JSON schemas, by name."""
    _, schema = models_json_schema(
        [(document, "serialization") for document in DOCUMENTS], ref_template="#/components/schemas/{model}"
    )
    return dict(schema["$defs"])
