"""The first page of the admin says what needs attention, to each only of what they may read."""

import pytest
from django.urls import reverse

from accounts.models import Assignment, User
from content.models import Change, Chunk, Document, Resume
from tailoring.models import Charge, Run
from tailoring.running.execute import execute
from tests.support.people import ada

START = "admin:index"


@pytest.fixture
def waiting(alice, bob):
    """Drafts of Alice, one of which says nearly what she has said, a run that failed, a document that gave nothing."""
    Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
    said = "Built billing services in Python and Django for 40 shops in all"
    for text in (said, "Grows roses"):
        Chunk.objects.create(owner=alice, text=text, source="note")
    Chunk.objects.create(owner=alice, text="Wrote on Kafka", source="blog", status="approved")
    Document.objects.create(owner=alice, name="empty", source="note")
    Chunk.objects.create(owner=bob, text="Bob's draft", source="note")
    run = Run.objects.begin(alice, "Python engineer", ada(), stored=None, engine="offline")
    assert run.claim(60)
    run.fail("provider", "Try again later.")
    Charge.objects.count_once(run.pk, alice.pk, 0.25)


def tasks(answer):
    return {task.what: task.count for task in answer.context["tasks"] or [] if task.count}


def test_a_superuser_sees_all_that_waits_and_each_leads_to_where_it_is_done(client, charlie, waiting):
    Change.objects.create(by=charlie, state="applying")
    client.force_login(charlie)
    answer = client.get(reverse(START))
    assert tasks(answer) == {
        "changes are half done": 1,
        "drafts wait to be reviewed": 3,
        "drafts of alice@example.org say nearly what another chunk says": 1,
        "facts from blogs belong to no job": 1,
        "documents of the last week gave no chunk": 1,
        "runs of the last week failed": 1,
    }
    assert "$0.25" in answer.content.decode()
    for task in answer.context["tasks"]:
        assert client.get(task.url).status_code == 200
    near = next(task for task in answer.context["tasks"] if "nearly" in task.what)
    assert [other.text for other, _ in client.get(near.url).context["alike"]]


@pytest.mark.parametrize(
    ("roles", "sees"),
    [
        ({"is_curator": True}, {"drafts wait to be reviewed": 1}),
        ({"is_operator": True}, {"runs of the last week failed": 1}),
        ({}, {}),
    ],
)
def test_the_others_see_what_their_role_is_about(client, bob, waiting, roles, sees):
    staff = User.objects.create_user("dora@example.org", "a long phrase", is_staff=True, **roles)
    Assignment.objects.create(curator=staff, owner=bob)
    client.force_login(staff)
    answer = client.get(reverse(START))
    assert tasks(answer) == sees if roles else "You have no role here yet" in answer.content.decode()
    assert ("$0.25" in answer.content.decode()) == ("is_operator" in roles)
    assert "alice" not in answer.content.decode()


def test_what_two_jobs_ask_for_in_vain_is_named_once(client, charlie, alice, waiting):
    for title in ("Engineer", "Senior engineer"):
        posting = f"{title}. Requirements: Python, Kubernetes, Terraform."
        execute(Run.objects.begin(alice, posting, ada(), stored=None, engine="offline").pk)
    client.force_login(charlie)
    answer = client.get(reverse(START))
    assert "terraform" in {bar.label for bar in answer.context["gaps"]}
    assert "python" not in {bar.label for bar in answer.context["gaps"]}
    assert {bar.label: bar.value for bar in answer.context["runs"]} == {"Done": "2", "Failed": "1"}
