"""The faults that the service survives, each made with real processes, and what became of it.

python -m bench.service.faults
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

FILES = (
    "tests/tailoring/test_faults.py",
    "tests/core/test_full_disk.py",
    "tests/core/test_database_away.py",
    "tests/core/test_serve.py",
    "tests/tailoring/test_streams.py",
    "tests/tailoring/test_health_of_processes.py",
)


def main() -> None:
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", *FILES, "-n", "0", "-p", "no:randomly", f"--junit-xml={report}"],
            cwd=root,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        for case in ElementTree.parse(report).iter("testcase"):
            bad = case.find("failure") is not None or case.find("error") is not None
            said = case.attrib["name"].removeprefix("test_").replace("_", " ")
            print(f"{'FAILED' if bad else 'held':6} {float(case.attrib['time']):5.1f} s  {said}")


if __name__ == "__main__":
    main()
