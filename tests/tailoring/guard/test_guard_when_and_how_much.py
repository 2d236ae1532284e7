"""When a thing was done, whether it was done, and for how many hours: told as the sources tell it."""

from __future__ import annotations

import pytest

from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source

ROLE = RoleFacts(company="Harbour Hotel", title="Waiter", start="2018-03", end="2021-06")
LEVELS: list[Level] = ["strict", "balanced"]
LIES = [
    ("Won the regional service prize during 2018.", "Won the regional service prize."),
    ("Won the regional service prize in 2021.", "Won the regional service prize."),
    ("Launched the booking app.", "The booking app is expected to launch after my time; helped test it."),
    ("Built a footbridge over the Lys.", "Design for a footbridge over the Lys, unbuilt."),
    ("Designed and built a footbridge over the Lys.", "Designed a footbridge over the Lys (unbuilt)."),
    ("Worked as a barista in the lobby bar.", "Worked part-time as a barista in the lobby bar."),
]
HONEST = [
    ("Waiter since 2018.", "Served 40 tables an evening."),
    ("Joined in 2018 and served 40 tables an evening.", "Served 40 tables an evening."),
    ("Served 40 tables an evening from 2018 to 2021.", "Served 40 tables an evening."),
    ("Designed a footbridge over the Lys, unbuilt.", "Design for a footbridge over the Lys, unbuilt."),
    ("Checked every one of the invoices.", "Checked the invoices, every one of them."),
    ("Barista in the lobby bar, 16 hours a week.", "Worked part-time as a barista in the lobby bar, 16 hours a week."),
    ("Read an MSc in Law.", "Read an MSc in Law, part-time."),
    ("Ran the tender for forklifts in the third quarter of 2019.", "Ran the tender for forklifts in Q3 2019."),
    ("Ran the tender for forklifts in Q3 2019.", "Ran the tender for forklifts in the third quarter of 2019."),
]  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("text", "source"), LIES)
def test_a_time_a_plan_and_part_time_are_not_stretched(text: str, source: str, level: Level) -> None:
    assert check(text, [Source(id="c0", text=source)], ROLE, [], level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("text", "source"), HONEST)
def test_what_the_source_and_the_job_say_of_time_and_extent_is_passed(
    text: str, source: str, level: Level
) -> None:
    assert check(text, [Source(id="c0", text=source)], ROLE, [], level) == []


def test_some_is_not_admitted_by_every_one_of_them() -> None:
    source = Source(id="c0", text="Checked some of the invoices of the depot.")
    assert check("Checked the invoices of the depot, every one of them.", [source], ROLE, [], "balanced")
