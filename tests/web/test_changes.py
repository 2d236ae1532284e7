"""Changes decided, edited, undone; two windows; what is downloaded is what was decided."""

import re
from html import unescape

import pytest
from django.test import Client

from content.models import Chunk, Said, Status
from tailoring.models import Decision, changes_in
from web.shown.changes import in_short, shown_changes

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def said(answer):
    return unescape(answer.content.decode())


def states(page, run):
    found = re.findall(
        r'data-change="([^"]+)" data-state="([^"]+)"', page.get(f"/runs/{run.pk}/").content.decode()
    )
    return dict(found)


@pytest.fixture
def left(done):
    """The change that leaves a line of a job out."""
    return next(change for change in changes_in(done) if change.key.startswith("left.roles."))


def post(page, run, change, deed="", seen=0, **more):
    path = f"/runs/{run.pk}/changes/{change.key}/{deed and deed + '/'}"
    return page.post(path, {"seen": seen, **more}, headers=HTMX)


def text_file(page, run):
    return " ".join(page.get(f"/runs/{run.pk}/resume.txt").content.decode().split())


def test_each_change_is_proposed_with_its_three_buttons(page, done):
    answer = said(page.get(f"/runs/{done.pk}/"))
    changes = changes_in(done)
    assert states(page, done) == {change.key: "proposed" for change in changes}
    for name in ("Accept", "Keep mine", "Edit"):
        assert answer.count(f">{name}</button>") == len(changes)


def test_accepting_and_keeping_ones_own_is_printed(page, done, left):
    assert left.before[0] not in text_file(page, done)
    answer = post(page, done, left, state="original")
    assert 'data-state="original"' in said(answer)
    assert left.before[0] in text_file(page, done)
    post(page, done, left, state="accepted", seen=1)
    assert states(page, done)[left.key] == "accepted"
    assert left.before[0] not in text_file(page, done)


def test_without_a_script_one_comes_back_to_the_change(page, done, left):
    answer = page.post(f"/runs/{done.pk}/changes/{left.key}/", {"state": "original", "seen": 0})
    assert answer["Location"].startswith(f"/runs/{done.pk}/#change-left-roles")
    editing = said(page.get(f"/runs/{done.pk}/changes/{left.key}/edit/"))
    assert '<textarea id="change-left' in editing
    assert "<nav" in editing


def test_an_edit_in_ones_own_words_is_printed(page, done, left):
    answer = post(page, done, left, "save", text=left.before[0].replace("Wrote", "I wrote"))
    assert answer.status_code == 200
    assert 'data-state="edited"' in said(answer)
    assert Decision.objects.get().text in text_file(page, done)


def test_an_edit_that_nothing_supports_must_be_confirmed_and_becomes_a_statement(page, alice, done, left):
    text = f"{left.before[0]} and saved 4 million dollars"
    told = post(page, done, left, "check", text=text)
    assert "<mark>" in said(told)
    answer = post(page, done, left, "save", text=text)
    assert answer.status_code == 422
    assert "Nothing of yours says" in said(answer)
    assert text in said(answer)
    assert not Decision.objects.exclude(state="proposed").exists()
    assert post(page, done, left, "save", text=text, stated="yes").status_code == 200
    chunk = Chunk.objects.get(owner=alice, said=Said.STATED)
    assert (chunk.text, chunk.status) == (text, Status.APPROVED)
    assert "4 million dollars" in text_file(page, done)
    assert "Every word of it has a source" in said(post(page, done, left, "check", text=text))


def test_undo_goes_back_step_by_step_and_takes_a_statement_back(page, alice, done, left):
    post(page, done, left, state="original")
    post(page, done, left, "save", seen=1, text="Ran a zoo with 40 lions", stated="yes")
    post(page, done, left, "undo", seen=2)
    assert states(page, done)[left.key] == "original"
    assert Chunk.objects.get(owner=alice, said=Said.STATED).status == Status.RETIRED
    post(page, done, left, "undo", seen=3)
    assert states(page, done)[left.key] == "proposed"
    assert "zoo" not in text_file(page, done)


