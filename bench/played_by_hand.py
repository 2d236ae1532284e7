"""What the four pairs of `bench/played` cost, and what became of their texts: recorded, not simulated.

python -m bench.played_by_hand
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tailoring.backends.anthropic.model_traits import traits

PLAYED = Path(__file__).parent / "played"
SMALL, LARGE = "claude-haiku-4-5-20251001", "claude-sonnet-4-6"
_WRITES = {"generate", "repair", "rerepair"}


def main() -> None:
    pairs: dict[str, dict[str, Any]] = json.loads((PLAYED / "figures.json").read_text(encoding="utf-8"))
    print(f"{'pair':10} {'before':>9} {'ours':>9} {'plain':>9}  {'accepted at once':>17} {'before':>8}")
    for name, sides in pairs.items():
        ours, before = sides["ours"], sides["before"]
        costs = " ".join(f"{cost(sides[side]):9.4f}" for side in ("before", "ours", "plain"))
        accepted = f"{ours['passed']} of {ours['texts']}"
        print(f"{name:10} {costs}  {accepted:>17} {before['passed']} of {before['texts']}")
    sums = {side: sum(cost(sides[side]) for sides in pairs.values()) for side in ("before", "ours", "plain")}
    print(
        f"ratio to plain: before {sums['before'] / sums['plain']:.2f}, ours {sums['ours'] / sums['plain']:.2f}"
    )
    for side in ("before", "ours"):
        texts = sum(sides[side]["texts"] for sides in pairs.values())
        passed = sum(sides[side]["passed"] for sides in pairs.values())
        summaries = sum(sides[side]["summary_refused"] for sides in pairs.values())
        print(f"{side}: {texts - passed} of {texts} texts refused, {summaries} of {len(pairs)} summaries")


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
