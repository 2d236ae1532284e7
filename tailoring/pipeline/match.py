"""What the job asks for → what the person has: one question, and its answer cut to what code can check."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from datetime import date
from typing import Literal

from content.schema.resume import ResumeData
from tailoring.matching.checking import checked
from tailoring.matching.facts import facts_of
from tailoring.matching.rules import match
from tailoring.matching.statements import statements_of
from tailoring.pipeline.asking import Asking
from tailoring.pipeline.mapping import map_of, month_number, names_of, statements_beside, weighed
from tailoring.pipeline.prompting import instructions
from tailoring.ports import LLMError, Part, Prompt
from tailoring.records import (
    Analysis,
    Answered,
    Evidence,
    Matches,
    MatchRequest,
    RequirementMatch,
    Statement,
    Step,
    Wanted,
)

By = Literal["rules", "model"]
_TOKENS_EACH = 120
# Of more statements than this a model is shown the first: a résumé of 400 bullets would cost more than it says.
_MOST_SHOWN = 400


def matched(
    asking: Asking,
    analysis: Analysis,
    resume: ResumeData,
    evidence: Evidence,
    today: date,
    notes: list[str],
    names: Sequence[Sequence[str]] = (),
) -> Generator[Answered, None, tuple[list[RequirementMatch], Evidence]]:
    """The map, and the evidence scored by it. By rules where the provider fails, with a note.

    `names`: groups of names that the person has accepted for one thing.
    """
    request = match_request(
        wanted_of(analysis), resume, today, statements_beside(resume, evidence), names=names
    )
    by: By = "rules"
    matches = Matches()
    if request.wanted:
        try:
            answer = yield from asking(match_prompt(request))
        except LLMError as error:
            notes.append(f"What the job asks for was matched by rules, not by a model: {error}")
            matches = match(request)
        else:
            matches, by = believed(answer, request, asking.engine)
    lines = map_of(request, matches, evidence, resume, by=by)
    return lines, weighed(evidence, lines)


def believed(answer: Matches, request: MatchRequest, engine: str) -> tuple[Matches, By]:
    """What to take of an engine's answer, and who found it: a model's is cut to what code can check."""
    return (answer, "rules") if engine == "offline" else (checked(answer, request), "model")


def wanted_of(analysis: Analysis) -> list[Wanted]:
    """The requirements, skills and duties that a job names, each once, as a1, a2 …"""
    return [
        Wanted(id=f"a{number}", asked=text, required=needed)
        for number, (text, needed) in enumerate(names_of(analysis).items(), 1)
    ]


def match_request(
    wanted: Sequence[Wanted],
    resume: ResumeData,
    today: date,
    beside: Iterable[Statement] = (),
    *,
    names: Sequence[Sequence[str]] = (),
) -> MatchRequest:
    """Everything that is to be matched: the things wanted, the résumé's statements, those beside it, computed facts."""
    month, written = month_number(today), [*statements_of(resume), *beside]
    return MatchRequest(
        wanted=list(wanted),
        statements=[*written, *facts_of(written, month)],
        today=month,
        names=[list(group) for group in names],
    )


def match_prompt(request: MatchRequest) -> Prompt[Matches]:
    """The question of how each thing wanted relates to the person's statements. Take its answer through `believed`."""
    wanted = "\n".join(f"[{one.id}] {one.asked}" for one in request.wanted)
    statements = _statements(request.statements[:_MOST_SHOWN])
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


def _statements(statements: Sequence[Statement]) -> str:
    """The statements under the entries that they belong to; a bullet needs no word for what it is."""
    lines: list[str] = []
    entry = None
    for one in statements:
        if one.entry != entry:
            entry = one.entry
            dates = f", {one.start or '?'} to {one.end or 'today'}" if one.start or one.end else ""
            lines.append(f"## {entry}{dates}" if entry else "## Beside")
        lines.append(f"[{one.id}] {'' if one.kind == 'bullet' else f'({one.kind}) '}{one.text}")
    return "\n".join(lines)
