"""The guard held to floors: exits with 1 when it catches or passes a smaller share of the labelled cases than it did.

    python -m bench.guard_floors [--corpus ../shared/data/guard]

What the README promises must not rot. The floors are what the rules gave when they were written, which had seen all
but `unseen`: they guard against loss, and only that one's are figures of unseen texts. A floor only rises, but where
rules go that caught next to nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.guard import FIRST, HERE, LEVELS, Case, guarded, read

# Sets that the rules have not learned from yet: a group of their own, else they would lower the floors of the others.
NEWEST = ("blind13", "twins13", "blind14", "twins14", "blind16", "blind17")
KNOWN = ("blind15",)  # too small, and by somebody who knew the rules: no floor
# Cases that nobody read while rules were mended. Whoever reads one moves its set to NEWEST.
UNSEEN = ("blind18",)
# (set, label) -> the least percentage that is right at strict and at balanced.
FLOORS: dict[tuple[str, str], tuple[float, float]] = {
    ("dev", "fabricated"): (98.0, 98.0),
    ("dev", "honest"): (91.0, 95.0),
    ("blind", "fabricated"): (93.5, 92.5),
    ("blind", "honest"): (87.5, 93.0),
    ("newest", "fabricated"): (92.0, 88.5),
    ("newest", "honest"): (90.5, 93.0),
    ("unseen", "fabricated"): (89.0, 87.0),
    ("unseen", "honest"): (79.0, 84.5),
    ("drafts5", "fabricated"): (86.0, 73.0),
    ("drafts5", "honest"): (91.0, 94.0),
    ("verbatim", "honest"): (100.0, 100.0),
    ("twins", "honest"): (93.5, 95.0),
    ("drafts", "honest"): (98.0, 98.0),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "data" / "guard")
    sets = _sets(parser.parse_args().corpus)
    fallen = 0
    for (name, label), floors in FLOORS.items():
        cases = [case for case in sets[name] if case["label"] == label]
        shares = [_right(cases, label, level) for level in LEVELS]
        for level, share, floor in zip(LEVELS, shares, floors, strict=True):
            below = share < floor
            fallen += below
            sign = "BELOW" if below else "ok"
            print(
                f"{name:10}{label:12}{level:10}{len(cases):5} cases {share:6.1f} %  floor {floor:5.1f} %  {sign}"
            )
    return 1 if fallen else 0


def _sets(corpus: Path) -> dict[str, list[Case]]:
    dev = list(read(corpus / "dev.jsonl"))
    return {
        "dev": dev,
        "blind": [
            case
            for name in FIRST
            if name not in (*NEWEST, *UNSEEN, *KNOWN)
            for case in read(HERE / "guard_cases" / f"{name}.jsonl")
        ],
        "newest": [case for name in NEWEST for case in read(HERE / "guard_cases" / f"{name}.jsonl")],
        "unseen": [case for name in UNSEEN for case in read(HERE / "guard_cases" / f"{name}.jsonl")],
        "drafts5": list(read(corpus / "drafts5.jsonl")),
        "verbatim": [
            {**case, "label": "honest", "bullet": source["text"]}
            for case in dev
            for source in case["sources"]
        ],
        "twins": [{**case, "label": "honest"} for case in read(HERE / "guard_cases" / "twins.jsonl")],
        "drafts": [{**case, "label": "honest"} for case in read(corpus / "drafts.jsonl")],
    }


def _right(cases: Sequence[Case], label: str, level: str) -> float:
    """The percentage of fabricated cases that are doubted, or of honest ones that are not."""
    wanted = label == "fabricated"
    return 100 * sum(guarded(case, level) == wanted for case in cases) / len(cases)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
