"""The documents that the API of `tailoring` answers with, as pydantic types for its OpenAPI schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Optional
from uuid import UUID

from drf_spectacular.plumbing import list_hash
from pydantic import BaseModel, Field, create_model

from content.schema.resume import ResumeData
from tailoring import records
from tailoring.models import State

# Named as the enum of the serializers is, so that the schema has one type for both.
Status = Annotated[
    Literal["queued", "running", "done", "failed", "cancelled"],
    Field(json_schema_extra={"x-spec-enum-id": list_hash(State.choices)}),
]


class ResultDocument(records.Result):
    """A finished run's result."""

    id: UUID
    status: Status
    tailored_resume: ResumeData  # type: ignore[assignment]


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
        for name, field in ResultDocument.model_fields.items()
        if name not in ("engine", "id", "status")
    },
)  # type: ignore[call-overload]
