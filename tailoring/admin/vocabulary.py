"""The rules that guide writing, and a person's own names for things, each with how often runs have used it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.admin import Curated
from accounts.admin.curated import user_of
from accounts.admin.person_field import people_of
from accounts.models import User
from content.models import Chunk, Status
from content.vocabulary import Vocabulary, read_aliases
from core.admin import uuid_in
from tailoring.models import Run, State
from tailoring.records import RequirementMatch

RUNS_READ = 30
_MOST_RULES, _MOST_PEOPLE = 200, 200


@dataclass(frozen=True)
class Rule:
    """A rule, and how many runs that wrote were given it since it was last changed."""

    chunk: Chunk
    given: int


@dataclass(frozen=True)
class Names:
    """Names of one thing, and the runs in which one of them was asked for and another shown."""

    names: list[str]
    runs: list[Run]


def vocabulary_page(admin: Curated, request: HttpRequest) -> HttpResponse:
    """The rules of all and of one person, and that person's names for things."""
    chunks: Any = site.get_model_admin(Chunk)
    chunks.refuse_who_may_not(request, "view")
    people = people_of(request)
    key = uuid_in(request.GET.get("owner", ""))
    owner = people.filter(pk=key).first() if key else None
    admin.note_look(request, [owner.pk] if owner else [])
    reach = chunks.get_queryset(request).filter(shelved=False)
    context = {
        **admin.admin_site.each_context(request),
        "title": "Strategy and words",
        "opts": admin.opts,
        "owner": owner,
        "people": people.exclude(aliases="")[:_MOST_PEOPLE],
        "built_in": _rules(reach.filter(owner=None), None),
        "learned": _rules(reach.filter(owner=owner), owner) if owner else [],
        "names": _names(owner) if owner else [],
        "read": RUNS_READ,
        "may_change": user_of(request).is_superuser,
    }
    return TemplateResponse(request, "tailoring/admin/vocabulary.html", context)


def _rules(chunks: Any, owner: User | None) -> list[Rule]:
    runs = Run.objects.filter(state=State.DONE).exclude(engine="offline")
    mine = runs.filter(owner=owner) if owner else runs
    return [
        Rule(rule, mine.filter(created__gte=rule.updated).count() if rule.status == Status.APPROVED else 0)
        for rule in chunks.rules()[:_MOST_RULES]
    ]


def _names(owner: User) -> list[Names]:
    done = Run.objects.filter(owner=owner, state=State.DONE).order_by("-created", "id")[:RUNS_READ]
    maps = [(run, run.result.map if run.result else []) for run in done]
    groups = [group for group in read_aliases(owner.aliases) if len(group) > 1]
    return [Names(group, [run for run, lines in maps if used(group, lines)]) for group in groups]


def used(group: Sequence[str], lines: Iterable[RequirementMatch]) -> bool:
    """Whether one of these was asked for by one of the names and shown by another."""
    plain = Vocabulary(())
    for line in lines:
        asked = {name for name in group if plain.says(line.asked, name)}
        shown = {name for name in group for one in line.evidence if plain.says(one.words, name)}
        if asked and shown - asked:
            return True
    return False
