"""What a model equated is accepted or refused, for good; and the sheet that one takes to the interview."""

from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from tailoring.models import Decision, Run, changes_in, decided_resume, match_of
from tailoring.running.execute import execute

pytestmark = pytest.mark.django_db
ASKED = "Messaging systems"
WORDS = "on-call handbook"


def said(answer):
    return unescape(answer.content.decode())


@pytest.fixture
def equated(done):
    """Her run, of which a model took one wording for another."""
    line = {
        "id": "q90",
        "asked": ASKED,
        "required": True,
        "relation": "same",
        "by": "model",
        "evidence": [{"words": WORDS, "where": "work_experience/0/description", "ids": []}],
    }
    done.outcome["map"].append(line)
    done.save(update_fields=["outcome"])
    return done


def judge(page, run, verdict, seen=0):
    return page.post(
        f"/runs/{run.pk}/judge/", {"asked": ASKED, "verdict": verdict, "seen": seen}, follow=True
    )


def standing(run):
    return next(one.standing for one in match_of(run) if one.name == ASKED)


def test_what_a_model_equated_is_marked(page, equated):
    answer = said(page.get(f"/runs/{equated.pk}/"))
    assert answer.count("The model took these words for the same") == 1


def test_accepting_makes_it_another_name_for_good(page, alice, equated):
    answer = said(judge(page, equated, "accept"))
    assert "You said that these words mean the same" in answer
    assert User.objects.get(pk=alice.pk).aliases == f"{ASKED} = {WORDS}"
    judge(page, equated, "undo", seen=1)
    assert User.objects.get(pk=alice.pk).aliases == ""


def test_what_was_accepted_is_the_same_in_every_later_run(page, done):
    assert line_of(done, "Terraform")["relation"] == "none"
    line_of(done, "Terraform").update(
        relation="same", by="model", evidence=[{"words": WORDS, "where": "work_experience/0/0", "ids": []}]
    )
    done.save(update_fields=["outcome"])
    page.post(f"/runs/{done.pk}/judge/", {"asked": "Terraform", "verdict": "accept", "seen": 0})
    page.post(f"/runs/{done.pk}/again/", {"key": "two"})
    fresh = execute(Run.objects.exclude(pk=done.pk).get().pk)
    line = line_of(fresh, "Terraform")
    assert (line["relation"], line["by"]) == ("same", "person")
    assert [one["words"] for one in line["evidence"]] == [WORDS]
    assert "Terraform" not in fresh.outcome["gaps"]


def line_of(run, asked):
    return next(line for line in run.outcome["map"] if line["asked"] == asked)


def test_refusing_makes_it_a_gap_here_and_in_what_is_tailored_again(page, equated):
    assert standing(equated) != "missing"
    judge(page, equated, "refuse")
    assert standing(equated) == "missing"
    page.post(f"/runs/{equated.pk}/again/", {"key": "one"})
    fresh = Run.objects.exclude(pk=equated.pk).get()
    execute(fresh.pk)
    assert Decision.objects.of(fresh).filter(change__startswith="match.", state="original").exists()


def test_of_two_windows_the_second_is_told(page, equated):
    judge(page, equated, "refuse")
    assert "in another window" in said(judge(page, equated, "accept"))
    assert standing(equated) == "missing"


def test_the_sheet_has_each_line_what_was_left_out_and_a_sentence_for_each_gap(page, done):
    sheet = said(page.get(f"/runs/{done.pk}/interview/"))
    resume = decided_resume(done)
    assert resume
    for role in resume.work_experience:
        assert all(line in sheet for line in role.bullets)
    for change in changes_in(done):
        if change.kind == "left out":
            assert change.before[0] in sheet
        if change.kind == "reworded":
            assert all(own.text in sheet for own in change.sources)
    gaps = [one for one in match_of(done) if one.standing == "missing"]
    assert sheet.count("I have not done this so far") == len(gaps) > 0


def test_a_run_that_is_not_done_has_no_sheet(page, alice, resume):
    run = Run.objects.begin(alice, "An ad", resume.record, stored=resume, engine="offline")
    assert page.get(f"/runs/{run.pk}/interview/").status_code == 404


def test_bob_judges_and_sees_nothing_of_alices(bob, equated):
    client = Client()
    client.force_login(bob)
    assert judge(client, equated, "refuse").status_code == 404
    assert client.get(f"/runs/{equated.pk}/interview/").status_code == 404
