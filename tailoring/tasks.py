"""What the queue does for tailoring. The dotted paths here stand in queued rows."""

from __future__ import annotations

from tailoring.running import comparison
from tailoring.running.execute import run_delivered


def work(run_id: str) -> None:
    """Run a queued run, by its id. Delivered again, or to two workers at once, it runs once."""
    run_delivered(run_id)


def compare(run_id: str) -> None:
    """Ask what plain AI makes of a run's input, by the run's id. Delivered again, it is asked once."""
    comparison.compare(run_id)
