"""A file that cannot be read is refused in one clear sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from content.importers import ImportRefused, read_resume
from tests.support.minimal import MINIMAL, with_work


def refusal(source: Any, name: str = "resume.json") -> str:
    content = source if isinstance(source, bytes) else json.dumps(source).encode()
    with pytest.raises(ImportRefused) as caught:
        read_resume(content, name)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="does not exist: check the path"):
        read_resume(tmp_path / "none.json")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="is a folder"):
        read_resume(tmp_path)


def test_a_path_with_a_null_byte_is_refused() -> None:
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_resume("resume\0.json")


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "resume.json"
    file.write_text("{}")
    file.chmod(0)
    try:
        file.read_bytes()
    except PermissionError:
        with pytest.raises(ImportRefused, match="may not be read"):
            read_resume(file)
    else:
        pytest.skip("this user may read every file")


@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx", "cv.md", "cv.exe"])
def test_other_kinds_of_file_are_refused_with_the_kinds_that_are_read(name: str) -> None:
    message = refusal(b"\x89PNG\r\n", name)
    assert name in message
    assert "JSON Resume" in message
    assert ".docx" in message


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "damaged PDF"),
        (b"PK\x03\x04junk", "damaged"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x1f\x8b", "compressed"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(content: bytes, kind: str) -> None:
    assert kind in refusal(content)


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"\x00\x01\x02", b"\xff\xfe\xfa", b"caf\xe9"])
def test_binary_junk_is_refused(content: bytes) -> None:
    refusal(content)
    refusal(content, "resume.yaml")


@pytest.mark.parametrize("content", [b"", b" \n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert "is empty" in refusal(content)


def test_invalid_json_is_refused_with_line_and_column() -> None:
    assert "at line 3, column 1" in refusal(b'{"basics": {\n"name": "Alice",\n}')


def test_invalid_yaml_is_refused_with_its_line() -> None:
    assert "at line 3, column 9" in refusal(b"cv:\n  name: [Alice\nsections: 1", "cv.yaml")


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have_are_refused(constant: str) -> None:
    assert constant in refusal(f'{{"basics": {{"name": {constant}}}}}'.encode())


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000, b'{"a":' * 60 + b"1" + b"}" * 60])
def test_deep_nesting_is_refused(content: bytes) -> None:
    refusal(content)


def test_yaml_that_grows_without_end_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "too many values" in refusal("\n".join(lines).encode(), "cv.yaml")


def test_yaml_that_holds_itself_is_refused() -> None:
    assert "recursive" in refusal(b"cv: &a\n  name: x\n  self: *a\n", "cv.yaml")


def test_yaml_makes_no_objects() -> None:
    refusal(b"cv: !!python/object/apply:os.system ['true']\n", "cv.yaml")


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "resume.json"
    file.write_bytes(b" " * (5 * 1024 * 1024 + 1))
    with pytest.raises(ImportRefused, match="larger than 5 MB"):
        read_resume(file)


@pytest.mark.parametrize("data", [[], [1], "text", 5, None, True, {}, {"name": "Alice"}, {"resume": MINIMAL}])
def test_json_that_is_not_a_resume_is_refused(data: Any) -> None:
    assert "is not a résumé" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        {"basics": {}, "work": MINIMAL["work"]},
        {"basics": {"name": " "}, "work": MINIMAL["work"]},
        {"work": MINIMAL["work"]},
        {"contact": {}, "work_experience": [{"company": "Acme"}]},
        {"personalInfo": {"name": ""}, "workExperience": []},
        {"cv": {"name": None}},
        {"basics": {"name": "\u202e\u200b"}, "work": MINIMAL["work"]},
    ],
)
def test_a_resume_without_a_name_is_refused(data: Any) -> None:
    assert "has no name" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        {"basics": {"name": "Alice"}},
        {"basics": {"name": "Alice"}, "work": []},
        {"basics": {"name": "Alice"}, "work": None},
        {"basics": {"name": "Alice"}, "work": [{}]},
        {"cv": {"name": "Alice", "sections": {}}},
        {"personalInfo": {"name": "Alice"}},
        {"contact": {"full_name": "Alice"}},
    ],
)
def test_a_resume_with_a_name_alone_is_refused(data: Any) -> None:
    assert "nothing but a name" in refusal(data)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({**MINIMAL, "work": "x"}, '"work"'),
        ({**MINIMAL, "work": ["x"]}, '"work[0]"'),
        ({**MINIMAL, "work": {"name": "Acme"}}, '"work"'),
        (with_work(name=["Acme"]), '"work[0].name"'),
        (with_work(position={"a": 1}), '"work[0].position"'),
        (with_work(startDate=True), '"work[0].startDate"'),
        (with_work(highlights=5), '"work[0].highlights"'),
        (with_work(highlights=[["x"]]), '"work[0].highlights[0]"'),
        ({**MINIMAL, "basics": "Alice"}, '"basics"'),
        ({**MINIMAL, "basics": {"name": ["Alice"]}}, '"basics.name"'),
        ({**MINIMAL, "skills": "SQL"}, '"skills"'),
        ({**MINIMAL, "skills": [5]}, '"skills[0]"'),
        ({**MINIMAL, "education": [None]}, '"education[0]"'),
        ({"contact": {"full_name": "A"}, "work_experience": [{"current": "maybe", "title": "x"}]}, "current"),
        ({"cv": {"name": "A", "sections": {"experience": "x"}}}, '"cv.sections.experience"'),
        ({"cv": {"name": "A", "sections": []}}, '"cv.sections"'),
        ({"personalInfo": [], "workExperience": []}, '"personalInfo"'),
    ],
)
def test_a_field_of_the_wrong_type_is_refused_by_its_path(data: Any, path: str) -> None:
    assert path in refusal(data)


def test_a_name_that_is_far_too_long_is_refused() -> None:
    message = refusal({**MINIMAL, "basics": {"name": "A" * 3_000}})
    assert message == 'The résumé\'s "contact.full_name" is too long: shorten it to 2000 characters.'


def test_a_description_that_is_far_too_long_is_refused() -> None:
    message = refusal(with_work(highlights=["word " * 1_000] * 10))
    assert message.endswith('"work_experience.0.description" is too long: shorten it to 40000 characters.')
