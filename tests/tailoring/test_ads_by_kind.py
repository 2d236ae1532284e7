"""What public reports complain of in readers of job ads: each kind in forms that are not the reported ones.

`ads_by_kind.jsonl` holds an ad a line: what it `must` and `may` want, the words that are `never` a skill, its duties.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tailoring.backends.offline.analysis import analyze
from tailoring.posting import posting_of

pytestmark = pytest.mark.one_database

_FILE = Path(__file__).with_name("ads_by_kind.jsonl")
ADS = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
SKILLS = [ad for ad in ADS if "title" not in ad]
HEADS = [ad for ad in ADS if "title" in ad]


@pytest.mark.parametrize("ad", SKILLS, ids=lambda ad: ad["kind"])
def test_an_ad_is_read_as_it_is_meant(ad: dict[str, Any]) -> None:
    read = analyze(posting_of(ad["ad"]))
    required, preferred = set(read.required_skills), set(read.preferred_skills)
    assert set(ad.get("must", ())) <= required
    assert set(ad.get("may", ())) <= preferred
    # A degree "or equivalent experience" is wished for and no more.
    named = required if ad["kind"] == "equivalent" else required | preferred
    assert not set(ad.get("never", ())) & {*" | ".join(named).replace("/", " ").split(), *named}
    assert set(ad.get("duties", ())) <= set(read.duties)
    assert ad.get("level", read.seniority) == read.seniority


@pytest.mark.parametrize(
    "ad", [ad for ad in SKILLS if ad["kind"] in ("once", "nothing")], ids=lambda ad: ad["kind"]
)
def test_nothing_is_listed_twice_and_nothing_is_found_in_nothing(ad: dict[str, Any]) -> None:
    read = analyze(posting_of(ad["ad"]))
    assert len(read.required_skills) == len(ad.get("must", ()))
    assert not read.preferred_skills


@pytest.mark.parametrize("ad", HEADS, ids=lambda ad: ad["title"])
def test_title_and_employer_are_read_where_boards_and_people_put_them(ad: dict[str, Any]) -> None:
    read = analyze(ad["ad"])
    assert (read.role_title.split(" – ")[0], read.company) == (ad["title"], ad["company"])
