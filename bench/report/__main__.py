"""What was measured, and on what: writes docs/BENCHMARKS.md and docs/guard-cases.md.

    make bench        or: python -m bench.report

Times are the median of several runs, with the least and the most of them; a ratio is of two things measured in turn, so
that what else the machine does falls on both.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from bench.report import cases, machine, times

HERE = Path(__file__).resolve().parent
DOCS = HERE.parents[1] / "docs"


def main() -> None:
    about = machine.table()
    _write("BENCHMARKS.md", machine=about, rounds=times.ROUNDS, times=times.table(), ratios=times.ratios())
    _write("guard-cases.md", machine=about, cases=cases.table())


def _write(name: str, **measured: object) -> None:
    page = Template((HERE / f"{name}.txt").read_text(encoding="utf-8"))
    (DOCS / name).write_text(page.substitute(measured), encoding="utf-8")
    print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()
