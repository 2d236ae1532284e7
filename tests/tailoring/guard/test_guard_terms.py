"""Terms of the job that the map lets a text use: for their own evidence, and as names only."""

from __future__ import annotations

import pytest

from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source

ROLE = RoleFacts(company="Acme Ltd", title="Shop Assistant", start="2018-01", end="2022-01")
SOURCES = [
    Source(id="c1", text="Talked with the twelve shop owners every Monday about what they needed."),
    Source(id="c2", text="Counted the stock in the cellar each evening."),
]
LEVELS: list[Level] = ["strict", "balanced"]


def doubted(text: str, terms: dict[str, list[str]], level: Level = "strict") -> list[str]:
    return [violation.words for violation in check(text, SOURCES, ROLE, [], level, terms)]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "text",
    [
        "Stakeholder management with twelve shop owners every Monday.",
        "Managed no one, but did stakeholder management: talked with twelve shop owners.",
        "Talked with shop owners, as stakeholder management.",
    ],
)
def test_a_term_is_used_for_its_evidence(text: str, level: Level) -> None:
    assert "Stakeholder" not in doubted(text, {"c1": ["stakeholder management"]}, level)
    assert not [
        w for w in doubted(text, {"c1": ["stakeholder management"]}, level) if "stakeholder" in w.lower()
    ]


def test_a_term_is_used_for_no_other_evidence() -> None:
    text = "Counted the stock in the cellar each evening with Salesforce."
    assert doubted(text, {"c1": ["Salesforce"]}) == ["Salesforce"]
    assert doubted(text, {"c2": ["Salesforce"]}) == []


def test_a_term_of_a_source_that_is_not_cited_licenses_nothing() -> None:
    text = "Counted the stock in the cellar each evening with Salesforce."
    assert doubted(text, {"c9": ["Salesforce"]}) == ["Salesforce"]


@pytest.mark.parametrize(
    ("text", "term", "words"),
    [
        ("Talked with 40 shop owners every Monday.", "40 shop owners", "40"),
        ("As store manager, talked with the twelve shop owners.", "store manager", "store manager"),
        ("Talked with the twelve shop owners in Spain.", "Spain", "Spain"),
        ("Led the twelve shop owners.", "Led the twelve shop owners", "Led"),
    ],
)
def test_a_term_licenses_no_number_post_place_or_stronger_verb(text: str, term: str, words: str) -> None:
    assert words in doubted(text, {"c1": [term]})
