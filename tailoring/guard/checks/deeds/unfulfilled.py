"""What came to nothing, told as done: "the plan for a café; the lease fell through" gives no "opened a café"."""

from __future__ import annotations

from collections.abc import Iterator

from tailoring.guard.case import Case, Finding, Place
from tailoring.guard.claims import Kind
from tailoring.guard.text import lexicon
from tailoring.guard.text.model import Clause, Reading

_OPEN = frozenset(("never", "planned"))
_COMPLETING = lexicon.keys_in("deeds", "completing")


def find(case: Case) -> Iterator[Finding]:
    text = case.text
    if any(clause.status & _OPEN for clause in text.clauses):
        return
    for s, source in enumerate(case.sources):
        open_ends = [clause for clause in source.clauses if clause.status & _OPEN]
        if not open_ends:
            continue
        taken = [i for i in range(len(text)) if case.content(i) and any(t == s for t, _ in case.exact(i))]
        if len(taken) < 2:
            continue
        begun = [i for i in taken if all(_is_open(case, place) for place in case.exact(i))]
        if not begun and all(_is_plan_of_its_own(source, clause) for clause in open_ends):
            continue
        for at, key in enumerate(text.keys):
            own = any(not case.hindered(place) for place in case.exact(at))
            if key in _COMPLETING and text.deed(at) and not own:
                first, last = open_ends[0].first, open_ends[0].last
                reason = f'The sources say: "{source.slice(first, last)}".'
                yield Finding(Kind.QUALIFIER_DROPPED, at, at, reason)
                return


def _is_open(case: Case, place: Place) -> bool:
    s, j = place
    return bool(case.sources[s].clause(j).status & _OPEN)


def _is_plan_of_its_own(source: Reading, clause: Clause) -> bool:
    """Whether a sentence begins with a plan: "Took the course. Plan to start the advanced one"."""
    opening = next(c for c in source.clauses if c.sentence == clause.sentence)
    return "planned" in opening.status and source.folds[opening.first] not in ("it", "this", "that")
