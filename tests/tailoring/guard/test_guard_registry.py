"""The registry of checks is true: every module is in it once, and finds the kinds of claims that it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tailoring.guard.checks
from tailoring.guard.case import Case
from tailoring.guard.checks import CHECKS
from tailoring.guard.claims import Kind
from tailoring.records import RoleFacts
from tests.conftest import ROOT

CASES = ROOT / "bench" / "guard_cases"
FOLDER = Path(tailoring.guard.checks.__file__).parent


def test_every_module_that_finds_something_is_asked_once() -> None:
    finding = {
        ".".join(file.relative_to(FOLDER).with_suffix("").parts)
        for file in FOLDER.glob("*/*.py")
        if "\ndef find(" in file.read_text(encoding="utf-8")
    }
    names = [made.name for made in CHECKS]
    assert sorted(names) == sorted(finding)


def test_every_kind_is_found_by_some_check() -> None:
    assert {kind for made in CHECKS for kind in made.kinds} == set(Kind)


@pytest.mark.parametrize("name", ["blind9.jsonl", "blind10.jsonl", "twins.jsonl"])
def test_a_check_finds_the_kinds_that_it_names(name: str) -> None:
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        role = RoleFacts(**{key: told["role"].get(key, "") for key in ("company", "title", "start", "end")})
        case = Case(told["bullet"], [source["text"] for source in told["sources"]], role, told["skills"])
        for made in CHECKS:
            assert {finding.kind for finding in made.find(case)} <= set(made.kinds), (made.name, told["id"])
