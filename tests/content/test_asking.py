"""A model is asked where lines of a file belong: it answers numbers and kinds, and nothing else of it comes in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from content.models import Document, Resume
from tailoring.records.placing import LinePlaces
from tests.fakes.anthropic_api import AnthropicAPI, good, refusal
from tests.support.clients import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TEXT = """Alice Example
alice@example.org

EXPERIENCE

Harbour Freight | Data Engineer | Rotterdam | Team of 12
Mar 2021 - Present
- Cut the nightly load from 6 hours to 40 minutes.

SKILLS

Python, SQL
"""
HERE = {"line": 0, "section": "work_experience", "entry": 0, "field": ""}


@pytest.fixture(scope="module")
def server() -> Iterator[AnthropicAPI]:
    with AnthropicAPI() as running:
        yield running


@pytest.fixture
def claude(server: AnthropicAPI, settings: Any) -> AnthropicAPI:
    server.reset()
    settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL = server.api_key, server.url
    return server


def send(user: Any, *, text: str = TEXT, ask: bool = True, preview: bool = True, **more: Any) -> Any:
    body = {
        "file": SimpleUploadedFile("cv.txt", text.encode()),
        "ask_model": "true" if ask else "false",
        **more,
    }
    return client_of(user).post(f"/api/documents?preview={str(preview).lower()}", body, format="multipart")


def test_a_line_is_placed_where_the_model_says_and_marked_as_the_models(
    alice: Any, claude: AnthropicAPI
) -> None:
    claude.script(LinePlaces, good({"places": [HERE]}))
    shown = send(alice).json()
    assert shown["resume"]["work_experience"][0]["description"].endswith("- Team of 12")
    assert shown["unplaced"] == []
    assert shown["unheld"] == ["Placed by the model, so look at it: “Team of 12” in Harbour Freight."]
    sent = json.dumps(claude.recorded[-1].body)
    assert "Team of 12" in sent
    assert "alice@example.org" not in sent
    assert "nightly load" not in sent


DUTCH = "Dutch, which I speak fluently after four years in the port of Rotterdam"
UNSURE = f"""{TEXT.replace("| Team of 12", "")}
ODDS AND ENDS

{DUTCH}

