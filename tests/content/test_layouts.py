"""Files of layouts that the reader has learned from stay read: `bench/imports`, against what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from content.importers import read_resume
from tests.conftest import SHARED

SETS = Path(__file__).parents[2] / "bench" / "imports"
SCORER = SHARED.parent / "tools" / "score_import.py"


@pytest.mark.skipif(not SCORER.is_file(), reason="the shared scorer is not here")
@pytest.mark.parametrize(
    ("name", "least", "invented"),
    [
        ("first", 0.99, 0), ("second", 0.98, 0), ("third", 0.97, 0), ("fourth", 0.99, 0), ("fifth", 0.99, 0),
        ("sixth", 0.99, 13),  # the scorer knows no `2016-Oct` and no `Oct – Dec 2024`
        ("seventh", 0.95, 0), ("eighth", 0.99, 0), ("ninth", 0.91, 0),
    ],
)  # fmt: skip
def test_the_sets_made_here_stay_read_and_nothing_is_invented(
    tmp_path: Path, name: str, least: float, invented: int
) -> None:
    for truth in (SETS / name).glob("*.truth.json"):
        file = SETS / name / json.loads(truth.read_text())["_about"]["file"]
        read = read_resume(file).resume.model_dump()
        (tmp_path / f"{file.stem}.json").write_text(json.dumps(read))
    scorer = [sys.executable, str(SCORER), str(SETS / name), str(tmp_path), "--json"]
    total = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)["total"]
    assert total["invented"] == invented
    assert total["score"] >= least
