"""How the guard fares on labelled cases: caught and passed per kind at both levels, three controls, and its speed.

    python -m bench.guard [--corpus ../shared/data/guard] [--half tune|report]

The rules were written while reading dev.jsonl and then, one set after the other, those of guard_cases but the
newest two: so no other figure here is one on unseen cases. `FIRST` has what each set gave when it was run for the
first time, before it was read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source

HERE = Path(__file__).resolve().parent
LEVELS: tuple[Level, ...] = ("strict", "balanced")
Case = dict[str, Any]
# Caught and passed in percent at each level when a set was first run; each was written by somebody who had not read
# the rules (of blind15, somebody who had), and learned from afterwards. `own` was written in two parts, whose figures
# are their means.
FIRST = {
    "fresh": "80/55 72/72",
    "own": "84/80 70/85",
    "blind2": "84/66 77/84",
    "blind3": "83/58 74/75",
    "blind4": "86/47 76/76",
    "blind5": "89/37 80/62",
    "blind6": "92/60 79/82",
    "blind7": "89/51 80/80",
    "blind8": "96/52 88/80",
    "blind9": "94/56 87/78",
    "blind10": "95/75 90/88",
    "blind11": "100/75 91/88",
    "blind12": "98/74 91/88",
    "blind13": "68/74 65/80",
    "twins13": "85/80 82/80",
    "blind14": "83/65 79/70",
    "twins14": "80/76 78/76",
    "blind15": "80/92 78/92",
    "blind16": "89/69 86/78",
    "blind17": "55/80 55/84",
    "blind18": "89/78 88/84",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=HERE.parent.parent / "shared" / "data" / "guard")
    parser.add_argument("--half", choices=("tune", "report"), help="only one half of the corpus")
    options = parser.parse_args()
    cases = [case for case in read(options.corpus / "dev.jsonl") if options.half in (None, _half(case))]
    _report_kinds(cases)
    _report_blind()
    _report_controls(cases, list(read(options.corpus / "drafts.jsonl")))
    _report_speed(cases)


def guarded(case: Case, level: Level) -> bool:
    """Whether the guard doubts the case's bullet."""
    role = RoleFacts(**{key: case["role"].get(key, "") for key in ("company", "title", "start", "end")})
    sources = [Source(**source) for source in case["sources"]]
    return bool(check(case["bullet"], sources, role, case["skills"], level))


def _report_kinds(cases: list[Case]) -> None:
    right: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys((*LEVELS, "all"), 0)
    )
    for case in cases:
        for kind in ("ALL", case["kind"]):
            row = right[case["label"], kind]
            row["all"] += 1
            for level in LEVELS:
                row[level] += guarded(case, level) == (case["label"] == "fabricated")
    print(f"{'':44}{'strict':>15}{'balanced':>24}")
    for (label, kind), row in sorted(right.items()):
        verb = "caught" if label == "fabricated" else "passed"
        print(f"{label:12}{kind:26}{verb:6}" + "".join(_share(row[level], row["all"]) for level in LEVELS))


def _report_blind() -> None:
    """The cases of other writers, now and when they were first run."""
    for name in (*FIRST, "fresh_pairs"):
        cases = list(read(HERE / "guard_cases" / f"{name}.jsonl"))
        for label in ("fabricated", "honest"):
            chosen = [case for case in cases if case["label"] == label]
            verb = "caught" if label == "fabricated" else "passed"
            right = [sum(guarded(c, level) == (label == "fabricated") for c in chosen) for level in LEVELS]
            if chosen:
                shares = "".join(_share(count, len(chosen)) for count in right)
                print(f"{label:12}{name + '.jsonl':26}{verb:6}" + shares)
        if name in FIRST:
            print(
                f"{'at first':12}{name + '.jsonl':26}{FIRST[name]}  (caught/passed at strict, then balanced)"
            )


def _report_controls(cases: list[Case], drafts: list[Case]) -> None:
    verbatim = [{**case, "bullet": source["text"]} for case in cases for source in case["sources"]]
    ids = {case["id"] for case in cases}
    twins = [
        twin for twin in read(HERE / "guard_cases" / "twins.jsonl") if twin["id"].removeprefix("t-") in ids
    ]
    for name, honest in (("sources verbatim", verbatim), ("honest twins", twins), ("drafts", drafts)):
        passed = [_share(sum(not guarded(case, level) for case in honest), len(honest)) for level in LEVELS]
        print(f"{'control':12}{name:26}passed" + "".join(passed))


def _report_speed(cases: list[Case], texts: int = 40, rounds: int = 5) -> None:
    """Milliseconds for a résumé of `texts` texts: read for the first time, and again as a retry reads it."""
    resume = cases[:texts]
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        for case in resume:
            guarded(case, "strict")
        spent.append(1000 * (time.perf_counter() - began))
    print(f"{len(resume)} texts: {spent[0]:.1f} ms at first, {min(spent):.1f} ms warm")


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, max(whole, 1))
    return f"{part:5}/{whole:<4}{100 * part / max(whole, 1):4.0f}% [{low:3.0f}-{high:3.0f}]"


def wilson(part: int, whole: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share, in percent: what a set of this size can tell."""
    share, spread = part / whole, z * z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / whole + spread / (4 * whole))
    return 100 * (middle - half), 100 * (middle + half)


def read(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _half(case: Case) -> str:
    digest = hashlib.sha1(case["id"].encode(), usedforsecurity=False).hexdigest()
    return "report" if int(digest, 16) % 2 else "tune"


if __name__ == "__main__":
    main()
