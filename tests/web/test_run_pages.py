"""`/runs/`: a run watched to its end, cancelled, tried again; its files; and that it is nobody else's."""

import pytest
from django.test import Client

from tailoring.models import Run, State
from tailoring.running.execute import execute
from tests.support.service import JOB

pytestmark = pytest.mark.django_db
KINDS = ("pdf", "docx", "md", "txt", "json", "html")


def said(answer):
    return answer.content.decode()


@pytest.fixture
def queued(alice, resume):
    return Run.objects.begin(alice, JOB, resume.record, stored=resume, engine="offline")


def test_a_run_that_waits_shows_its_steps_and_looks_again_without_a_script(page, queued):
    answer = said(page.get(f"/runs/{queued.pk}/"))
    assert 'data-run-status="queued"' in answer
    assert answer.count("<li class=") == 4
    assert '<noscript><meta http-equiv="refresh"' in answer


def test_the_steps_are_fetched_alone_and_the_page_anew_once_it_is_over(page, queued):
    steps = page.get(f"/runs/{queued.pk}/", headers={"HX-Request": "true"})
    assert said(steps).lstrip().startswith('<div id="steps"')
    execute(queued.pk)
    assert page.get(f"/runs/{queued.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_each_step_says_what_it_found(page, done):
    done.state = State.RUNNING
    done.save(update_fields=["state"])
    answer = said(page.get(f"/runs/{done.pk}/"))
    assert "It asks for Python" in answer
    assert "of what you wrote can be used" in answer
    assert "drafted, to be checked one by one" in answer
    assert "Every line rests on your words" in answer


def test_lines_are_shown_while_the_run_goes_on_once_they_are_proven_and_no_others(page, done):
    done.state = State.RUNNING
    done.save(update_fields=["state"])
    done.events.filter(name="attempt").delete()
    proven = done.events.filter(name="proven").order_by("number").last()
    assert proven.data["texts"]
    proven.data = {**proven.data, "texts": ["Built the mill"], "left": 2}
    proven.save(update_fields=["data"])
    answer = said(page.get(f"/runs/{done.pk}/"))
    assert "<li>Built the mill</li>" in answer
    assert "1 line proven" in answer
    assert "2 lines still being checked" in answer
    assert "Every line rests on your words" not in answer


def test_a_run_can_be_cancelled(page, queued):
    page.post(f"/runs/{queued.pk}/cancel/")
    assert 'data-run-status="cancelled"' in said(page.get(f"/runs/{queued.pk}/"))


def test_a_failed_run_says_why_and_goes_on_from_what_is_stored(page, queued):
    queued.claim(30)
    queued.fail("provider_failed", "The provider did not answer; try again.")
    answer = said(page.get(f"/runs/{queued.pk}/"))
    assert "The provider did not answer" in answer
    page.post(f"/runs/{queued.pk}/retry/")
    queued.refresh_from_db()
    assert (queued.state, queued.error) == (State.QUEUED, "")
    assert execute(queued.pk).state == State.DONE
    assert queued.events.filter(name="state", key="over").count() == 1


def test_a_run_that_is_done_cannot_be_tried_again(page, done):
    page.post(f"/runs/{done.pk}/retry/")
    done.refresh_from_db()
    assert done.state == State.DONE


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_is_linked_and_named_after_person_company_and_role(page, done, kind):
    assert f'href="/runs/{done.pk}/resume.{kind}"' in said(page.get(f"/runs/{done.pk}/"))
    answer = page.get(f"/runs/{done.pk}/resume.{kind}")
    assert answer.status_code == 200
    assert (
        f'filename="Ada Byron - Northwind Mills - Senior Backend Engineer.{kind}"'
        in answer["Content-Disposition"]
    )


def test_a_file_of_a_run_that_is_not_done_and_one_of_no_kind_do_not_exist(page, done, queued):
    assert page.get(f"/runs/{done.pk}/resume.exe").status_code == 404
    assert page.get(f"/runs/{queued.pk}/resume.pdf").status_code == 404


@pytest.mark.parametrize("path", ["", "resume.pdf", "resume.txt"])
def test_what_is_alices_does_not_exist_for_bob_and_asks_a_stranger_to_log_in(bob, done, path):
    client = Client()
    assert client.get(f"/runs/{done.pk}/{path}")["Location"].startswith("/login/")
    client.force_login(bob)
    assert client.get(f"/runs/{done.pk}/{path}").status_code == 404


@pytest.mark.parametrize("deed", ["cancel", "retry"])
def test_bob_neither_cancels_nor_tries_again_what_is_alices(bob, queued, deed):
    client = Client()
    client.force_login(bob)
    assert client.post(f"/runs/{queued.pk}/{deed}/").status_code == 404


def test_the_list_shows_ones_own_runs_and_no_title_is_cut_in_a_word(page, bob, alice, resume):
    job = "We are looking for a thoroughly experienced representative of transportation."
    Run.objects.begin(alice, job, resume.record, stored=resume, engine="offline")
    Run.objects.begin(bob, "Bob's secret wish", resume.record, stored=None, engine="offline")
    answer = said(page.get("/runs/"))
    assert "We are looking for a thoroughly experienced representative…" in answer
    assert "secret" not in answer


def test_a_fragment_without_a_session_sends_the_page_to_the_log_in_and_back(client, queued):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/runs/{queued.pk}/"}
    answer = client.get(f"/runs/{queued.pk}/", headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/login/?next=/runs/{queued.pk}/")
