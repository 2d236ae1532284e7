"""A person previews a file, corrects what was read of it, and stores that."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.models import Chunk, Document, Resume
from tests.support.clients import client_of

pytestmark = pytest.mark.django_db
TEXT = """Alice Example
alice@example.org

EXPERIENCE

Harbour Freight | Data Engineer | Rotterdam | Team of 12
Mar 2021 - Present
- Cut the nightly load from 6 hours to 40 minutes.

SKILLS

Python, SQL
"""


@pytest.fixture
def api(alice: Any) -> Any:
    return client_of(alice)


def send(api: Any, corrections: Any = None, *, preview: bool = False, text: str = TEXT) -> Any:
    body: dict[str, Any] = {"file": SimpleUploadedFile("cv.txt", text.encode())}
    if corrections is not None:
        body["corrections"] = corrections if isinstance(corrections, str) else json.dumps(corrections)
    return api.post(f"/api/documents?preview={'true' if preview else 'false'}", body, format="multipart")


def test_a_preview_shows_the_lines_without_a_place_word_for_word(api: Any) -> None:
    shown = send(api, preview=True).json()
    assert shown["unplaced"] == [{"line": 0, "text": "Team of 12", "under": "Harbour Freight"}]
    assert shown["unheld"] == []
    assert shown["sure"]["work"] == 1.0


def test_a_line_is_placed_and_stored_and_no_longer_told_as_lost(api: Any, alice: Any) -> None:
    place = [{"line": 0, "section": "work_experience", "entry": 0}]
    shown = send(api, {"place": place}, preview=True).json()
    assert shown["unplaced"] == []
    assert not Document.objects.exists()
    assert send(api, {"place": place}).status_code == 201
    assert Resume.objects.get().record.work_experience[0].bullets[-1] == "Team of 12"
    assert Document.objects.get().unheld == []
    assert Chunk.objects.filter(owner=alice, text="Team of 12").exists()


@pytest.mark.parametrize(
    ("placement", "where"),
    [
        ({"section": "skills"}, ("skills", -1)),
        ({"section": "summary"}, ("summary",)),
        ({"section": "contact", "field": "location"}, ("contact", "location")),
        ({"section": "work_experience", "entry": 0, "field": "location"}, ("work_experience", 0, "location")),
        ({"section": "achievements"}, ("achievements", -1)),
        ({"section": "Teams"}, ("Teams", -1)),
    ],
)
def test_a_line_can_be_placed_anywhere(api: Any, placement: dict[str, Any], where: tuple[Any, ...]) -> None:
    value = send(api, {"place": [{"line": 0, **placement}]}, preview=True).json()["resume"]
    for step in where:
        value = value[step]
    assert value == "Team of 12"


def test_the_corrected_resume_is_stored_in_place_of_what_was_read(api: Any) -> None:
    resume = send(api, preview=True).json()["resume"]
    resume["work_experience"][0]["company"] = "Harbour Freight Lines"
    resume["work_experience"][0]["description"] += "\n- Team of 12"
    assert send(api, {"resume": resume}).status_code == 201
    role = Resume.objects.get().record.work_experience[0]
    assert (role.company, role.bullets[-1]) == ("Harbour Freight Lines", "Team of 12")
    assert Document.objects.get().unheld == []


def test_what_stays_without_a_place_is_kept_with_the_document(api: Any) -> None:
    assert send(api).status_code == 201
    assert Document.objects.get().unheld == ["Harbour Freight: Team of 12"]


@pytest.mark.parametrize(
    ("corrections", "says"),
    [
        ({"place": [{"line": 7, "section": "skills"}]}, "place[0].line"),
        ({"place": [{"line": 0, "section": "work_experience"}]}, "place[0].entry"),
        ({"place": [{"line": 0, "section": "work_experience", "entry": 4}]}, "place[0].entry"),
        ({"place": [{"line": 0, "section": "work_experience", "entry": 0, "field": "current"}]}, "place[0].field"),
        ({"place": [{"line": 0, "section": "contact"}]}, "place[0].field"),
        ({"place": [{"line": -1, "section": "skills"}]}, "place.0.line"),
        ({"resume": {"contact": {}}}, "contact.full_name"),
        ({"resume": {"contact": {"full_name": "A"}, "x": "\ud800"}}, "U+D800"),
        ({"resmue": {}}, "resmue"),
        ("{", "JSON"),
        ("[" * 100_000, "nested"),
        ("[]", "corrections"),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_made_is_refused_and_nothing_is_stored(
    api: Any, corrections: Any, says: str
) -> None:
    answer = send(api, corrections)
    assert answer.status_code == 422
    assert says in json.dumps(answer.json(), ensure_ascii=False)
    assert not Document.objects.exists()
