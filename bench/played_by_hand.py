"""What the eight pairs of `bench/played` cost, and what became of their texts: recorded, not simulated.

python -m bench.played_by_hand
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tailoring.backends.anthropic.model_traits import traits

PLAYED = Path(__file__).parent / "played"
SMALL, LARGE = "claude-haiku-4-5-20251001", "claude-sonnet-4-6"
SIDES = ("before", "ours", "plain")
_WRITES = {"generate", "repair", "rerepair"}


def main() -> None:
    pairs: dict[str, dict[str, Any]] = json.loads((PLAYED / "figures.json").read_text(encoding="utf-8"))
    print(f"{'pair':10} {'before':>9} {'ours':>9} {'plain':>9}  {'accepted at once':>17} {'before':>8}")
    for name, sides in pairs.items():
        costs = " ".join(f"{cost(sides[side]):9.4f}" if side in sides else f"{'–':>9}" for side in SIDES)
        accepted = [
            f"{sides[side]['passed']} of {sides[side]['texts']}" if side in sides else "–"
            for side in ("ours", "before")
        ]
        print(f"{name:10} {costs}  {accepted[0]:>17} {accepted[1]:>8}")
    for side in ("before", "ours"):
        report(side, [sides for sides in pairs.values() if side in sides])


def report(side: str, pairs: Sequence[dict[str, Any]]) -> None:
    """What one side's runs of `pairs` cost beside the plain ones, and how many of its texts were refused at first."""
    ratio = sum(cost(sides[side]) for sides in pairs) / sum(cost(sides["plain"]) for sides in pairs)
    texts = sum(sides[side]["texts"] for sides in pairs)
    refused = texts - sum(sides[side]["passed"] for sides in pairs)
    summaries = sum(sides[side]["summary_refused"] for sides in pairs)
    print(
        f"{side}, {len(pairs)} pairs: {ratio:.2f} of the plain cost, {refused} of {texts} texts refused, "
        f"{summaries} of {len(pairs)} summaries"
    )


def cost(side: dict[str, Any]) -> float:
    """Dollars of all calls, nothing read from a cache."""
    return sum(
        traits(LARGE if step in _WRITES else SMALL).cost(
            read=read, written=written, cache_read=0, cache_written=0
        )
        for step, read, written in side["steps"]
    )


if __name__ == "__main__":
    main()
