"""A line, a job or a section that is locked: no run touches it again."""

import pytest
from django.test import Client

from content.models import Resume
from content.schema.chunking import role_keys
from content.schema.locks import Lock
from tailoring.models import Run, changes_in, decided_resume, locked_changes
from tailoring.running.execute import execute
from tests.support.people import ada
from tests.web.conftest import AD

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def again(run):
    fresh = Run.objects.begin(run.owner, run.posting, run.record, stored=run.resume, engine="offline")
    return execute(fresh.pk)


def left_out(run):
    return next(change for change in changes_in(run) if change.key.startswith("left.roles."))


def lock(page, run, change, **more):
    return page.post(f"/runs/{run.pk}/changes/{change.key}/lock/", {"seen": 0, **more}, headers=HTMX)


def test_a_locked_line_is_kept_and_no_later_run_leaves_it_out(page, done):
    change = left_out(done)
    answer = lock(page, done, change).content.decode()
    assert 'data-state="original"' in answer
    assert "Unlock" in answer
    later = again(done)
    assert change.before[0] in str(decided_resume(later))
    assert left_out_of(later, change) in locked_changes(later)
    article = page.get(f"/runs/{later.pk}/").content.decode()
    assert f'data-change="{left_out_of(later, change)}" data-state="original"' in article


def left_out_of(run, change):
    return next(one.key for one in changes_in(run) if one.before == change.before)


def test_a_locked_job_is_printed_as_its_owner_wrote_it(page, done):
    change = left_out(done)
    lock(page, done, change, section="yes")
    number = int(change.section.removeprefix("roles.r")) - 1
    for run in (done, again(done)):
        resume = decided_resume(run)
        assert resume
        assert resume.work_experience[number].bullets == run.record.work_experience[number].bullets


def test_what_is_unlocked_is_proposed_again(page, done):
    change = left_out(done)
    lock(page, done, change)
    lock(page, done, change, unlock="yes", seen=1)
    assert not Resume.objects.get().locked
    assert change.before[0] not in str(decided_resume(again(done)))


def test_a_section_is_locked_and_unlocked_on_the_page_of_the_resume(page, resume):
    page.post(f"/resumes/{resume.pk}/lock/", {"section": "summary"})
    page.post(f"/resumes/{resume.pk}/lock/", {"section": role_keys(resume.record)[0]})
    assert page.post(f"/resumes/{resume.pk}/lock/", {"section": "nothing"}).status_code == 404
    locks = Resume.objects.get().locks
    assert locks == [Lock(section="summary"), Lock(section=role_keys(resume.record)[0])]
    assert "Locked" in page.get(f"/resumes/{resume.pk}/").content.decode()
    page.post(f"/resumes/{resume.pk}/unlock/", {"section": "summary", "text": ""})
    assert Resume.objects.get().locks == locks[1:]


def test_a_line_that_was_left_out_is_brought_back_from_the_list_beside(page, done):
    change = left_out(done)
    beside = page.get(f"/runs/{done.pk}/side/").content.decode()
    assert "Bring back" in beside
    page.post(f"/runs/{done.pk}/changes/{change.key}/", {"state": "original", "seen": 0}, headers=HTMX)
    assert "Back in." in page.get(f"/runs/{done.pk}/side/").content.decode()


def test_bob_locks_nothing_of_alices(bob, done, resume):
    client = Client()
    client.force_login(bob)
    assert lock(client, done, left_out(done)).status_code == 404
    assert client.post(f"/resumes/{resume.pk}/lock/", {"section": "summary"}).status_code == 404
    assert client.post(f"/resumes/{resume.pk}/unlock/", {"section": "summary"}).status_code == 404


def test_the_changes_of_a_project_are_shown_and_locked_as_a_job_s_are(page, alice):
    loom = {
        "name": "Loom",
        "highlights": ["Drew the logo", "Wrote its scheduler in Python", "Ran the stall", "Cleaned up"],
    }
    weaver, _ = Resume.objects.import_as_current(
        alice, ada(projects=[loom]), name="weaver.json", format="Bespoke", unheld=[]
    )
    run = execute(Run.objects.begin(alice, AD, weaver.record, stored=weaver, engine="offline").pk)
    change = next(change for change in changes_in(run) if change.section == "roles.p1")
    assert f'data-change="{change.key}"' in page.get(f"/runs/{run.pk}/").content.decode()
    lock(page, run, change, section="yes")
    kept = decided_resume(again(run))
    assert kept
    assert kept.others["projects"][0]["highlights"] == loom["highlights"]
    assert "Loom" in page.get(f"/resumes/{weaver.pk}/").content.decode()
