"""Merging chunks that tell one fact, and splitting one that tells several: one entry of the history, undoable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from content.choices import Source, Status
from content.models.change import Change, ChangedChunk, ChangeKind, ChangeState
from content.models.chunk import Chunk, Decided

if TYPE_CHECKING:
    from accounts.models import User

MOST_MERGED, MOST_PARTS, LONGEST = 20, 20, 4_000
_COPIED = ("owner_id", "source", "chunk_type", "lens", "status", "said", "role", "weight")


def refuse_merging(chunks: Sequence[Chunk]) -> None:
    """Raises `ValidationError` for chunks that cannot be one: of two people, of two jobs, built-in rules."""
    if not 2 <= len(chunks) <= MOST_MERGED:
        raise ValidationError(f"Choose 2 to {MOST_MERGED} chunks to merge.")
    if any(chunk.source == Source.BUILTIN or chunk.owner_id is None for chunk in chunks):
        raise ValidationError("The built-in rules are not merged; leave them out.")
    if len({chunk.owner_id for chunk in chunks}) > 1:
        raise ValidationError("These are chunks of two people; choose chunks of one person.")
    if len({chunk.role for chunk in chunks if chunk.role}) > 1:
        raise ValidationError("These belong to different jobs; move them to one job first.")


def merge(by: User, kept: Chunk, others: Sequence[Chunk], text: str) -> Change:
    """Let `kept` say `text` for all of them, approved if one was, and retire the others. Raises `ValidationError`."""
    refuse_merging([kept, *others])
    approved = Status.APPROVED in {kept.status, *(chunk.status for chunk in others)}
    role = next((chunk.role for chunk in (kept, *others) if chunk.role), "")
    after = {"text": _fitting(text), "status": Status.APPROVED if approved else kept.status, "role": role}
    decided = [Decided(kept, {name: getattr(kept, name) for name in after}, after)]
    decided += [Decided(one, {"status": one.status}, {"status": Status.RETIRED}) for one in others]
    return _apply(Change(by=by, kind=ChangeKind.MERGE), decided)


def split(by: User, chunk: Chunk, texts: Sequence[str]) -> Change:
    """Let `chunk` say the first of `texts`, and a new chunk with its tags each of the rest. Raises `ValidationError`.

    Undoing retires the new ones.
    """
    if chunk.source == Source.BUILTIN or chunk.owner_id is None:
        raise ValidationError("The built-in rules are not split.")
    parts = [_fitting(text) for text in texts if text.strip()]
    if not 2 <= len(parts) <= MOST_PARTS:
        raise ValidationError(f"Write 2 to {MOST_PARTS} parts, with an empty line between them.")
    decided = [Decided(chunk, {"text": chunk.text}, {"text": parts[0]})]
    copied: dict[str, Any] = {name: getattr(chunk, name) for name in _COPIED}
    for text in parts[1:]:
        new = Chunk.objects.create(text=text, **{**copied, "status": Status.RETIRED})
        decided.append(Decided(new, {"status": Status.RETIRED}, {"status": chunk.status}))
    return _apply(Change(by=by, kind=ChangeKind.SPLIT), decided)


def _apply(change: Change, decided: Sequence[Decided]) -> Change:
    """Write what each was before, then what each is to be: one that broke off is finished or undone."""
    change.state, change.count = ChangeState.APPLYING, len(decided)
    change.save(force_insert=True)
    for chunk, before, after in decided:
        ChangedChunk.objects.create(change=change, chunk=chunk, before=before, after=after)
    change.apply()
    return change


def _fitting(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError("Write what the chunk shall say.")
    if len(text) > LONGEST:
        raise ValidationError(
            f"A chunk holds at most {LONGEST:,} characters; this has {len(text):,}. Shorten it."
        )
    return text
