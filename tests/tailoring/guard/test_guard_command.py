"""`manage.py guard`: one JSON object per line, in the order of the file, and a table for people."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

CASES = [
    {
        "id": "a",
        "role": {"company": "Engine Works", "title": "Engineer", "start": "2019-04", "end": "Present"},
        "sources": [{"id": "c1", "text": "Helped move 40 reports to PostgreSQL."}],
        "skills": ["SQL"],
        "bullet": "Led the move of 40 reports to PostgreSQL.",
        "label": "fabricated",
        "kind": "role_inflated",
    },
    {
        "id": "b",
        "sources": [{"id": "c1", "text": "Helped move 40 reports to PostgreSQL."}],
        "bullet": "Helped move 40 reports to PostgreSQL.",
    },
]


def guard(file, *options):
    out, err = io.StringIO(), io.StringIO()
    call_command("guard", str(file), *options, stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def written(tmp_path, text):
    file = tmp_path / "cases.jsonl"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("level", ["strict", "balanced"])
def test_each_case_gets_its_line_in_order(tmp_path, level, capsys):
    lines = guard(written(tmp_path, "\n".join(map(json.dumps, CASES))), "--level", level)
    assert [line["id"] for line in lines] == ["a", "b"]
    assert {"kind", "words", "reason"} == set(lines[0]["violations"][0])
    assert "Led" in lines[0]["violations"][0]["words"]
    assert lines[1] == {"id": "b", "violations": []}
    assert "role_inflated" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{broken", "line 1: not JSON"),
        ('{"id": "a"}', "line 1: give an object with id and bullet and sources"),
        ('{"id": "a", "bullet": "x", "sources": "none"}', "Case a: sources"),
    ],
)
def test_a_file_that_is_not_cases_is_refused_by_line(tmp_path, text, says):
    with pytest.raises(CommandError) as caught:
        guard(written(tmp_path, text))
    assert caught.value.returncode == 2
    assert says in str(caught.value)
