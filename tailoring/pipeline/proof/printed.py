"""Proven lines → the lines to print, and those as a draft. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tailoring import selection
from tailoring.pipeline.proof.lines import Line
from tailoring.records import Brief, Draft, RoleDraft, RoleFacts, Text


def printed_lines(lines: Sequence[Line], brief: Brief) -> list[Line]:
    """No empty lines, no source twice under its job, and no job below its least bullets."""
    kept: list[Line] = []
    for line in lines:
        twice = any(k.role == line.role and k.text == line.text for k in kept) and line.where != "summary"
        if line.text and not twice:
            kept.append(line)
    for position, facts in enumerate(brief.roles):
        kept += _missing(position, facts, kept, brief)
    return kept


def draft_of(lines: Sequence[Line], skills: Sequence[str], brief: Brief) -> Draft:
    """The printed lines in the form of a draft."""
    texts = [(line, Text(text=line.text, evidence=[item.id for item in line.cited])) for line in lines]
    return Draft(
        summary=next((text for line, text in texts if line.where == "summary"), Text()),
        roles=[
            RoleDraft(role=facts.id, bullets=[text for line, text in texts if line.role == facts.id])
            for facts in brief.roles
        ],
        skills=list(skills),
        achievements=[text for line, text in texts if line.where.startswith("achievements.")],
    )


def _missing(position: int, facts: RoleFacts, kept: Sequence[Line], brief: Brief) -> Iterator[Line]:
    """The best unused bullets of a job that the draft cut below what a job keeps."""
    printed = [line for line in kept if line.role == facts.id]
    used = {item.id for line in printed for item in line.cited}
    own = [i for i in brief.evidence.items if i.role == facts.id and i.chunk_type == "achievement"]
    unused = sorted((i for i in own if i.id not in used), key=lambda item: -item.score)
    # An aside of a project may go; of a job this much stays.
    least = min(1, len(own)) if facts.section else selection.at_least(position, len(own))
    lacking = least - len(printed)
    for number, item in enumerate(unused[: max(lacking, 0)], len(printed)):
        yield Line(f"roles.{facts.id}.bullets.+{number}", item.text, (item,), facts.id)