Marathon in under four hours
"""


def test_lines_under_a_heading_that_is_not_known_are_asked_about_too(
    alice: Any, claude: AnthropicAPI
) -> None:
    claude.script(LinePlaces, good({"places": [{**HERE, "section": "languages", "entry": -1}]}))
    shown = send(alice, text=UNSURE).json()
    assert shown["resume"]["languages"] == [DUTCH]
    assert shown["resume"]["ODDS AND ENDS"] == ["Marathon in under four hours"]
    assert shown["unheld"] == [f"Placed by the model, so look at it: “{DUTCH}” in languages."]
    sent = json.dumps(claude.recorded[-1].body)
    assert "ODDS AND ENDS: Marathon in under four hours" in sent
    assert "nightly load" not in sent


@pytest.mark.parametrize(
    "places", [[], [{**HERE, "line": 9}], [{**HERE, "section": "work"}], [{**HERE, "entry": 4}]]
)
def test_what_a_lying_model_says_of_an_unknown_heading_changes_nothing(
    alice: Any, claude: AnthropicAPI, places: Any
) -> None:
    plain = send(alice, text=UNSURE, ask=False).json()
    claude.script(LinePlaces, good({"places": places}))
    assert send(alice, text=UNSURE).json() == plain


def test_a_section_whose_lines_all_have_a_place_goes(alice: Any, claude: AnthropicAPI) -> None:
    places = [
        {**HERE, "section": "languages", "entry": -1},
        {**HERE, "line": 1, "section": "achievements", "entry": -1},
    ]
    claude.script(LinePlaces, good({"places": places}))
    resume = send(alice, text=UNSURE).json()["resume"]
    assert "ODDS AND ENDS" not in resume
    assert resume["achievements"] == ["Marathon in under four hours"]


@pytest.mark.parametrize("heading", ["copy", "json"])
def test_a_heading_that_is_called_as_a_method_is_asked_about_as_any_other(
    alice: Any, claude: AnthropicAPI, heading: str
) -> None:
    text = f"# Alice Example\n\n## Skills\n\nPython, SQL\n\n## {heading}\n\n{DUTCH}\n"
    claude.script(LinePlaces, good({"places": [{**HERE, "section": "languages", "entry": -1}]}))
    answer = send(alice, file=SimpleUploadedFile("cv.md", text.encode()))
    assert answer.json()["resume"]["languages"] == [DUTCH]
    assert f"{heading}: {DUTCH}" in json.dumps(claude.recorded[-1].body)


def test_nothing_is_sent_unless_it_is_asked_for(alice: Any, claude: AnthropicAPI) -> None:
    assert send(alice, ask=False).json()["unplaced"][0]["text"] == "Team of 12"
    assert not claude.recorded


@pytest.mark.parametrize(
    "places",
    [
        [],
        [{**HERE, "line": 7}],
        [{**HERE, "line": -1}],
        [{**HERE, "entry": 3}],
        [{**HERE, "entry": -1}],
        [{**HERE, "field": "company"}],  # holds words already
        [{**HERE, "field": "current"}],
        [{**HERE, "section": "contact", "field": "full_name"}],
        [{**HERE, "section": "contact", "field": "ssn"}],
        [{**HERE, "section": "contact", "field": ""}],
    ],
)
def test_what_a_lying_model_answers_changes_nothing(alice: Any, claude: AnthropicAPI, places: Any) -> None:
    plain = send(alice, ask=False).json()
    claude.script(LinePlaces, good({"places": places}))
    assert send(alice).json() == plain


def test_a_line_that_is_named_twice_is_placed_once(alice: Any, claude: AnthropicAPI) -> None:
    claude.script(LinePlaces, good({"places": [HERE, {**HERE, "section": "skills", "entry": -1}]}))
    resume = send(alice).json()["resume"]
    assert json.dumps(resume).count("Team of 12") == 1
    assert resume["skills"] == ["Python", "SQL"]


def test_a_model_that_refuses_stores_nothing_and_is_told_in_a_sentence(
    alice: Any, claude: AnthropicAPI
) -> None:
    claude.script(LinePlaces, refusal())
    answer = send(alice, preview=False)
    assert answer.status_code in (502, 503)
    assert answer.json()["detail"].endswith(".")
    assert not Document.objects.exists()


def test_without_a_key_it_says_what_to_set(alice: Any, settings: Any) -> None:
    settings.ANTHROPIC_API_KEY = ""
    answer = send(alice)
    assert answer.status_code == 503
    assert "ANTHROPIC_API_KEY" in answer.json()["detail"]


def test_corrections_go_without_it(alice: Any, claude: AnthropicAPI) -> None:
    answer = send(alice, corrections=json.dumps({"place": [HERE | {"field": "description"}]}))
    assert answer.status_code == 422
    assert "ask_model" in json.dumps(answer.json())
    assert not claude.recorded


def test_the_command_asks_and_tells(alice: Any, claude: AnthropicAPI, tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text(TEXT)
    claude.script(LinePlaces, good({"places": [HERE]}))
    complaints = StringIO()
    call_command(
        "import_resume",
        str(tmp_path / "cv.txt"),
        "--user",
        alice.email,
        "--ask-model",
        stdout=StringIO(),
        stderr=complaints,
    )
    assert Resume.objects.get().record.work_experience[0].bullets[-1] == "Team of 12"
    assert "Placed by the model" in complaints.getvalue()
    claude.script(LinePlaces, refusal())
    with pytest.raises(CommandError):
        call_command("import_resume", str(tmp_path / "cv.txt"), "--user", alice.email, "--ask-model")
