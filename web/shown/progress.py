"""How far a run is, in four steps, with what each found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tailoring import records
from tailoring.records import Step

NAMES = ("Read the job", "Find your evidence", "Write the résumé", "Check every line")


@dataclass
class Shown:
    """One step: its name, whether it is done, now or waiting, and what it found."""

    name: str
    state: str = "waiting"
    found: list[str] = field(default_factory=list)


def steps_of(events: Iterable[tuple[str, dict[str, object]]], *, over: bool = False) -> list[Shown]:
    """The four steps, from the run's events by name and data."""
    steps = [Shown(name) for name in NAMES]
    done = 0
    for name, data in events:
        number, found = _told(name, data)
        if number:
            steps[number - 1].found = found or steps[number - 1].found
            done = max(done, number)
    for number, step in enumerate(steps):
        if number < done:
            step.state = "done"
        elif number == done and not over:
            step.state = "now"
    return steps


def _told(name: str, data: dict[str, object]) -> tuple[int, list[str]]:
    """Which step an event ends, counted from 1, and what it found; 0 for one that ends none."""
    if name == "evidence":
        return 2, _of_evidence(records.Evidence.model_validate(data))
    if name == "answered":
        answer = records.Answered.model_validate(data)
        if answer.step == Step.ANALYZE:
            return 1, _of_analysis(records.Analysis.model_validate(answer.value))
        return (3, _of_draft(answer.value)) if answer.step == Step.GENERATE else (0, [])
    return (4, ["Every line rests on your words."]) if name == "attempt" else (0, [])


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
