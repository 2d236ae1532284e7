"""Marks of lists that a PDF draws as shapes part its items; dots beside titles and dates are no marks."""

from __future__ import annotations

import pytest

from content.importers.lines.marks import with_mark
from content.importers.lines.model import Cell, Line

pytestmark = pytest.mark.one_database
DISC = (82.0, 193.0, 85.0, 196.0)  # left of 90, above the base line at 200


def line(text: str, *, bold: bool = False) -> Line:
    return Line((Cell(text, 90, 300, bold),), top=200, size=10)


def test_a_text_right_behind_a_disc_begins_with_its_mark() -> None:
    found = with_mark(line("Built a kiln"), [DISC]).unbulleted()
    assert (found.text, found.bullet) == ("Built a kiln", True)


@pytest.mark.parametrize(
    ("shown", "mark"),
    [
        (line("Potter", bold=True), DISC),
        (line("2016 – 2018"), DISC),
        (line("Built a kiln"), (60.0, 193.0, 63.0, 196.0)),  # far off: a time line's
        (line("Built a kiln"), (82.0, 203.0, 85.0, 206.0)),  # of the line below
        (line("Built a kiln"), (79.0, 191.0, 86.0, 199.0)),  # a picture
    ],
    ids=["title", "dates", "far", "below", "large"],
)
def test_other_shapes_are_no_marks(shown: Line, mark: tuple[float, float, float, float]) -> None:
    assert with_mark(shown, [mark]) == shown
