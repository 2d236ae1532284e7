"""How well the offline engine reads job ads: scored on annotated postings, and timed.

usage: python bench/analysis.py [GOLD.jsonl] [--misses]

GOLD is by default ../shared/data/skillspan/dev.jsonl. The postings are split in two by a hash of their id:
the rules were tuned on one half and are reported on the other; a gap between them is overfitting.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tailoring.backends.offline.analysis import analyze  # noqa: E402

SHARED = HERE.parent.parent / "shared"
GOLD = SHARED / "data" / "skillspan" / "dev.jsonl"
SCORE = SHARED / "tools" / "score_analysis.py"


def main(arguments: list[str]) -> None:
    files = [Path(argument) for argument in arguments if not argument.startswith("-")]
    flags = [argument for argument in arguments if argument.startswith("-")]
    postings = [json.loads(line) for line in (files[0] if files else GOLD).open(encoding="utf-8")]
    analyze("warm up")
    began = time.perf_counter()
    predicted = [{"id": p["id"], **analyze(p["text"]).model_dump()} for p in postings]
    seconds = (time.perf_counter() - began) / max(len(postings), 1)
    tuning, reporting = halves(postings)
    for name, part in (("tuning half", tuning), ("report half", reporting), ("all", postings)):
        print(f"{name}: {len(part)} postings\n{score(part, predicted, flags)}")
    print(f"{1000 * seconds:.1f} ms per posting")


def halves(postings: list[dict[str, object]]) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The postings in two halves, by a hash of their id: the same ones whatever their order."""
    ordered = sorted(postings, key=lambda posting: _rank(str(posting["id"])))
    return ordered[: len(ordered) // 2], ordered[len(ordered) // 2 :]


def score(gold: list[dict[str, object]], predicted: list[dict[str, object]], flags: list[str]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "predicted.jsonl")]
        for path, rows in zip(paths, (gold, predicted), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(SCORE), *map(str, paths), *flags]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _rank(name: str) -> tuple[int, int]:
    digest = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    return digest % 2, digest


if __name__ == "__main__":
    main(sys.argv[1:])
