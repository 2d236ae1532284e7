"""A person's edit of a change: checked by the guard, and what nothing supports is theirs to state."""

from __future__ import annotations

from typing import cast

from django.conf import settings

from content.api.allowance import refuse_another_chunk
from content.choices import ChunkType, Said, Source
from content.models import Chunk
from content.schema.text import clean
from tailoring.decisions import Change, Decided, Kind, doubts
from tailoring.models import Decision, Run
from tailoring.models.decision import LONGEST_EDIT
from tailoring.places import place_at
from tailoring.records import Level


class Unusable(ValueError):
    """The edit cannot be printed; the message says what to do."""


class Unsupported(Exception):
    """Nothing of the person's supports these words, and they have not stated them."""

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.words = words


def doubts_of(run: Run, change: Change, text: str) -> list[str]:
    """The words of an edit that nothing supports. Nothing is stored."""
    assert run.result
    role = _role_key(run, change)
    stated = Chunk.objects.usable_by(run.owner).assertable().filter(said=Said.STATED, role__in=("", role))
    told = list(stated.order_by("-created").values_list("text", flat=True)[:200])
    return doubts(_cleaned(text), change, run.record, run.result, cast("Level", settings.GUARD_LEVEL), told)


def save_edit(run: Run, change: Change, text: str, *, seen: int, stated: bool) -> Decision:
    """Store an edit. With `stated` the person says that it is true: it becomes a piece of their content.

    Raises Unusable, Unsupported, Outdated, and the `Problem` that there is no room for another piece.
    """
    text = _cleaned(text)
    if len(text) > LONGEST_EDIT:
        raise Unusable(f"That is longer than {LONGEST_EDIT:,} characters: shorten it.")
    unsupported = doubts_of(run, change, text)
    if change.kind is Kind.ORDER and (unsupported or set(text.splitlines()) != set(change.after)):
        raise Unusable("Only move whole lines here; change their words in the change of the line itself.")
    if unsupported and not stated:
        raise Unsupported(unsupported)
    chunk = _stated(run, change, text, unsupported) if unsupported else None
    return Decision.objects.decide(run, change.key, Decided("edited", text), seen=seen, chunk=chunk)


def state(run: Run, text: str, role: str = "", kind: ChunkType = ChunkType.ACHIEVEMENT) -> Chunk:
    """What the person says of themself, as a piece of their content; said again, it stays one."""
    owned = Chunk.objects.filter(owner=run.owner, said=Said.STATED, text=text, role=role, shelved=False)
    if (known := owned.first()) and known.usable:
        return known
    refuse_another_chunk(run.owner)
    return Chunk.objects.create(
        owner=run.owner,
        source=Source.NOTE,
        said=Said.STATED,
        status=Said.STATED.first_status,
        chunk_type=kind,
        role=role,
        text=text,
    )


def _stated(run: Run, change: Change, text: str, unsupported: list[str]) -> Chunk:
    if change.kind is Kind.SKILLS:
        return state(run, ", ".join(unsupported), kind=ChunkType.SKILL_CONTEXT)
    return state(run, " ".join(text.split()), _role_key(run, change))


def _role_key(run: Run, change: Change) -> str:
    """The key of the job that a change is of, as chunks have it."""
    place = place_at(change.section, run.record)
    return place.key if place else ""


def _cleaned(text: str) -> str:
    lines = (" ".join(line.split()) for line in str(clean(text)).splitlines())
    return "\n".join(line.removeprefix("- ") for line in lines if line)
