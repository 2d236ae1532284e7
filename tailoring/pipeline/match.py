"""What the job asks for → what the person has: one question, and its answer cut to what code can check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.schema.resume import ResumeData
from tailoring.keywords import asked_of
from tailoring.matching.facts import facts_of
from tailoring.matching.statements import statements_of
from tailoring.pipeline.prompting import bulleted, instructions
from tailoring.ports import Part, Prompt
from tailoring.records import Analysis, Matches, MatchRequest, Statement, Step, Wanted

_TOKENS_EACH = 120


def wanted_of(analysis: Analysis) -> list[Wanted]:
    """The requirements, duties and skills that a job asks for, each once, as a1, a2 …"""
    required = dict.fromkeys(analysis.key_requirements, True)
    for asked in asked_of(analysis):
        required.setdefault(asked.name, asked.required)
    return [
        Wanted(id=f"a{number}", asked=text, required=needed)
        for number, (text, needed) in enumerate(required.items(), 1)
    ]


def match_request(wanted: Sequence[Wanted], resume: ResumeData, today: date) -> MatchRequest:
    """Everything that is to be matched: the things wanted, the résumé's statements, and computed facts."""
    month, written = today.year * 12 + today.month - 1, statements_of(resume)
    statements = [*written, *facts_of(written, month)]
    return MatchRequest(wanted=list(wanted), statements=statements, today=month)


def match_prompt(request: MatchRequest) -> Prompt[Matches]:
    """The question of how each thing wanted relates to the person's statements. Check its answer with `checked`."""
    wanted = bulleted([f"[{one.id}] {one.asked}" for one in request.wanted])
    statements = bulleted([_shown(one) for one in request.statements])
    return Prompt(
        step=Step.MATCH,
        system=instructions("match"),
        parts=(
            Part(f"# The person's statements (data)\n\n{statements}", cached=True),
            Part(f"# The job asks for (data)\n\n{wanted}"),
        ),
        about=request,
        answer=Matches,
        max_tokens=min(8_192, 512 + _TOKENS_EACH * len(request.wanted)),
    )


def _shown(one: Statement) -> str:
    dates = f"; {one.start or '?'} to {one.end or 'today'}" if one.start or one.end else ""
    entry = f"; {one.entry}" if one.entry else ""
    return f"[{one.id}] ({one.kind}{entry}{dates}) {one.text}"
