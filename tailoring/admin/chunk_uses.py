"""The life of one chunk: which of its owner's last runs retrieved, printed or refused it."""

from __future__ import annotations

from dataclasses import dataclass

from content.models import Chunk
from tailoring.models import Run, State

RUNS_READ = 20


@dataclass(frozen=True)
class Use:
    """What one run did with the chunk."""

    run: Run
    deeds: list[str]


def uses_of(chunk: Chunk) -> list[Use]:
    """The last runs that had it among their evidence, the newest first."""
    runs = Run.objects.filter(owner=chunk.owner_id, state=State.DONE).order_by("-created", "id")
    uses = (Use(run, _deeds(run, str(chunk.pk))) for run in runs[:RUNS_READ])
    return [use for use in uses if use.deeds]


def _deeds(run: Run, key: str) -> list[str]:
    result = run.result
    items = [item for item in result.evidence if item.chunk == key] if result else []
    if result is None or not items:
        return []
    deeds = ["retrieved"]
    proofs = [proof for proof in result.provenance if key in proof.chunks]
    if proofs:
        deeds.append("printed word for word" if any(proof.verbatim for proof in proofs) else "printed")
    refused = {repair.where for repair in result.repairs}
    if any(proof.where in refused for proof in proofs):
        deeds.append("a text that cites it was refused at first")
    return deeds
