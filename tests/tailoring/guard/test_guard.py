"""The guard: what it catches and what it lets pass, kind by kind, on cases of its own."""

from __future__ import annotations

import pytest

from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source, Violation

ROLE = RoleFacts(company="Acme Ltd", title="Ward Nurse", start="2018-01", end="2022-01")
LEVELS: list[Level] = ["strict", "balanced"]


def guard(
    text: str,
    *sources: str,
    skills: list[str] | None = None,
    role: RoleFacts | None = ROLE,
    level: Level = "balanced",
) -> list[Violation]:
    cited = [Source(id=f"c{n}", text=source) for n, source in enumerate(sources)]
    return check(text, cited, role, skills or [], level)


FABRICATED = [
    ("number_changed", "Looked after 16 patients.", ["Looked after 14 patients."]),
    ("number_invented", "Patched 120 servers every month.", ["Patched the servers every month."]),
    (
        "number_changed",
        "Scanned 210 boxes of files.",
        ["Scanned 140 boxes of files; 210 more went to the archive unscanned."],
    ),
    ("percent_or_money_invented", "Made packaging 15% cheaper.", ["Made packaging cheaper."]),
    ("unit_or_scale_changed", "Handled 4,000 messages a second.", ["Handled 4,000 messages a minute."]),
    ("unit_or_scale_changed", "Poured a 300 m² slab.", ["Poured a 300 m³ slab."]),
    (
        "date_or_duration",
        "Joined the bridge team in 2017.",
        ["Joined the bridge team in 2019.", "The depot opened in 2017."],
    ),
    (
        "date_or_duration",
        "Ran payroll for three years.",
        ["Ran payroll for 18 months until it was outsourced."],
    ),
    ("employer_or_client", "Designed menus for Domino's.", ["Designed menus for a pizza chain."]),
    (
        "title_or_seniority",
        "As ward sister, did the drug round.",
        ["Took handover from the ward sister and did the drug round."],
    ),
    (
        "degree_or_certificate",
        "Taught yoga with a nutrition diploma.",
        ["Taught yoga.", "Started a nutrition diploma, gave it up."],
    ),
    ("tool_added", "Built the sales report in Tableau.", ["Built the sales report."]),
    (
        "tool_swapped",
        "Kept the diary in Notion.",
        ["Kept the diary in Outlook.", "The sales team uses Notion."],
    ),
    ("role_inflated", "Led the falls audit.", ["Took part in the falls audit."]),
    ("role_inflated", "Founded the judo club.", ["Helped start the judo club."]),
    (
        "scope_inflated",
        "Introduced flexible hours company-wide.",
        ["Introduced flexible hours in the accounts office."],
    ),
    ("scope_inflated", "Cooked the whole wedding menu.", ["Cooked most of the wedding menu."]),
    (
        "outcome_invented",
        "Rearranged the children's corner, which cut noise.",
        ["Rearranged the children's corner."],
    ),
    ("team_size", "Made the rota for a team of eight.", ["Made the rota for the team."]),
    ("qualifier_dropped", "Served 80 guests on the terrace.", ["Served at most 80 guests on the terrace."]),
    (
        "causality_invented",
        "Rewrote the search page, so that sign-ups grew from 200 to 260.",
        ["Rewrote the search page.", "Sign-ups grew from 200 to 260, there was also a TV ad."],
    ),
    ("award_or_publication", "Gave an award-winning talk on parsers.", ["Gave a talk on parsers."]),
    (
        "language_or_location",
        "Took calls in English and German.",
        ["Took calls in English. Letters in German went to Anke."],
    ),
]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("kind", "text", "sources"), FABRICATED)
def test_a_claim_that_the_sources_do_not_make_is_a_violation(
    kind: str, text: str, sources: list[str], level: Level
) -> None:
    violations = guard(text, *sources, level=level)
    assert violations
    assert all(violation.words in text and violation.reason for violation in violations)


@pytest.mark.parametrize("kind", sorted({kind for kind, *_ in FABRICATED}))
def test_a_violation_names_its_kind(kind: str) -> None:
    cases = [(text, sources) for name, text, sources in FABRICATED if name == kind]
    assert any(kind in {v.kind for v in guard(text, *sources)} for text, sources in cases)


HONEST = [
    ("Cared for 14 patients on late shifts.", ["Looked after 14 patients on a late shift."]),
    ("Moved the sweets to the till.", ["The sweets were moved to the till by me."]),
    ("Handles 4K messages per minute.", ["Handles 4,000 messages a minute."]),
    ("Cut build time by up to thirty percent.", ["Cut build time by up to 30%."]),
    ("Built 12 staircases, 50% of them curved.", ["Built a dozen staircases, half of them curved."]),
    (
        "Reduced shrinkage from 2.4% to 1.5%, by 0.9 percentage points.",
        ["Shrinkage was 2.4% and I reduced it to 1.5%."],
    ),
    ("Kept the register for four years.", ["Kept the register the whole time I was there."]),
    ("Called 65 customers in total.", ["Called 40 customers on Tuesdays and 25 on Fridays."]),
    ("Prepared purchase orders for research and development.", ["Prepared POs for R&D."]),
    ("Took part in the falls audit.", ["Led the falls audit."]),
    ("Helped build the parser.", ["Built the parser alone."]),
    ("Taught a class twice a week.", ["Taught a class on Mondays and Thursdays."]),
]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("text", "sources"), HONEST)
def test_an_honest_rewording_passes(text: str, sources: list[str], level: Level) -> None:
    assert guard(text, *sources, level=level) == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("source", sorted({source for _, _, sources in FABRICATED for source in sources}))
def test_a_source_verbatim_passes(source: str, level: Level) -> None:
    assert guard(source, source, level=level) == []


def test_a_listed_skill_may_be_named() -> None:
    source = "Built the stock report that buyers read on Mondays."
    assert guard("Built the stock report in SQL.", source) != []
    assert guard("Built the stock report in SQL.", source, skills=["SQL"]) == []


def test_a_listed_skill_may_not_take_the_place_of_another_tool() -> None:
    sources = ["Booked invoices in DATEV.", "Travel costs went through Xero, that's Heike."]
    assert guard("Booked invoices in Xero.", *sources, skills=["Xero", "DATEV"]) != []


def test_evidence_counts_for_the_role_that_it_is_given_with() -> None:
    assert guard("Nurse at Acme for four years.", "Worked nights the whole time.") == []
    assert guard("Nurse at Acme for four years.", "Worked nights the whole time.", role=None) != []


def test_strict_doubts_a_new_deed_among_new_words_that_balanced_lets_pass() -> None:
    text, source = (
        "Arranged flowers and auctioned chandeliers every day.",
        "Arranged flowers in the lobby every day.",
    )
    assert {v.kind for v in guard(text, source, level="strict")} == {"unlicensed_word"}
    assert guard(text, source, level="balanced") == []


def test_a_violation_says_what_the_evidence_says_instead() -> None:
    (violation,) = guard("Led the falls audit.", "Took part in the falls audit.")
    assert violation.words == "Led"
    assert "Took part in the falls audit" in violation.reason


def test_violations_stand_in_the_order_of_the_text() -> None:
    text = "Led the audit with 12 nurses in Epic."
    words = [violation.words for violation in guard(text, "Took part in the audit.", level="strict")]
    assert words == sorted(words, key=text.index)
