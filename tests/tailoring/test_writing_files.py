"""A résumé is written to its file whole or not at all."""

from __future__ import annotations

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tailoring.exports import FORMATS, ExportError, render, write
from tailoring.exports.formats import in_words
from tests.support.nurse import alice, named


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_a_file_is_written_whole_and_nothing_beside_it(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"alice{suffix}"
    target.write_text("old")
    write(alice(), target)
    assert target.read_bytes() == render(alice(), suffix)
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("name", ["cv.doc", "cv", "cv.rtf", ".pdf"])
def test_an_unknown_extension_names_those_that_are_known(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=re.escape(in_words())):
        write(alice(), tmp_path / name)


def test_several_files_are_all_rendered_before_the_first_is_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot show"):
        write(named("Alice 𓀀"), tmp_path / "cv.txt", tmp_path / "cv.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist: create it first"):
        write(alice(), tmp_path / "none" / "cv.txt")


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="choose a shorter one"):
        write(alice(), tmp_path / ("x" * 300 + ".md"))


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        write(alice(), tmp_path / "cv.txt")


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Within, this process can write no byte beyond `size` to a file, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_cannot_be_written_to_its_end_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "cv.txt"
    target.write_text("old")
    with files_of_at_most(100), pytest.raises(ExportError, match="cannot be written: file too large"):
        write(alice(), target)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("cv.txt", "old")]


def test_a_resume_that_cannot_be_printed_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "cv.pdf"
    target.write_text("old")
    with pytest.raises(ExportError):
        write(named("𓀀"), target)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("cv.pdf", "old")]
