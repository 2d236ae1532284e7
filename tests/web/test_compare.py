"""Compare with plain AI: its cost first, once, and each claim that nothing supports marked by the guard."""

from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from tailoring.models import Charge
from tailoring.pipeline.plain import Plain
from tailoring.running.comparison import compare
from tests.fakes.anthropic_api import good, status

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def said(answer):
    return unescape(answer.content.decode())


@pytest.fixture
def claude(settings, anthropic_api):
    settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL = anthropic_api.api_key, anthropic_api.url
    return anthropic_api


def plain(run, line):
    role = run.record.work_experience[0]
    job = {"company": role.company, "title": role.title, "lines": [role.bullets[0], line]}
    return {"summary": "", "work_experience": [job], "skills": [run.record.skills[0], "Cobol"]}


def test_its_cost_is_said_before_anything_is_asked(page, done, claude):
    assert "Compare with plain AI" in said(page.get(f"/runs/{done.pk}/"))
    answer = said(page.get(f"/runs/{done.pk}/compare/"))
    assert "It costs about" in answer
    assert not claude.recorded


def test_what_nothing_supports_is_marked_and_what_is_theirs_is_not(page, done, claude):
    false = "Saved the company 4 million dollars with Kafka"
    claude.script(Plain, good(plain(done, false)))
    page.post(f"/runs/{done.pk}/compare/begin/")
    assert "It is being asked" in said(page.get(f"/runs/{done.pk}/compare/"))
    compare(done.pk)
    compare(done.pk)
    answer = said(page.get(f"/runs/{done.pk}/compare/"))
    assert "In 2 of its 4 lines" in answer
    assert "<mark>Cobol</mark>" in answer
    assert false in answer
    assert len(claude.recorded) == 1
    assert Charge.objects.count() == 1


def test_a_provider_that_fails_is_told_and_can_be_asked_again(page, done, claude):
    claude.script(Plain, status(401), good(plain(done, "Ran it")))
    for _ in range(2):
        page.post(f"/runs/{done.pk}/compare/begin/")
        compare(done.pk)
    assert "Plain AI</h2>" in said(page.get(f"/runs/{done.pk}/compare/"))


def test_it_is_there_only_where_a_model_is_configured_and_for_nobody_else(page, bob, done, claude, settings):
    client = Client()
    client.force_login(bob)
    assert client.get(f"/runs/{done.pk}/compare/").status_code == 404
    User.objects.filter(pk=done.owner_id).update(guest=True)
    assert page.get(f"/runs/{done.pk}/compare/").status_code == 404
    User.objects.update(guest=False)
    settings.ANTHROPIC_API_KEY = ""
    assert page.get(f"/runs/{done.pk}/compare/").status_code == 404
    assert page.post(f"/runs/{done.pk}/compare/begin/").status_code == 404
    assert "Compare with plain AI" not in said(page.get(f"/runs/{done.pk}/"))


def test_a_used_up_budget_is_told(page, alice, done, claude):
    User.objects.filter(pk=alice.pk).update(daily_runs=0)
    assert "budget is used up" in said(page.post(f"/runs/{done.pk}/compare/begin/"))
