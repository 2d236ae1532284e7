"""The registry of checks is true: every module that finds something is in it once."""

from __future__ import annotations

from pathlib import Path

import tailoring.guard.checks
from tailoring.guard.checks import CHECKS

FOLDER = Path(tailoring.guard.checks.__file__).parent


def test_every_module_that_finds_something_is_asked_once() -> None:
    finding = {
        ".".join(file.relative_to(FOLDER).with_suffix("").parts)
        for file in FOLDER.glob("*/*.py")
        if "\ndef find(" in file.read_text(encoding="utf-8")
    }
    names = [made.name for made in CHECKS]
    assert sorted(names) == sorted(finding)
