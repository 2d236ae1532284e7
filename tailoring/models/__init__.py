"""The tables of `tailoring`: runs with their events and attempts, applications, budgets and counters."""

from tailoring.models.allowance import Spending, Turn
from tailoring.models.application import Application, ApplicationStatus
from tailoring.models.attempt import Attempt
from tailoring.models.charge import Charge
from tailoring.models.counter import Counter
from tailoring.models.decision import (
    Decision,
    DecisionState,
    Outdated,
    carry_decisions,
    changes_in,
    decided_resume,
    keep_locked,
    locked_changes,
    match_of,
)
from tailoring.models.event import Event
from tailoring.models.run import Run, RunQuerySet
from tailoring.models.states import State

__all__ = [
    "Application",
    "ApplicationStatus",
    "Attempt",
    "Charge",
    "Counter",
    "Decision",
    "DecisionState",
    "Event",
    "Outdated",
    "Run",
    "RunQuerySet",
    "Spending",
    "State",
    "Turn",
    "carry_decisions",
    "changes_in",
    "decided_resume",
    "keep_locked",
    "locked_changes",
    "match_of",
]
