"""Number forms, parts, limits and names: pairs of a text that says what its source says and one that does not."""

from __future__ import annotations

import pytest

from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source

ROLE = RoleFacts(company="Acme Ltd", title="Shop Assistant", start="2018-01", end="2022-01")
LEVELS: list[Level] = ["strict", "balanced"]


def doubted(text: str, sources: list[str], level: Level, skills: list[str]) -> list[str]:
    cited = [Source(id=f"c{n}", text=source) for n, source in enumerate(sources)]
    return [violation.words for violation in check(text, cited, ROLE, skills, level)]


SAME = [
    ("Counted the stock every three months.", ["Counted the stock once a quarter."]),
    ("Was on call one week in two.", ["Was on call every other week."]),
    ("Worked at the desk twice weekly.", ["Worked at the desk two days a week."]),
    ("Ran the tender in the third quarter of 2019.", ["Ran the tender in the third quarter of 2019."]),
    ("Sold tickets for 2500 Swiss francs a month.", ["Sold tickets for CHF 2,500 a month."]),
    ("Spent 1.2 million Hungarian forints on shelves.", ["Spent HUF 1.2 million on shelves."]),
    ("Answered calls of six shops. Weekly reports.", ["Answered calls of six shops. Weekly reports."]),
    ("Kept the rota of a team of four.", ["The team is three people and me; I keep the rota."]),
    ("Guided sixty walks, a few in English.", ["Guided 60 walks, some of them in English."]),
    ("Cut waste by 4 percentage points.", ["Cut waste from 19 % to 15 %."]),
    ("Visited three suppliers.", ["Visited three of our eleven suppliers."]),
    ("Tested the labels.", ["The firm changed its labels; my part was to test the labels."]),
    ("Shop assistant two or three shifts a month since 2019.",
     ["Shop assistant two or three shifts a month since 2019, when the shop is full."]),
    ("Won back a lost client.", ["Brought back a lost client."]),
    ("Built a prototype of the price list.", ["Built a prototype of the price list, it was never put to use."]),
    ("Cared for stock, including wound care kits.", ["Cared for stock, a lot of wound care kits."]),
    ("Worked six days a month. Holds PCCN certification.", ["Worked six days a month.", "PCCN, AACN, 2023-05-01"]),
]  # fmt: skip
OTHER = [
    ("Counted the stock weekly.", ["Counted the stock every other Thursday."]),
    ("Counted the boxes of five shops.", ["Counted the boxes of two of our five shops."]),
    ("Led the floor's 60 agents.", ["I led 14 of the 60 agents on the floor."]),
    ("Did price checks on Mondays.", ["I did price checks on Mondays when the buyer was away."]),
    ("Drove the van for six years without an accident.", ["Six years with the van, no accident that was my fault."]),
    ("Kept the lists in Excel and Access.", ["Kept the lists in Excel, and a little in Access."]),
    ("Raised the on-time share to 99.99 %.", ["The on-time share was 98.9 % at first and 99.4 % at the end."]),
    ("Raised the on-time share to 98.0 %.", ["The on-time share was 98.9 % at first and 99.4 % at the end."]),
    ("Built the timetable site in Go.", ["Built the timetable site for Go-Ahead buses."]),
    ("Wrote C tools and showed plans to executives.", ["Showed plans to C-level executives and wrote tools."]),
    ("Released the site with Spring.", ["Released the site in spring 2021."]),
    ("Carried out repairs of the tills.", ["Helped the mechanic with repairs of the tills."]),
    ("Led the project.", ["Led the reading group. Worked on the project for two years."]),
]  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("text", "sources"), SAME)
def test_another_form_of_the_same_is_not_doubted(text: str, sources: list[str], level: Level) -> None:
    assert doubted(text, sources, level, ["Python"]) == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("text", "sources"), OTHER)
def test_what_the_source_limits_or_says_of_another_is_doubted(
    text: str, sources: list[str], level: Level
) -> None:
    assert doubted(text, sources, level, ["Python"]) != []
