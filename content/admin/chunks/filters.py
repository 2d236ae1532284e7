"""How chunks are found: by whose they are, their tags, job, document, a skill, and whether a run has printed them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, TextFilter

from accounts.admin import ScopedAutocomplete
from accounts.admin.curated import user_of
from content.models import Chunk, Resume
from content.search.wording import said_with
from core.admin import uuid_in

OWNER = "owner__id__exact"
NO_JOB = "none"


class Job(DropdownFilter):  # type: ignore[misc]
    """By a job of the owner, once one is chosen; or those that belong to none."""

    title, parameter_name = "job", "job"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(NO_JOB, "belongs to no job"), *jobs_of_chosen_owner(request).items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Chunk]) -> QuerySet[Chunk]:
        if not self.value():
            return queryset
        return queryset.filter(role="" if self.value() == NO_JOB else self.value())


class Skill(TextFilter):  # type: ignore[misc]
    """Chunks that name a skill, in any of its wordings: k8s finds Kubernetes."""

    title, parameter_name = "skill", "skill"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Chunk]) -> QuerySet[Chunk]:
        return queryset.filter(said_with(self.value()[:80])) if self.value() else queryset


class Printed(DropdownFilter):  # type: ignore[misc]
    title, parameter_name = "use", "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("never", "never printed"), ("printed", "printed by a run")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Chunk]) -> QuerySet[Chunk]:
        asked = {"never": Q(printed=None), "printed": Q(printed__isnull=False)}
        return queryset.filter(asked.get(self.value() or "", Q()))


LIST_FILTER: tuple[Any, ...] = (
    ("owner", ScopedAutocomplete),
    *((name, ChoicesDropdownFilter) for name in ("status", "source", "chunk_type", "lens")),
    Skill,
    Job,
    ("document", ScopedAutocomplete),
    ("said", ChoicesDropdownFilter),
    Printed,
    "shelved",
)


def jobs_of_chosen_owner(request: HttpRequest) -> dict[str, str]:
    """The jobs of the owner that the list is filtered by, where the user may read them."""
    owner, user = uuid_in(request.GET.get(OWNER, "")), user_of(request)
    return Resume.objects.jobs_of(owner) if owner and user.may_read(owner) else {}
