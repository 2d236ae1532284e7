"""How strongly a clause asks: must, or would be nice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tailoring.backends.offline.data import patterns


@dataclass(frozen=True, slots=True)
class Claimed:
    """A stretch of a sentence and whether it is only preferred."""

    start: int
    end: int
    preferred: bool


def claims(sentence: str) -> list[Claimed]:
    """The stretches of `sentence` that carry a cue of their own; outside them its section decides."""
    cues = [
        (match, label.startswith("preferred"), label.endswith("follows"))
        for label, pattern in patterns("strength").items()
        for match in pattern.finditer(sentence)
    ]
    cues.sort(key=lambda cue: cue[0].start())
    edges = [m.start() for m in _EDGE.finditer(sentence)]
    found = []
    for number, (match, preferred, leads) in enumerate(cues):
        if leads:
            end = min((edge for edge in edges if edge >= match.end()), default=len(sentence))
            found.append(Claimed(match.start(), end, preferred))
        else:
            # A cue at the end speaks of what stands before it, back to the last edge or the last cue.
            last = cues[number - 1][0].end() if number else 0
            starts = [last, *(edge + 1 for edge in edges if edge < match.start())]
            # A cue alone in its brackets ("Helm (not mandatory)") speaks of what stands before them.
            if len(starts) > 1 and not sentence[max(starts) : match.start()].strip():
                starts.remove(max(starts))
            start = max(starts)
            found.append(Claimed(start, match.end(), preferred))
    return found


def preferred_at(at: int, found: Sequence[Claimed]) -> bool | None:
    """Whether what stands at `at` is preferred (True) or a must (False); None where no cue reaches."""
    reaching = [claim for claim in found if claim.start <= at < claim.end]
    return reaching[-1].preferred if reaching else None


def or_equivalent(sentence: str) -> tuple[int, int] | None:
    """Where a degree stands in `sentence` that experience or the like may replace: (start, end)."""
    said = patterns("equivalent")
    instead = said["instead"].search(sentence)
    degree = said["degree"].search(sentence[: instead.start()]) if instead else None
    return (degree.start(), instead.start()) if instead and degree else None


def denied(sentence: str, at: int) -> bool:
    """Whether what stands at `at` is said to be not asked for or not used: "no Java experience required"."""
    said, before = patterns("denials"), sentence[max(0, at - 60) : at]
    ends = (match.end() for match in said["before"].finditer(before))
    return any(end == len(before) for end in ends) or bool(said["after"].match(sentence[at : at + 120]))


# Brackets open a stretch of their own; a comma only before a new subject ("…, Go a plus", "…, but …").
_EDGE = re.compile(
    r"[;()]|(?:, |\s)(?:but|while|whereas)\b|\.\s(?=[A-Z])|"
    r",(?=[^,;()]{1,60}(?:\ba plus\b|\ba bonus\b|\bis desirable\b|\bpreferred\b))"
)
