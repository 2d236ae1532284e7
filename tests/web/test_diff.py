"""Two texts compared by word."""

import pytest

from content.editing.diff import compared, compared_lists

TEXTS = [
    ("Cut deploy time from 47 minutes to 9", "Cut deployment time from 47 minutes to 9 with Docker"),
    ("", "Something"),
    ("Same words", "Same words"),
    ("Ran 1,200 jobs a day; e.g. for München", "Ran 1,300 jobs a day; e.g. for Köln"),
]


@pytest.mark.parametrize(("before", "after"), TEXTS)
def test_the_segments_make_the_texts_again(before, after):
    left, right = compared(before, after)
    assert "".join(part.text for part in left) == before
    assert "".join(part.text for part in right) == after
    assert [p.text for p in left if p.same] == [p.text for p in right if p.same]


def test_no_word_is_cut():
    left, right = compared(*TEXTS[3])
    assert [part.text for part in right if not part.same] == ["1,300", "Köln"]
    left, right = compared(*TEXTS[0])
    assert [part.text for part in left if not part.same] == ["deploy"]


def test_words_alike_by_chance_are_not_told_apart():
    left, _ = compared("Has a team and the rest of it", "Designed a system for the whole world")
    assert [part.same for part in left] == [False]


def test_lists_are_compared_whatever_their_order():
    left, right = compared_lists(["Go", "Python", "Rust"], ["Python", "Go"])
    assert [part.text for part in left if not part.same] == ["Rust"]
    assert all(part.same for part in right)
