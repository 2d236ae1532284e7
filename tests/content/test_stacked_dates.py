"""Dates at the right end of a page that stand one below the other are one span beside their line."""

from __future__ import annotations

import pytest

from content.importers.lines.model import Cell, Line
from content.importers.lines.stacked import unstacked

pytestmark = pytest.mark.one_database
WIDTH = 600.0


def line(text: str, top: float, x0: float = 480, x1: float = 540) -> Line:
    return Line((Cell(text, x0, x1),), top=top, size=12)


@pytest.mark.parametrize(
    ("stack", "whole"),
    [
        (["June 2024", "—", "August 2024", "2 months"], "June 2024 — August 2024"),
        (["September 2023", "— Present"], "September 2023 — Present"),
        (["2021", "— 2023", "2 years"], "2021 — 2023"),
    ],
)
def test_a_stack_of_dates_stands_beside_its_title(stack: list[str], whole: str) -> None:
    title = line("Data Analyst", 106, 55, 338)
    found = unstacked([title, *(line(text, 100 + 17 * at) for at, text in enumerate(stack))], WIDTH)
    assert [(one.text, one.top) for one in found] == [("Data Analyst", 106), (whole, 106)]


@pytest.mark.parametrize(
    "texts",
    [["May 2019", "Harbour School"], ["2019", "2020"], ["12", "2019"]],
    ids=["name", "years", "number"],
)
def test_what_is_no_span_stays_as_it_stands(texts: list[str]) -> None:
    pieces = [line(text, 100 + 17 * at) for at, text in enumerate(texts)]
    assert unstacked(pieces, WIDTH) == pieces
