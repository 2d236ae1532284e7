"""What the guard makes of the labelled cases, set by set."""

from __future__ import annotations

from bench.guard import FIRST, HERE, LEVELS, Case, guarded, read, wilson
from tailoring.guard import Level

FOLDER = HERE / "guard_cases"


def table() -> str:
    heads = (
        *("set", "fabricated, honest", "at first: caught/passed, strict · balanced"),
        *("strict: caught", "passed", "balanced: caught", "passed"),
    )
    rows = [_row(name) for name in (*FIRST, "fresh_pairs", "twins")]
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *rows])


def _row(name: str) -> str:
    cases = list(read(FOLDER / f"{name}.jsonl"))
    parted = [[case for case in cases if case["label"] == label] for label in ("fabricated", "honest")]
    shares = [_share(some, caught) for level in LEVELS for some, caught in _judged(parted, level)]
    first = " · ".join(FIRST[name].split()) if name in FIRST else "–"
    return f"| {name} | {len(parted[0])}, {len(parted[1])} | {first} | {' | '.join(shares)} |"


def _judged(parted: list[list[Case]], level: Level) -> list[tuple[list[Case], int]]:
    fabricated, honest = parted
    caught = sum(guarded(case, level) for case in fabricated)
    passed = sum(not guarded(case, level) for case in honest)
    return [(fabricated, caught), (honest, passed)]


def _share(cases: list[Case], right: int) -> str:
    if not cases:
        return "–"
    low, high = wilson(right, len(cases))
    return f"{100 * right / len(cases):.0f} [{low:.0f}–{high:.0f}]"
