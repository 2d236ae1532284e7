"""How well the offline engine reads job ads in other forms and languages: scored on judged sets.

usage: python -m bench.ads [FOLDER …] [--misses]

FOLDER holds files of ads, and a NAME.truth.json for each; by default each folder of bench/ads, and
../shared/data/job-ads.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from content.importers.posting import posting_in
from tailoring.backends.offline.analysis import analyze
from tailoring.posting import posting_of

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
SCORE = SHARED / "tools" / "score_ads.py"


def main(arguments: list[str]) -> None:
    flags = [argument for argument in arguments if argument.startswith("-")]
    given = [Path(argument) for argument in arguments if not argument.startswith("-")]
    judged = [
        *sorted(path for path in (HERE / "ads").glob("*") if path.is_dir()),
        SHARED / "data" / "job-ads",
    ]
    for folder in given or judged:
        print(f"{folder.name}\n{score(folder, flags)}")


def score(folder: Path, flags: list[str]) -> str:
    """What the scorer prints for the ads in `folder`."""
    with tempfile.TemporaryDirectory() as predictions:
        for truth in folder.glob("*.truth.json"):
            name = truth.name.removesuffix(".truth.json")
            file = next(one for one in folder.glob(f"{name}.*") if one != truth)
            text = posting_of(posting_in(file.read_bytes(), file.name))
            said = analyze(text).model_dump_json()
            (Path(predictions) / f"{name}.json").write_text(said, encoding="utf-8")
        command = [sys.executable, str(SCORE), str(folder), predictions, *flags]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
