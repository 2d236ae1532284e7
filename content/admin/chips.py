"""The filters of a list of chunks as one reads them, each with the address of the list without it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from accounts.models import User
from content.admin.chunk_filters import NO_JOB, OWNER
from content.models import Chunk, Document, Resume

_TAGS = ("status", "source", "chunk_type", "lens", "said")
_DOCUMENT = "document__id__exact"


def chips(request: HttpRequest) -> list[dict[str, str]]:
    """A chip a filter; what cannot be read is left to the list, which refuses it."""
    found = []
    for name, value in request.GET.dict().items():
        if value and (label := _label(request, name, str(value))):
            query = request.GET.copy()
            del query[name]
            query.pop("p", None)
            found.append({"label": label, "without": f"?{query.urlencode()}"})
    return found


def _label(request: HttpRequest, name: str, value: str) -> str:
    if name in {f"{tag}__exact" for tag in _TAGS}:
        field: Any = Chunk._meta.get_field(name.removesuffix("__exact"))
        return f"{field.verbose_name}: {dict(field.flatchoices).get(value, value[:40])}"
    plain = {"q": "words", "skill": "skill", "use": "use", "shelved__exact": "of a deleted document"}
    if name in plain:
        return f"{plain[name]}: {value[:40]}"
    if name == OWNER:
        return f"owner: {_named(User, value)}"
    if name == _DOCUMENT:
        return f"document: {_named(Document, value)}"
    if name == "job":
        return f"job: {_job(request, value)}"
    return ""


def _named(model: Any, key: str) -> str:
    row = model.objects.filter(pk=_uuid(key)).first() if _uuid(key) else None
    return str(row)[:60] if row else "nobody's"


def _job(request: HttpRequest, value: str) -> str:
    owner = _uuid(request.GET.get(OWNER, ""))
    jobs = Resume.objects.jobs_of(owner) if owner else {}
    return "none" if value == NO_JOB else jobs.get(value, "of no résumé")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
