"""The guard on odd texts: empty, long, without sources, in other scripts, in odd Unicode."""

from __future__ import annotations

import pytest

from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source

LEVELS: list[Level] = ["strict", "balanced"]
ROLE = RoleFacts(company="Acme", title="Engineer", start="2018", end="Present")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_text_claims_nothing(text: str, level: Level) -> None:
    assert check(text, [], None, [], level) == []


@pytest.mark.parametrize("level", LEVELS)
def test_without_sources_every_fact_is_doubted(level: Level) -> None:
    words = {v.words for v in check("Led 12 engineers at Globex in Kafka since 2019.", [], ROLE, [], level)}
    assert any("12" in word for word in words)
    assert {"Globex", "Kafka"} <= words


@pytest.mark.parametrize("level", LEVELS)
def test_a_word_in_a_script_without_case_must_be_in_the_sources(level: Level) -> None:
    source = [Source(id="c1", text="Translated manuals from 日本語 into English.")]
    assert check("Translated manuals from 日本語 into English in 東京.", source, ROLE, [], level) != []
    assert check("From 日本語 into English, translated manuals.", source, ROLE, [], level) == []


@pytest.mark.parametrize(
    "text", ["!!!", "🙂🙂", "١٢٣ ×", "½", "a" * 2000, "C++ " * 500, "\u202e\u0000x", "—,;:"]
)
@pytest.mark.parametrize("level", LEVELS)
def test_no_text_is_too_odd(text: str, level: Level) -> None:
    source = [Source(id="c1", text="Wrote the parser in C++ in 3½ weeks for €2.000.")]
    for violation in check(text, source, ROLE, ["C++"], level):
        assert violation.words in text


def test_technologies_keep_their_signs() -> None:
    source = [Source(id="c1", text="Wrote the parser in C.")]
    assert check("Wrote the parser in C++.", source, ROLE, [], "balanced") != []
    assert check("Wrote the parser in C#.", source, ROLE, [], "balanced") != []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("50,000 rows", "50K rows"),
        ("fifty thousand rows", "50,000 rows"),
        ("1.2m rows", "1,200,000 rows"),
        ("€3.5 million", "€3.5M"),
        ("two hundred pounds", "£200"),
        ("a quarter of the rows", "25% of the rows"),
        ("4½ hours", "4.5 hours"),
        ("1,200 s", "20 minutes"),
        ("0.25 s", "250 ms"),
        ("half a dozen rows", "six rows"),
        ("three quarters of a million rows", "750,000 rows"),
        ("110.000 km", "110,000 km"),
        ("a year later", "within a year"),
        ("every fortnight", "every two weeks"),
    ],
)
def test_a_number_is_the_same_in_all_its_forms(said: str, written: str) -> None:
    source = [Source(id="c1", text=f"Checked the ledger, {said}.")]
    assert check(f"Checked the ledger, {written}.", source, ROLE, [], "balanced") == []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("50,000 rows", "50M rows"),
        ("£200", "€200"),
        ("40%", "45%"),
        ("4 hours", "4 days"),
        ("threefold", "fourfold"),
        ("20 rows a day", "20 rows an hour"),
    ],
)
def test_another_number_is_not(said: str, written: str) -> None:
    source = [Source(id="c1", text=f"Checked the ledger, {said}.")]
    assert check(f"Checked the ledger, {written}.", source, ROLE, [], "balanced") != []
