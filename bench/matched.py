"""How well the rules match what jobs ask for with what people have: scored on judged lines, held to floors.

usage: python -m bench.matched [FOLDER …] [--misses]

FOLDER holds résumés and an asked.jsonl (the format of ../shared/data/map/README.md); by default each folder of
bench/matching, and ../shared/data/map. Exits with 1 where a set shows less than its floor, or more falsely. Of the
sets that nobody reads who writes rules (`unread`) only the totals are printed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from content.importers import read_resume
from tailoring.matching.rules import match
from tailoring.pipeline.match import match_request
from tailoring.records import Wanted

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
SCORE = SHARED / "tools" / "score_map.py"
# Folder -> the least F1 of what may be shown, and the largest share that is shown falsely.
FLOORS = {
    "map": (0.95, 0.0),
    "first": (0.75, 0.07),
    "second": (0.9, 0.0),
    "third": (0.9, 0.03),
    "unread": (0.65, 0.08),
}
# What stands in them is not read by whoever writes rules: their totals say what a stranger gets.
UNREAD = frozenset(("unread",))
_F1 = re.compile(r"^shown: .* F1 ([\d.]+)$", re.M)
_FALSE = re.compile(r"^false shown: ([\d.]+)", re.M)


def main(arguments: list[str]) -> int:
    flags = [argument for argument in arguments if argument.startswith("-")]
    given = [Path(argument) for argument in arguments if not argument.startswith("-")]
    judged = [*sorted((HERE / "matching").glob("*/")), SHARED / "data" / "map"]
    fallen = 0
    for folder in given or judged:
        said = score(folder, [] if folder.name in UNREAD else flags)
        print(f"{folder.name}\n{said}")
        fallen += _is_below(folder.name, said)
    return 1 if fallen else 0


def score(folder: Path, flags: list[str]) -> str:
    """What the scorer prints for the lines asked in `folder`."""
    with tempfile.TemporaryDirectory() as place:
        predicted = Path(place) / "predicted.jsonl"
        predicted.write_text("".join(f"{line}\n" for line in _predictions(folder)), encoding="utf-8")
        asked = folder / "asked.jsonl"
        command = [sys.executable, str(SCORE), str(asked), str(predicted), "--resumes", str(folder), *flags]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _predictions(folder: Path) -> Iterator[str]:
    rows = [json.loads(line) for line in (folder / "asked.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in dict.fromkeys(row["resume"] for row in rows):
        wanted = [Wanted(id=row["id"], asked=row["asked"]) for row in rows if row["resume"] == name]
        for found in match(
            match_request(wanted, read_resume(folder / name).resume, date(2026, 1, 1))
        ).matches:
            shown = [{"words": one.words} for one in found.evidence]
            yield json.dumps({"id": found.id, "relation": found.relation, "evidence": shown})


def _is_below(name: str, said: str) -> bool:
    least, most = FLOORS.get(name, (0.0, 1.0))
    shown, falsely = _F1.search(said), _FALSE.search(said)
    return bool(shown and falsely) and (float(shown[1]) < least or float(falsely[1]) > most)  # type: ignore[index]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
