"""How far a run is, in four steps, with what each found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tailoring import records
from tailoring.records import Step

NAMES = ("Read the job", "Find your evidence", "Write the résumé", "Check every line")


_MOST_LINES = 6


@dataclass
class Shown:
    """One step: its name, whether it is done, now or waiting, what it found, and lines of the résumé to be."""

    name: str
    state: str = "waiting"
    found: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def steps_of(events: Iterable[tuple[str, dict[str, object]]], *, over: bool = False) -> list[Shown]:
    """The four steps, from the run's events by name and data."""
    steps = [Shown(name) for name in NAMES]
    done = 0
    for name, data in events:
        done = max(done, _tell(steps, name, data))
    for number, step in enumerate(steps):
        if number < done:
            step.state = "done"
        elif number == done and not over:
            step.state = "now"
    return steps


def _tell(steps: list[Shown], name: str, data: dict[str, object]) -> int:
    """Add to the steps what an event found; which step it ends, counted from 1, or 0."""
    if name == "evidence":
        steps[1].found = _of_evidence(records.Evidence.model_validate(data))
        return 2
    if name == "answered":
        return _tell_answer(steps, records.Answered.model_validate(data))
    if name == "proven":
        _tell_proven(steps[3], records.Proven.model_validate(data))
    if name == "attempt":
        steps[3].found = ["Every line rests on your words."]
        return 4
    return 0


def _tell_answer(steps: list[Shown], answer: records.Answered) -> int:
    if answer.step == Step.ANALYZE:
        steps[0].found = _of_analysis(records.Analysis.model_validate(answer.value))
        return 1
    if answer.step == Step.MATCH:
        steps[1].found += _of_matches(records.Matches.model_validate(answer.value))
        return 2
    if answer.step == Step.GENERATE:
        steps[2].found = _of_draft(answer.value)
        return 3
    return 0


def _tell_proven(step: Shown, proven: records.Proven) -> None:
    """The first lines, which may be shown since they are proven, and how far the others are."""
    step.lines = proven.texts[:_MOST_LINES]
    more = len(proven.texts) - len(step.lines)
    step.found = [f"{_count(len(proven.texts), 'line')} proven, word by word."] if proven.texts else []
    if proven.left:
        step.found.append(f"{_count(proven.left, 'line')} still being checked.")
    if more > 0:
        step.lines.append(f"… and {more} more")


def _of_analysis(analysis: records.Analysis) -> list[str]:
    named = " at ".join(part for part in (analysis.role_title, analysis.company) if part)
    skills = [*analysis.required_skills, *analysis.preferred_skills]
    asks = f"It asks for {_few(skills)}." if skills else "It names no skills."
    return [*([f"{named}."] if named else []), asks]


def _of_evidence(evidence: records.Evidence) -> list[str]:
    found = [f"{_count(len(evidence.items), 'piece')} of what you wrote can be used."]
    if evidence.gaps:
        found.append(f"Nothing of yours shows {_few(evidence.gaps)}.")
    return found


def _of_matches(matches: records.Matches) -> list[str]:
    shown = sum(one.relation in ("same", "implied") for one in matches.matches)
    asked = len(matches.matches)
    return [f"Your words show {shown} of the {asked} things it asks for."] if asked else []


def _of_draft(value: dict[str, object]) -> list[str]:
    """How many lines there are, and not what they say: none is shown before it is proven."""
    draft = records.Draft.model_validate(value)
    texts = [draft.summary, *draft.achievements, *(text for role in draft.roles for text in role.bullets)]
    return [f"{_count(sum(bool(text.text) for text in texts), 'line')} drafted, to be checked one by one."]


def _few(names: list[str], most: int = 6) -> str:
    more = len(names) - most
    if more > 1:
        return f"{', '.join(names[:most])} and {more} more"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
