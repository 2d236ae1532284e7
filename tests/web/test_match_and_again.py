"""What the job asks for, in words; "I have done this"; and tailoring again with what was decided and said."""

from html import unescape

import pytest
from django.test import Client

from content.models import Chunk, Said
from content.schema.chunking import role_keys
from tailoring.decisions import Matched, Standing
from tailoring.models import Decision, Run, changes_in, match_of
from tailoring.running.execute import execute
from web.shown.match import in_words, worst_first

pytestmark = pytest.mark.django_db


def said(answer):
    return unescape(answer.content.decode())


def asked(name, standing, required=True):
    return Matched(name, required, Standing(standing))


def test_the_match_is_told_in_words_and_without_a_score():
    lines = [asked("Python", "shown"), asked("Go", "missing"), asked("SQL", "supported")]
    assert in_words(lines) == "1 of 3 must-haves shown; 1 you have not shown; 1 missing."
    assert in_words([asked("Go", "shown", required=False)]) == "1 of 1 things asked shown."
    assert in_words([]) == "The ad names nothing that can be looked for."
    assert [line.matched.name for line in worst_first(lines)] == ["Go", "SQL", "Python"]


def test_the_page_says_what_is_shown_by_which_words_and_offers_to_say_what_is_not(page, done):
    answer = said(page.get(f"/runs/{done.pk}/"))
    assert "must-haves shown" in answer
    for one in match_of(done):
        assert f"<strong>{one.name}</strong>" in answer
        assert all(words in answer for words, _ in one.words)
    gaps = sum(one.standing in ("missing", "partial") for one in match_of(done))
    assert gaps
    assert answer.count("I have done this<") == gaps


def test_what_one_has_done_becomes_a_statement_and_is_used_when_tailored_again(page, alice, done):
    missing = next(one.name for one in match_of(done) if one.standing == "missing")
    role = role_keys(done.record)[0]
    text = f"Ran {missing} for two years in production"
    page.post(f"/runs/{done.pk}/say/", {"asked": missing, "text": text, "role": role})
    chunk = Chunk.objects.get(owner=alice, said=Said.STATED)
    assert (chunk.text, chunk.role) == (text, role)
    answer = page.post(f"/runs/{done.pk}/again/", {"key": "one"})
    fresh = Run.objects.of(alice).exclude(pk=done.pk).get()
    assert answer["Location"] == f"/runs/{fresh.pk}/"
    execute(fresh.pk)
    fresh.refresh_from_db()
    result = fresh.result
    assert result is not None
    assert text in {item.text for item in result.evidence}
    assert {one.name: one.standing for one in match_of(fresh)}[missing] != "missing"


def test_the_form_for_what_one_has_done_comes_alone_or_with_its_page(page, bob, done):
    gap = next(one.name for one in match_of(done) if one.standing == "missing")
    path = f"/runs/{done.pk}/say/?asked={gap}"
    alone = said(page.get(path, headers={"HX-Request": "true"}))
    assert alone.startswith("<form")
    assert f"What did you do with “{gap}”?" in alone
    whole = said(page.get(path))
    assert "<details open><summary>Each of them" in whole
    assert whole.count("What did you do with") == 1
    stranger = Client()
    stranger.force_login(bob)
    assert stranger.get(path).status_code == 404


def test_an_empty_statement_is_refused_in_a_sentence(page, alice, done):
    answer = page.post(f"/runs/{done.pk}/say/", {"asked": "Kubernetes", "text": " "})
    assert answer.status_code == 422
    assert "Say in a sentence what you did" in said(answer)
    assert not Chunk.objects.filter(owner=alice, said=Said.STATED).exists()


def test_tailoring_again_goes_on_from_the_decisions_made(page, alice, done):
    for change in changes_in(done):
        path = f"/runs/{done.pk}/changes/{change.key}/"
        page.post(path, {"state": "original", "seen": 0})
    page.post(f"/runs/{done.pk}/again/", {"key": "one"})
    page.post(f"/runs/{done.pk}/again/", {"key": "one"})
    fresh = Run.objects.of(alice).exclude(pk=done.pk).get()
    execute(fresh.pk)
    states = set(Decision.objects.of(fresh).values_list("state", flat=True))
    assert states == {"original"}
    assert Decision.objects.of(fresh).count() == len(changes_in(done))


@pytest.mark.parametrize("deed", ["again", "say"])
def test_bob_neither_tailors_again_nor_says_anything_for_alice(bob, done, deed):
    client = Client()
    client.force_login(bob)
    assert client.post(f"/runs/{done.pk}/{deed}/", {"text": "x"}).status_code == 404
    assert Run.objects.count() == 1