def test_of_two_windows_the_second_is_told_and_nothing_is_lost(page, done, left):
    post(page, done, left, state="original")
    answer = post(page, done, left, state="accepted")
    assert answer.status_code == 409
    assert "decided in another window" in said(answer)
    assert states(page, done)[left.key] == "original"
    typed = post(page, done, left, "save", text=left.before[0])
    assert typed.status_code == 409
    assert f"What you wrote here: “{left.before[0]}”" in said(typed)


@pytest.mark.parametrize("deed", ["", "save", "check", "undo"])
def test_a_proposal_that_is_not_there_does_not_exist(page, done, deed):
    path = f"/runs/{done.pk}/changes/left.roles.r9.1/{deed and deed + '/'}"
    assert page.post(path, {"state": "accepted", "text": "x"}).status_code == 404


def test_lines_are_moved_and_not_reworded_in_their_order(page, alice, done):
    moved = next((change for change in changes_in(done) if change.kind == "order"), None)
    if moved is None:
        moved = next(change for change in changes_in(done) if change.kind == "skills")
        answer = post(page, done, moved, "save", text="COBOL")
        assert answer.status_code == 422
        return
    answer = post(page, done, moved, "save", text="\n".join([*moved.after, "Another line"]))
    assert answer.status_code == 422
    assert "Only move whole lines" in said(answer)
    turned = list(reversed(moved.after))
    assert post(page, done, moved, "save", text="\n".join(turned)).status_code == 200
    text = text_file(page, done)
    assert text.index(turned[0][:40]) < text.index(turned[-1][:40])


def test_every_format_is_read_back_and_says_so(page, done):
    answer = said(page.get(f"/runs/{done.pk}/files/"))
    assert answer.count("Read back: all") == 6


def test_the_page_is_pictured_as_it_was_decided(page, done, left):
    first = page.get(f"/runs/{done.pk}/page-1.webp")
    assert first["Content-Type"] == "image/webp"
    assert first.content[8:12] == b"WEBP"
    assert len(first.content) < 200_000
    post(page, done, left, state="original")
    assert page.get(f"/runs/{done.pk}/page-1.webp").content != first.content
    assert page.get(f"/runs/{done.pk}/page-9.webp").status_code == 404
    assert page.get(f"/runs/{done.pk}/page-9.webp?another").status_code == 204


def test_beside_the_changes_stands_how_far_one_is(page, done, left):
    count = len(changes_in(done))
    assert f"{count} of {count} changes not decided yet" in said(page.get(f"/runs/{done.pk}/side/"))
    for change in changes_in(done):
        post(page, done, change, state="accepted")
    assert "Every change is decided" in said(page.get(f"/runs/{done.pk}/side/"))


@pytest.mark.parametrize("path", ["side/", "files/", "pages/", "page-1.webp", "changes/{}/edit/"])
def test_bob_sees_nothing_of_it(bob, done, left, path):
    client = Client()
    client.force_login(bob)
    assert client.get(f"/runs/{done.pk}/{path.format(left.key)}").status_code == 404


@pytest.mark.parametrize("deed", ["", "save/", "check/", "undo/"])
def test_bob_decides_nothing_of_it(bob, done, left, deed):
    client = Client()
    client.force_login(bob)
    path = f"/runs/{done.pk}/changes/{left.key}/{deed}"
    assert client.post(path, {"state": "original", "text": "x", "seen": 0}).status_code == 404
    assert not Decision.objects.exists()


def test_above_the_changes_stands_in_a_sentence_what_was_changed(page, done):
    shown = shown_changes(changes_in(done), {})
    assert in_short([]) == ""
    left = [one for one in shown if one.is_left_out]
    assert in_short(left[:1]) == "1 line left out. Nothing else was touched."
    assert in_short(shown) in said(page.get(f"/runs/{done.pk}/"))
