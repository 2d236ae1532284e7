"""The filters of a list of chunks as one reads them, each with the address of the list without it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts.admin.curated import user_of
from accounts.models import User
from content.admin.chunks.filters import NO_JOB, OWNER, jobs_of_chosen_owner
from content.models import Chunk, Document
from core.admin import uuid_in

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
        return f"owner: {_named(request, User, value)}"
    if name == _DOCUMENT:
        return f"document: {_named(request, Document, value)}"
    if name == "job":
        return f"job: {_job(request, value)}"
    return ""


def _named(request: HttpRequest, model: Any, key: str) -> str:
    """What a row is called, to those who may see it."""
    row = model.objects.filter(pk=uuid_in(key)).first() if uuid_in(key) else None
    owner = getattr(row, "owner_id", getattr(row, "pk", None))
    return str(row)[:60] if row and user_of(request).may_read(owner) else "nobody's"


def _job(request: HttpRequest, value: str) -> str:
    return "none" if value == NO_JOB else jobs_of_chosen_owner(request).get(value, "of no résumé")
